import { Kind, parse } from 'graphql';
import type { DataSource, Logger } from 'typeorm';
import { provinces } from '../plugins';
import { createApp } from '../src/app';
import { DEFAULT_LIMITS } from '../src/api/limits/limits';
import type { RoleName } from '../src/auth/permissions';
import { issueToken } from '../src/auth/token';
import { TokenKeys } from '../src/auth/token-keys';
import type { Config } from '../src/config';
import { openTenants } from '../src/database/prepare';
import { ENTITIES } from '../src/entities';
import { nationalCodes } from '../src/modules/admin-unit';
import { createRegistry } from '../src/tenancy/registry';

export interface Question {
  readonly source: string;
  readonly variables: unknown;
  readonly role: RoleName;
  /** Official code of the unit the role is held in. */
  readonly unit?: string;
}

export interface Explained {
  /** Each statement that the question sent, and the plan by which PostgreSQL ran it as the province's own role. */
  readonly statements: readonly { readonly text: string; readonly values: readonly unknown[]; readonly plan: string }[];
  readonly refused: readonly Refused[];
}

interface Refused {
  readonly message: string;
  readonly extensions?: { readonly details?: Readonly<Record<string, unknown>> };
}

/** Of a change, only `none` and `bare`: to analyse a statement is to run it once more. */
type Plans = 'none' | 'bare' | 'analysed';
const EXPLAIN: Readonly<Record<Exclude<Plans, 'none'>, string>> = {
  bare: 'EXPLAIN (COSTS OFF)',
  analysed: 'EXPLAIN (ANALYZE, BUFFERS, COSTS OFF)',
};

/** Statements of no document: nothing is planned for them, or they are sent with whatever is asked. */
const OF_NO_DOCUMENT = /^(START TRANSACTION|COMMIT|ROLLBACK|(INSERT INTO|UPDATE) budget)|FROM actor_grant g WHERE g\.actor =/;

/** Whether a document holds a mutation; one that cannot be read is refused when it is asked. */
export function changes(source: string): boolean {
  try {
    return parse(source).definitions.some((each) => each.kind === Kind.OPERATION_DEFINITION && each.operation === 'mutation');
  } catch {
    return false;
  }
}

/** Asks the service, over HTTP, as it is in this checkout and over a database that is up to date, and shows what it sent. A mutation is done. */
export async function explainer(
  ownerUrl: string,
  config: Config,
  slug: string,
  reads: 'compiled' | 'plain' = 'compiled',
): Promise<{ explain: (question: Question, plans: Plans) => Promise<Explained>; close: () => Promise<void> }> {
  const sent: { text: string; values: readonly unknown[] }[] = [];
  const nothing = () => undefined;
  const logger: Logger = {
    logQuery: (text, values: unknown[] = []) => void sent.push({ text, values }),
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
  const blueprint = { ownerUrl, entities: ENTITIES, migrations: [], roleSecret: config.roleSecret, slugs: [slug] };
  const database = await openTenants(blueprint, logger);
  const app = await createApp({
    provinces: createRegistry(
      provinces.filter((each) => each.slug === slug),
      nationalCodes,
    ),
    database,
    config: { ...config, version: '', logLevel: 'silent', limits: DEFAULT_LIMITS, reads },
    clock: () => new Date(),
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const db = database.get(slug) as DataSource;

  return {
    async explain({ source, variables, role, unit }, plans) {
      const grants = [{ role, ...(unit === undefined ? {} : { unit }) }];
      const token = issueToken({ tenant: slug, subject: 'explain', grants }, new TokenKeys(config.tokenKey), 600);
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'accept-language': 'en' };
      const ask = async (query: string) => {
        const request = { method: 'POST', headers, body: JSON.stringify({ query, variables }) };
        return (await fetch(`${address}/${slug}/graphql`, request)).json() as Promise<{ errors?: Refused[] }>;
      };
      // What is asked the first time alone is not the document's.
      await ask(changes(source) ? '{ __typename }' : source);
      sent.length = 0;
      const { errors = [] } = await ask(source);
      const own = sent.splice(0).filter(({ text }) => !OF_NO_DOCUMENT.test(text));
      const statements = [];
      for (const { text, values } of own) {
        const lines = plans === 'none' ? [] : ((await db.query(`${EXPLAIN[plans]} ${text}`, [...values])) as Record<string, string>[]);
        statements.push({ text, values, plan: lines.map((line) => line['QUERY PLAN']).join('\n') });
      }
      return { statements, refused: errors };
    },
    async close() {
      await app.close();
      await Promise.all([...database.values()].map((each) => each.destroy()));
    },
  };
}
