import { HeaderMap } from '@apollo/server';
import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server';
import { getArgumentValues, getVariableValues, Kind } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FormattedExecutionResult,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields';
import { AnswerText, Unsent } from '../database/graph/read';
import type { ReadInfo } from '../database/graph/read';
import type { Context } from '../graphql/context';

/** The `data` of an answer whose root fields PostgreSQL has written. */
export class WrittenData {
  constructor(private readonly fields: readonly (readonly [string, AnswerText | string | null])[]) {}

  /** Objects in it, as cost counts them. */
  get count(): number {
    return this.fields.reduce((sum, [, value]) => sum + (value instanceof AnswerText ? value.count : 0), 0);
  }

  toString(): string {
    const text = (value: AnswerText | string | null) => (value instanceof AnswerText ? value.text : JSON.stringify(value));
    return `{${this.fields.map(([key, value]) => `"${key}":${text(value)}`).join()}}`;
  }
}

/** The body of an answer. Apollo hands over errors, data and extensions in this order. */
export function stringifyResult(result: FormattedExecutionResult): string {
  const data: unknown = result.data;
  if (!(data instanceof WrittenData)) return `${JSON.stringify(result)}\n`;
  const { extensions } = result;
  return `{"data":${data.toString()}${extensions ? `,"extensions":${JSON.stringify(extensions)}` : ''}}\n`;
}

const coerced = new WeakMap<GraphQLRequest, Readonly<Record<string, unknown>> | null>();

/** The variables of a request as its operation takes them; null where they do not fit. */
export function variablesOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  request: GraphQLRequest,
): Readonly<Record<string, unknown>> | null {
  const known = coerced.get(request);
  if (known !== undefined) return known;
  const found = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}, { maxErrors: 1 }).coerced ?? null;
  coerced.set(request, found);
  return found;
}

const fragments = new WeakMap<DocumentNode, Record<string, FragmentDefinitionNode>>();

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const known = fragments.get(document);
  if (known) return known;
  const found = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const named = Object.fromEntries(found.map((each) => [each.name.value, each]));
  fragments.set(document, named);
  return named;
}

/** A root field of an operation. */
interface Root {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  /** None of `__typename`. */
  readonly field: GraphQLField<unknown, unknown> | undefined;
}

const asked = new WeakMap<OperationDefinitionNode, readonly Root[] | null>();

/** The root fields of a query; null where one of them is not answered by SQL. Found once where no variable can leave one out. */
function rootsOf(of: Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'operation' | 'variableValues'>, query: GraphQLObjectType) {
  const known = asked.get(of.operation);
  if (known !== undefined) return known;
  const { selectionSet } = of.operation;
  const collected = [...collectFields(of.schema, of.fragments, of.variableValues, query, selectionSet)];
  const roots = collected.map(([key, nodes]): Root => ({ key, nodes, field: query.getFields()[nodes[0]?.name.value as string] }));
  const isBySql = ({ field, nodes }: Root) => (field ? field.extensions.bySql === true : nodes[0]?.name.value === '__typename');
  const found = roots.every(isBySql) ? roots : null;
  if (selectionSet.selections.every(({ kind, directives }) => kind === Kind.FIELD && !directives?.length)) asked.set(of.operation, found);
  return found;
}

/**
 * Answers queries of which every field is answered by SQL, with what PostgreSQL has written, unread. Their root fields are resolved as ever, permission and
 * arguments included. Everything else is left to graphql-js: a field that needs code, and whatever is refused, so that errors stand where they belong.
 */
export const answerBySql: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async responseForOperation({ request, document, operation, contextValue, schema }) {
        if (operation.operation !== 'query' || contextValue.session.reads !== 'compiled') return null;
        const variableValues = variablesOf(schema, operation, request);
        const query = schema.getQueryType();
        if (!variableValues || !query) return null;
        const shared = { schema, fragments: fragmentsOf(document), rootValue: undefined, operation, variableValues, parentType: query };
        const roots = rootsOf(shared, query);
        if (!roots) return null;
        // It is not asked again: where and how it is said is graphql's to know.
        const noting = (key: string) => (error: unknown) => void contextValue.failed.set(key, error);
        const resolved = roots.map(async ({ key, nodes, field }): Promise<unknown> => {
          if (!field?.resolve) return query.name;
          const path = { prev: undefined, key, typename: query.name };
          const info: ReadInfo = { ...shared, fieldName: field.name, fieldNodes: nodes, returnType: field.type, path, answer: true };
          try {
            return await field.resolve(undefined, getArgumentValues(field, nodes[0] as FieldNode, variableValues), contextValue, info);
          } catch (error) {
            return noting(key)(error);
          }
        });
        const unsent = await Promise.all(resolved);
        const isBySql = (each: unknown): each is Unsent | string => each instanceof Unsent || typeof each === 'string';
        if (!unsent.every(isBySql)) return null;
        const sent = unsent.map((it, index) => (it instanceof Unsent ? it.send().catch(noting((roots[index] as Root).key)) : it));
        const all = await Promise.all(sent);
        const isWhole = (each: (typeof all)[number]): each is AnswerText | string | null => each !== undefined;
        if (!all.every(isWhole)) return null;
        const data = new WrittenData(all.map((it, index) => [(roots[index] as Root).key, it] as const));
        const singleResult = { data: data as unknown as Record<string, unknown> };
        return { http: { status: undefined, headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
      },
    };
  },
};
