import { CATALOGUE } from '../../src/errors';
import type { TestApp } from './app';
import type { Client } from './client';

/** How many rows each table of the service has: what a refused write must not move. What is not logged keeps no data, only who asked for how much. */
export async function rowCounts({ owner }: TestApp): Promise<Record<string, number>> {
  const tables = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relpersistence = 'p' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  const counts = tables.rows.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS count FROM "${name}"`);
  const { rows } = await owner.query<{ name: string; count: number }>(counts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

/** Runs something that must be refused and checks that no table has changed its number of rows by it. */
export async function changesNothing<T>(service: TestApp, work: () => Promise<T>): Promise<T> {
  const before = await rowCounts(service);
  const answer = await work();
  expect(await rowCounts(service)).toEqual(before);
  return answer;
}

/** What a refusal says when it left no trace. */
export async function refusalOf(
  service: TestApp,
  client: Client,
  document: string,
  variables: Record<string, unknown>,
): Promise<{ refused: string; [detail: string]: unknown }> {
  const { data, errors } = await changesNothing(service, () => client.answer(document, variables));
  if (errors?.length !== 1) throw new Error(`Not one refusal: ${JSON.stringify({ data, errors })}`);
  const { code, details } = (errors[0] as NonNullable<typeof errors>[0]).extensions;
  return { refused: code, ...details };
}

export interface RefusedBody {
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, unknown>;
  readonly message: string;
}

/** Sends what must be refused as it is: with one error, of the catalogue and with the status it says, and nothing written. */
export async function refusedBody(
  service: TestApp,
  client: Client,
  body: string | object,
  headers: Record<string, string> = {},
): Promise<RefusedBody> {
  const { status, body: answer } = await changesNothing(service, () => client.post(body, headers));
  expect(answer.errors).toHaveLength(1);
  const { message, extensions } = answer.errors[0];
  expect(Object.keys(CATALOGUE)).toContain(extensions.code);
  expect(CATALOGUE[extensions.code as keyof typeof CATALOGUE].status).toBe(status);
  return { status, code: extensions.code, details: extensions.details, message };
}
