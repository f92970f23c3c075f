import { HeaderMap } from '@apollo/server';
import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server';
import { GraphQLError, Kind, visit } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { CATALOGUE, Refusal } from '../../errors';
import type { Context } from '../../graphql/context';
import { variablesOf, WrittenData } from '../answer';
import type { Budgets } from './budget';
import { costOf, total } from './cost';
import type { Cost } from './cost';
import type { Limits } from './limits';
import type { Payer } from './payer';
import { keysOf, rowsIn } from './rows';
import type { Keys } from './rows';

/** What is known of a document whatever its variables. */
interface Known {
  readonly introspects: boolean;
  readonly keys: Keys;
  readonly costs: Map<string, Cost>;
}

const MOST_COSTS = 50;

/** Refuses operations that may not be asked or cost too much, takes what they cost from who asks, and says so in `extensions.cost`. */
export function limitOperations(limits: Limits, budgets: Budgets, payerOf: (context: Context) => Payer): ApolloServerPlugin<Context> {
  const known = new WeakMap<DocumentNode, Known>();

  return {
    async requestDidStart() {
      let cost: { requested: number; actual?: number; remaining: number } | undefined;
      let points: Cost | undefined;
      return {
        async didResolveOperation({ contextValue, schema, document, operation, request }) {
          try {
            const facts = known.get(document) ?? know(document);
            known.set(document, facts);
            const payer = payerOf(contextValue);
            if (facts.introspects && payer.stranger && !limits.introspectionForStrangers) throw new Refusal('INTROSPECTION_REFUSED');
            // An operation that is not there, or variables that do not fit, are refused where they are told apart, before anything is read.
            points = operation && costWith(facts, schema, document, operation, request);
            if (!points) return;
            const requested = Math.ceil(total(points));
            const max = Math.min(limits.cost, payer.allowance.capacity);
            if (requested > max) throw new Refusal('COST_TOO_HIGH', { requested, max });
            cost = { requested, remaining: await budgets.take(contextValue.session, payer, requested) };
          } catch (error) {
            throw httpError(error);
          }
        },
        async willSendResponse({ contextValue, document, response }) {
          if (!cost || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          const keys = document && known.get(document)?.keys;
          if (singleResult.data && points && keys) {
            const came = singleResult.data instanceof WrittenData ? singleResult.data.count : rowsIn(singleResult.data, keys);
            const actual = Math.min(cost.requested, came + points.declared);
            cost = { ...cost, actual, remaining: await settle(contextValue, cost.requested - actual, cost.remaining) };
          }
          singleResult.extensions = { ...singleResult.extensions, cost };
        },
      };
    },
  };

  /** An answer that is there is not withheld because the database fails afterwards. */
  function settle(context: Context, points: number, otherwise: number): Promise<number> {
    return budgets.giveBack(context.session, payerOf(context), points).catch(() => otherwise);
  }
}

function know(document: DocumentNode): Known {
  let introspects = false;
  visit(document, { [Kind.FIELD]: ({ name }) => void (introspects ||= name.value === '__schema' || name.value === '__type') });
  return { introspects, keys: keysOf(document), costs: new Map() };
}

/** The cost, computed once for the variables that it depends on. */
function costWith(
  { costs }: Known,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  request: GraphQLRequest,
): Cost | undefined {
  const coerced = variablesOf(schema, operation, request);
  if (!coerced) return undefined;
  const sizes = Object.entries(coerced).map(([name, value]) => (operation.operation === 'query' ? [name, sizeOf(value)] : [name, value]));
  const key = JSON.stringify([operation.name?.value, sizes]);
  const cost = costs.get(key) ?? costOf(schema, document, operation, coerced);
  if (costs.size >= MOST_COSTS) costs.clear();
  if (key.length < 1_000) costs.set(key, cost);
  return cost;
}

/** What a variable can do to the cost of a query: be a number, a switch, or a list of some length. */
function sizeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [value.length];
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** A refusal as graphql's own kind of error, with the status of the whole answer. */
function httpError(error: unknown): GraphQLError {
  const status = error instanceof Refusal ? CATALOGUE[error.code].status : 503;
  const headers = new HeaderMap();
  if (error instanceof Refusal && error.details.retryAfter !== undefined) headers.set('retry-after', String(error.details.retryAfter));
  return new GraphQLError((error as Error).message, { originalError: error as Error, extensions: { http: { status, headers } } });
}
