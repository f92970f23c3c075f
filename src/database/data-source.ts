import { DataSource } from 'typeorm';
import type { DataSourceOptions, EntityTarget, Logger, ObjectLiteral } from 'typeorm';
import { types } from 'pg';
import { SnakeCaseNaming } from './naming';

// A date is a calendar day and stays text; pg would make it midnight of the machine's own zone.
types.setTypeParser(types.builtins.DATE, (text) => text);
// Counts and sums fit into a double long before a province has 2^53 of anything.
types.setTypeParser(types.builtins.INT8, Number);

export interface DatabaseOptions {
  readonly url: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations?: DataSourceOptions['migrations'];
  /** Largest number of connections; each costs the server about 2 MB. */
  readonly poolSize: number;
  readonly logger?: Logger;
}

/** A DataSource that never changes the schema by itself; that is for migrations, run by the owner. */
export function createDataSource({ url, entities, migrations = [], poolSize, logger }: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: entities as DataSourceOptions['entities'],
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeCaseNaming(),
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    poolSize,
    logger,
    logging: logger ? ['query'] : false,
    applicationName: 'to-so',
    extra: { idleTimeoutMillis: 30_000, connectionTimeoutMillis: 5_000 },
  });
}
