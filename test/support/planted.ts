import { parseGlobalId } from '../../src/graphql/global-id';
import type { TestApp } from './app';
import { makeThings, mutation } from './every-write';
import type { Things } from './every-write';
import { TYPES } from './id-places';
import type { Kind } from './id-places';
import { newcomer, newDocument } from './found';

/** Words that stand in one province, or one commune of it, and that nobody outside may read. */
export interface Planted {
  readonly things: Things;
  /** Of persons: nobody without the right to them may read these. */
  readonly personal: readonly string[];
  /** What else other provinces may not read. */
  readonly words: readonly string[];
  /** Words that mean something there and nowhere else, by the names of the places that take such. */
  readonly codes: Readonly<Record<string, string>>;
}

/** One thing of each type in a commune, and words that are found nowhere else in what is kept there. */
export async function plant(service: TestApp, province: string, commune: string, mark: string): Promise<Planted> {
  const admin = service.as(province, { role: 'province-admin' });
  const things = await makeThings(admin, commune);
  const digits = String([...`${province}/${commune}`].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) % 1e9, 7)).padStart(9, '0');
  const person = { name: `Chim ${mark} Bí Mật`, phone: `0${digits}`, identityNumber: `777${digits}` };
  await admin.ask(mutation('addMembers'), {
    input: { teamId: things.teams[1], members: [newcomer({ seat: 'MEMBER', joined: '2024-04-01' }, person)] },
  });
  await admin.ask(mutation('renameAdminUnit'), {
    input: { unitId: things.hamlets[1], name: mark, from: '2024-05-01', decision: newDocument('2024-05-01') },
  });
  await admin.ask(mutation('addTaskEvidence'), { input: { taskId: things.task, text: `Minh chứng ${mark}`, place: `Nơi ${mark}` } });
  await admin.ask(mutation('logOutreach'), {
    input: {
      teamId: things.teams[0],
      pillar: 'SKILLS',
      day: '2024-05-03',
      people: 1,
      note: `Ghi chú ${mark}`,
      idempotencyKey: `khóa ${mark}`,
    },
  });
  await admin.ask(mutation('commentReport'), { input: { reportId: things.reports[0], text: `Ý kiến ${mark}` } });
  const { node, reportRound } = await admin.ask(
    'query ($unit: ID!, $round: ID!) { node(id: $unit) { ... on AdminUnit { code } } reportRound(id: $round) { form { code } } }',
    { unit: things.commune, round: things.round },
  );
  const codes = { code: node.code, unitCode: node.code, form: reportRound.form.code, search: mark };
  return { things, personal: Object.values(person), words: [mark], codes };
}

/** Every id of every row a province has. */
export async function idsOf({ owner }: TestApp, province: string): Promise<Set<string>> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'id' AND data_type = 'uuid' ORDER BY 1`,
  );
  const found = tables.map(({ name }) => `SELECT id::text FROM "${name}" WHERE tenant = $1`).join(' UNION ');
  const { rows } = await owner.query<{ id: string }>(found, [province]);
  return new Set(rows.map(({ id }) => id));
}

/** The ids in an answer, in whatever form they come: as an id, in a cursor, as they are. */
export function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap(idsIn);
  if (typeof value !== 'string' || value.length < 36) return [];
  const read = parseGlobalId(value);
  if (read) return [read.id];
  return `${value} ${Buffer.from(value, 'base64url').toString('latin1')}`.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
}

/** The global id of a thing of each type that was made, by type; of another type, of any row of its table. */
export async function thingsByType(
  service: TestApp,
  province: string,
  things: Things,
  types: readonly string[],
): Promise<Map<string, string>> {
  const LISTED = { hamlet: 'hamlets', team: 'teams', report: 'reports' } as const;
  const made = new Map<string, string>();
  for (const kind of (Object.keys(TYPES) as Kind[]).reverse())
    made.set(TYPES[kind], kind === 'hamlet' || kind === 'team' || kind === 'report' ? things[LISTED[kind]][0] : things[kind]);
  for (const type of types) if (!made.has(type)) made.set(type, await anyOf(service, province, type));
  return made;
}

/** Tables whose names are not those of their types. */
const TABLES: Readonly<Record<string, string>> = { Member: 'team_member' };

async function anyOf({ owner }: TestApp, province: string, type: string): Promise<string> {
  const table = TABLES[type] ?? type.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase();
  const { rows } = await owner.query<{ id: string }>(`SELECT id FROM "${table}" WHERE tenant = $1 ORDER BY id DESC LIMIT 1`, [province]);
  if (!rows[0]) throw new Error(`${province} has no ${type} to try; make one in makeThings of test/support/every-write.ts.`);
  return Buffer.from(`${type}:${rows[0].id}`).toString('base64url');
}
