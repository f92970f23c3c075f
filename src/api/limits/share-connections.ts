import type { DataSource } from 'typeorm';
import { GATE } from '../../database/prepared';
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

  of(db: DataSource, name: string): DataSource {
    const query: DataSource['query'] = async (...parameters) => {
      // Whoever names a connection has one.
      if (parameters[2]) return db.query(...parameters);
      const leave = await this.lines.enter(name);
      try {
        return await db.query(...parameters);
      } finally {
        leave();
      }
    };
    return Object.create(db, { query: { value: query }, [GATE]: { value: () => this.lines.enter(name) } }) as DataSource;
  }
}
