import type { FastifyServerOptions } from 'fastify';
import type { Told } from './request-record';
import { stateOf } from '../database/faults';

/** All that a line of the log may say, besides its time, level and sentence. What is not here is left out, whoever logs it. */
const SAID = [
  'err',
  'reference',
  'province',
  'tenant',
  'actor',
  'operation',
  'ms',
  'status',
  'codes',
  'statements',
  'cut',
  'inFlight',
  'reqId',
] as const;

/** Sentences of pg that hold no value of anybody's. */
const PLAIN =
  /^(Query read timeout|timeout exceeded when trying to connect|timeout expired|Connection terminated( unexpectedly| due to connection timeout)?)$/;
const FRAME = /^\s+at .*:\d+:\d+\)?$/;

export interface LogStream {
  write(line: string): void;
}

/** The log of the service: JSON, one line each, of allowed fields only. */
export function logOptions(level: string, stream?: LogStream): Exclude<FastifyServerOptions['logger'], boolean | undefined> {
  return {
    level,
    ...(stream ? { stream } : {}),
    formatters: {
      log: (line) => Object.fromEntries(SAID.filter((name) => line[name] !== undefined).map((name) => [name, line[name]])),
    },
    serializers: { err: describeError },
    hooks: {
      // Without a sentence of ours pino takes that of the error.
      logMethod(args, log) {
        const [first, sentence = 'fault', ...rest] = args as unknown[];
        const said = typeof first === 'object' && first !== null && 'stack' in first ? { err: first } : first;
        log.apply(this, (typeof said === 'object' ? [said, sentence, ...rest] : args) as Parameters<typeof log>);
      },
    },
  };
}

interface ErrorLike {
  readonly name?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly cause?: unknown;
  readonly driverError?: ErrorLike;
}

/**
 * An error without its message: those of the database, of parsers and of the engine repeat values. What kind it is, where it was thrown, and of the
 * database's the state, constraint and table are enough to find it.
 */
export function describeError(error: unknown): Record<string, unknown> & { type: string; message: string; stack: string } {
  const { name, message = '', stack = '', constraint, table, cause, driverError } = (error ?? {}) as ErrorLike;
  const plain = driverError?.message ?? message;
  return {
    type: /^\w+$/.test(name ?? '') ? String(name) : 'Error',
    message: PLAIN.test(plain) ? plain : '',
    stack: stack
      .replace(message, '')
      .split('\n')
      .filter((line) => FRAME.test(line))
      .join('\n'),
    code: stateOf(error) || undefined,
    constraint: driverError?.constraint ?? constraint,
    table: driverError?.table ?? table,
    cause: cause === undefined ? undefined : describeError(cause),
  };
}

/** One line for each request. */
export const logRequest: Told = ({ tenant, actor, operation, codes, statements }, ms, request, reply) =>
  request.log.info(
    {
      tenant,
      actor,
      operation,
      ms: Math.round(ms * 10) / 10,
      // Closed before it was answered: the client went away, or was cut.
      status: reply.raw.writableFinished ? reply.statusCode : 'aborted',
      codes: codes.size > 0 ? [...codes] : undefined,
      statements,
    },
    'request',
  );
