import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import type { ErrorCode } from '../errors';

/** Errors of a COMMIT whose answer never came: the change may have been kept or not. */
const unknown = new WeakSet<object>();

interface DatabaseError {
  readonly code?: string;
  readonly message?: string;
  readonly severity?: string;
  readonly driverError?: DatabaseError;
  /** What graphql found to be thrown, where it does not take it for an Error. */
  readonly thrownValue?: DatabaseError;
}

/** Refusals that tell of a fault of the service or its database, not of the request. */
export type FaultCode = Extract<
  ErrorCode,
  'UNAVAILABLE' | 'DATABASE_BUSY' | 'QUERY_TIMEOUT' | 'CONTENTION' | 'READ_ONLY' | 'OUTCOME_UNKNOWN' | 'INTERNAL'
>;

const BY_STATE: readonly (readonly [RegExp, FaultCode])[] = [
  // The server, the one between, or the machine: no connection, or none any more.
  [/^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_|08|57P|58)/, 'UNAVAILABLE'],
  [/^53/, 'DATABASE_BUSY'],
  [/^57014$/, 'QUERY_TIMEOUT'],
  [/^(55P03|40001|40P01)$/, 'CONTENTION'],
  [/^25006$/, 'READ_ONLY'],
  // Idle in a transaction for too long: ended by the server.
  [/^25P0[34]$/, 'UNAVAILABLE'],
];

/** What pg says without a code. */
const BY_MESSAGE: readonly (readonly [RegExp, FaultCode])[] = [
  [/^timeout exceeded when trying to connect$/, 'DATABASE_BUSY'],
  [/^Query read timeout$/, 'UNAVAILABLE'],
  [/^Connection terminated|is not queryable$|^timeout expired$|^Cannot use a pool after calling end/, 'UNAVAILABLE'],
];

/** The SQLSTATE, or the system's code, of what was thrown; empty if it has none. */
export function stateOf(error: unknown): string {
  const { driverError, thrownValue, code } = (error ?? {}) as DatabaseError;
  return String((driverError ?? thrownValue)?.code ?? code ?? '');
}

/** The fault of the database that an error tells of, if it does. */
export function faultOf(error: unknown): FaultCode | undefined {
  const { driverError, message } = (error ?? {}) as DatabaseError;
  if (isUnknown(error)) return 'OUTCOME_UNKNOWN';
  // The connection of a transaction was lost between two of its statements.
  if (error instanceof QueryRunnerAlreadyReleasedError || error instanceof QueryRunnerProviderAlreadyReleasedError) return 'UNAVAILABLE';
  const state = stateOf(error);
  if (state) return BY_STATE.find(([pattern]) => pattern.test(state))?.[1];
  return BY_MESSAGE.find(([pattern]) => pattern.test(driverError?.message ?? message ?? ''))?.[1];
}

/** Marks the error of a COMMIT that was sent: only an answer of the server itself tells that nothing was kept. */
export function outcomeUnknown(error: unknown): void {
  const { severity, code = '' } = error as DatabaseError;
  if (severity !== undefined && !/^(08|57P)/.test(code)) return;
  unknown.add(error as object);
}

function isUnknown(error: unknown): boolean {
  const { driverError } = (error ?? {}) as DatabaseError;
  return [error, driverError].some((each) => typeof each === 'object' && each !== null && unknown.has(each));
}

/** Whether pg refused a statement because it knew its connection to be gone: the server has not seen it. */
export function lostBeforeSent(error: unknown): boolean {
  return /is not queryable$/.test((error as DatabaseError).message ?? '');
}
