import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { createDataSource } from '../../src/database/data-source';
import { ENTITIES } from '../../src/entities';
import { Context } from './context';
import { FindingResolver, ReportResolver, TeamResolver, UnitResolver } from './resolvers';

/** The ordinary form of this stack: a resolver and a DataLoader for each relation, entities for rows. No rights, no limits. */
async function main(): Promise<void> {
  const schema = await buildSchema({
    resolvers: [UnitResolver, TeamResolver, FindingResolver, ReportResolver],
    orphanedTypes: [],
    validate: false,
  });
  const db = createDataSource({ url: process.env.DATABASE_URL as string, entities: ENTITIES, poolSize: Number(process.env.POOL_SIZE) });
  await db.initialize();
  const server = new ApolloServer<Context>({ schema });
  await startStandaloneServer(server, {
    listen: { port: Number(process.env.PORT), host: '127.0.0.1' },
    context: () => Promise.resolve(new Context(db)),
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
process.on('SIGTERM', () => process.exit(0));
