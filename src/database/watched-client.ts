import { Client } from 'pg';
import { lostBeforeSent, outcomeUnknown } from './faults';
import type { Accountable, Ledger } from './ledger';
import { Pipeline } from './pipeline';

/** Told of each statement when it has ended; of several sent in one go once. */
export type Observer = (ms: number, error: unknown) => void;

/** pg's own test for a statement read its time out; the connection still runs it and must not serve another. */
const READ_TIMEOUT = 'Query read timeout';
/** The server is about to end this connection, or it leads to a server that takes no changes any more, as after a failover. */
const DOOMED = /^(08|57P0|25006)/;

/** Forwards to pg by whichever of its signatures is used. */
type Query = (...args: unknown[]) => unknown;

/**
 * A class of connections that tells of its statements, says of a lost COMMIT that nobody knows, and that the pool never hands out again once it
 * cannot be trusted.
 */
export function watchedClient(observers: ReadonlySet<Observer>): typeof Client {
  class WatchedClient extends Client implements Accountable {
    account?: Ledger | undefined;

    constructor(...args: ConstructorParameters<typeof Client>) {
      super(...args);
      // Handed from pool to transaction and back it has moments without a listener, and an error nobody listens to ends the process.
      this.on('error', () => undefined);
    }

    override query(...args: never[]): never {
      const began = performance.now();
      const send = Client.prototype.query.bind(this) as Query;
      const { account } = this;
      const pipeline = (args[0] as unknown) instanceof Pipeline ? (args[0] as unknown as Pipeline) : undefined;
      if (account) account.statements += pipeline?.size ?? 1;
      const end = (error?: unknown) => {
        const ms = performance.now() - began;
        if (account) account.databaseMs += ms;
        observers.forEach((observe) => observe(ms, error));
      };
      pipeline?.onEnd((error) => {
        end(error);
        if (account && pipeline.committed) account.commits++;
        if (error !== undefined) this.distrust(error);
      });
      const sent = send(...args);
      if (!(sent instanceof Promise)) return sent as never;
      const isCommit = (args[0] as unknown) === 'COMMIT';
      return sent.then(
        (result: { command?: string }) => {
          end();
          if (!isCommit) return result;
          // PostgreSQL ends a transaction in which a statement failed by ROLLBACK, whatever it was told, and calls that no error.
          if (result.command !== 'COMMIT') throw new Error('The transaction was rolled back in place of a commit');
          if (account) account.commits++;
          return result;
        },
        (error: unknown) => {
          end(error);
          if (isCommit && !lostBeforeSent(error)) outcomeUnknown(error);
          this.distrust(error);
          throw error;
        },
      ) as never;
    }

    private distrust(error: unknown): void {
      const { code = '', message } = error as { code?: string; message: string };
      if (message !== READ_TIMEOUT && !DOOMED.test(code)) return;
      (this as unknown as { connection: { stream: { destroy(error?: Error): void } } }).connection.stream.destroy();
    }
  }
  return WatchedClient;
}
