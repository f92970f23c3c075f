import type { DataSource } from 'typeorm';
import { behind } from '../../database/ledger';
import { Lines } from './turns';

/**
 * A province's connections as one actor may use them: so many reads at once, the others wait in the actor's own line instead of before everybody else
 * in that of the pool. Transactions are left out: one that holds a connection and waits for a read of its own would wait for ever; turns bound them.
 */
export class SharedConnections {
  private readonly lines: Lines;

  constructor(connectionsOfActor: number) {
    const never = () => new Error('a line of reads has no end');
    this.lines = new Lines({ running: connectionsOfActor, waiting: Infinity, patience: 2 ** 31 - 1 }, never);
  }

  /** Has the reads of a request wait in the line of its actor. */
  share(db: DataSource, name: string): void {
    behind(db, () => this.lines.enter(name));
  }
}
