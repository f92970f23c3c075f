import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';

/** A place of a chain, to be kept elsewhere: what stands up to it can not be changed unseen, not even by the owner of the database. */
export interface Anchor {
  readonly position: number;
  readonly hash: string;
}

export interface ChainReport {
  /** Sentences, each of which names a row. Empty if the chain is whole. */
  readonly problems: readonly string[];
  readonly rows: number;
  readonly head: Anchor | null;
}

interface Link {
  readonly position: string;
  readonly hash: string;
  readonly row: string;
  readonly content: string | null;
}

const EVENT = `jsonb_build_array(e.seq::text, e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.day, e.actor, e.action,
  e.subject_type, e.subject_id, e.team_id, e.unit_id, e.before, e.after, e.cause_id)::text`;
const READ = `jsonb_build_array(r.position, to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), r.actor, r.purpose, r.request_id, r.fields,
  r.subjects)::text`;

/** What is hashed is read here and hashed here: a function of the database that was tampered with would not be believed. */
const CHAINS = {
  event: {
    links: `SELECT s.position, s.hash, 'event ' || s.event_id AS row, CASE WHEN e.id IS NOT NULL THEN ${EVENT} END AS content
            FROM event_seal s LEFT JOIN event e ON e.tenant = s.tenant AND e.id = s.event_id WHERE s.position > $1 ORDER BY s.position LIMIT $2`,
    loose: `SELECT 'event ' || e.id || ' stands in the log without a seal: it was put there past the triggers, or its seal was removed' AS problem FROM event e
            WHERE NOT EXISTS (SELECT FROM event_seal s WHERE s.tenant = e.tenant AND s.event_id = e.id) ORDER BY e.seq LIMIT 100`,
    count: 'SELECT count(*)::int AS rows FROM event_seal',
  },
  personal_read: {
    links: `SELECT r.position, r.hash, 'read ' || r.position || ' by ' || r.actor AS row, ${READ} AS content FROM personal_read r
            WHERE r.position > $1 ORDER BY r.position LIMIT $2`,
    loose: `SELECT 'read ' || r.position || ' is not found by all of its subjects: rows of personal_read_subject were removed' AS problem FROM personal_read r
            WHERE cardinality(r.subjects) <> (SELECT count(*) FROM personal_read_subject s WHERE s.tenant = r.tenant AND s.position = r.position
              AND s.person_id = ANY(r.subjects)) ORDER BY r.position LIMIT 100`,
    count: 'SELECT count(*)::int AS rows FROM personal_read',
  },
} as const;
export type ChainName = keyof typeof CHAINS;

const AT_ONCE = 2000;
const MOST_PROBLEMS = 100;

/** Walks a province's chain as it stands in one moment, while others write. @param db connects as the province's role. */
export function verifyChain(
  db: DataSource,
  name: ChainName,
  { expected = [], progress = () => undefined }: { expected?: readonly Anchor[]; progress?: (done: number, all: number) => void } = {},
): Promise<ChainReport> {
  return db.transaction('REPEATABLE READ', (manager) => walk(manager, name, expected, progress));
}

async function walk(
  manager: EntityManager,
  name: ChainName,
  expected: readonly Anchor[],
  progress: (done: number, all: number) => void,
): Promise<ChainReport> {
  const { links, loose, count } = CHAINS[name];
  const [{ rows: all }] = await manager.query(count);
  const problems: string[] = [];
  const wanted = new Map(expected.map(({ position, hash }) => [position, hash]));
  let [position, hash, rows] = [0, '', 0];
  for (;;) {
    const found: Link[] = await manager.query(links, [position, AT_ONCE]);
    for (const link of found) {
      const at = Number(link.position);
      if (at !== position + 1)
        problems.push(`${name}: the ${at - position - 1} rows before position ${at} are gone (from ${position + 1} on)`);
      if (link.content === null) problems.push(`${name}: ${link.row}, sealed at position ${at}, was removed`);
      else if (at === position + 1 && digest(hash, link.content) !== link.hash)
        problems.push(`${name}: ${link.row} at position ${at} is not what was sealed there: altered, or put in another's place`);
      const anchor = wanted.get(at);
      if (anchor !== undefined && anchor !== link.hash)
        problems.push(`${name}: position ${at} holds another hash than the one expected; the chain was written anew up to there`);
      wanted.delete(at);
      [position, hash, rows] = [at, link.hash, rows + 1];
    }
    progress(rows, all);
    if (found.length < AT_ONCE || problems.length >= MOST_PROBLEMS) break;
  }
  for (const at of wanted.keys())
    problems.push(`${name}: position ${at} is expected and not there; the chain ends at ${position}: its tail was cut off`);
  for (const { problem } of await manager.query(loose)) problems.push(`${name}: ${problem}`);
  return { problems: problems.slice(0, MOST_PROBLEMS), rows, head: position === 0 ? null : { position, hash } };
}

function digest(previous: string, content: string): string {
  return createHash('sha256').update(`${previous}\n${content}`).digest('hex');
}
