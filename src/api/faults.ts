import type { GraphQLField, GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import { defaultFieldResolver } from 'graphql';
import { faultOf } from '../database/faults';
import type { FaultCode } from '../database/faults';
import { ledgerOf } from '../database/ledger';
import type { Session } from '../database/session';
import { Refusal, sentence } from '../errors';
import type { ErrorCode } from '../errors';
import type { Context } from '../graphql/context';

/** How long a client may wait before it tries again, in seconds: a restart of the database takes a few. */
const RETRY_AFTER = 5;
/** Where waiting helps. What took too long will take too long again. */
const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['UNAVAILABLE', 'DATABASE_BUSY', 'CONTENTION', 'READ_ONLY', 'OUTCOME_UNKNOWN']);
/** Faults whose sentences say that nothing was changed. */
const UNCHANGED: ReadonlySet<string> = new Set<FaultCode>([
  'UNAVAILABLE',
  'DATABASE_BUSY',
  'QUERY_TIMEOUT',
  'CONTENTION',
  'READ_ONLY',
  'INTERNAL',
]);

const afterCommit = new WeakSet<object>();

interface Refused {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The refusal for what is no refusal itself. @param reference finds it in the log. */
export function refusalOfFault(error: unknown, reference: string): Refused {
  const code = faultOf(error) ?? 'INTERNAL';
  if (typeof error === 'object' && error !== null && afterCommit.has(error)) return incomplete(code, reference);
  if (code === 'INTERNAL') return { code, details: { reference } };
  return { code, details: PASSING.has(code) ? { retryAfter: RETRY_AFTER } : {} };
}

function incomplete(code: string, reference?: unknown): Refused {
  return { code: 'ANSWER_INCOMPLETE', details: { reason: code, ...(code === 'INTERNAL' ? { reference } : {}) } };
}

/** Remembers of a change's field that fails whether something was kept before it did: its error may not say that nothing was. */
export function rememberCommits(field: GraphQLField<unknown, Context>): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = async (source, args, context, info) => {
    const commits = () => ledgerOf(context.session.db)?.commits;
    const before = commits();
    try {
      return await (resolve(source, args, context, info) as Promise<unknown>);
    } catch (error) {
      if (!(error instanceof Refusal) && typeof error === 'object' && error !== null && commits() !== before) afterCommit.add(error);
      throw error;
    }
  };
}

/** The refusal of a whole answer that had to be withheld, whose changes may have been made before. */
export function ofWithheldAnswer(refused: Refused, operation: OperationDefinitionNode | undefined, { db }: Session): Refused {
  const { code, details } = refused;
  const changed = operation?.operation === 'mutation' && (ledgerOf(db)?.commits ?? 0) > 0;
  if (changed && (UNCHANGED.has(code) || code === 'OUTCOME_UNKNOWN')) return incomplete(code, details.reference);
  return code === 'OUTCOME_UNKNOWN' ? { code: 'UNAVAILABLE', details } : refused;
}

/** The error of what is read below a change: the change itself has been made. */
export function ofMadeChange(error: GraphQLFormattedError, operation: OperationDefinitionNode | undefined): GraphQLFormattedError {
  const { code, details } = (error.extensions ?? {}) as unknown as Refused;
  if (operation?.operation !== 'mutation' || (error.path?.length ?? 0) < 2 || !UNCHANGED.has(code)) return error;
  const refused = incomplete(code, details.reference);
  return { ...error, message: sentence(refused.code, refused.details, 'en'), extensions: { ...refused } };
}
