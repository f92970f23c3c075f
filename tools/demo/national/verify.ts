import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import sql from 'sql-template-tag';
import { rows } from '../../../src/database/session';
import { coveredLevels, judgeTeams, judgeUnits } from '../../../src/modules/finding';
import { differencesOf, roundsToVerify } from '../../../src/modules/report';
import type { Province } from '../../../src/tenancy/province';
import type { Part, Scale } from './scale';

/** What was looked at, as a sentence, and what is wrong with it. */
export interface Verdict {
  readonly looked: string;
  readonly problems: readonly string[];
}

const ROUNDS_OF_A_PROVINCE = 3;
const JUDGED_OF_A_PROVINCE = 200;

/** Counts, references, ledgers and seals of all that was loaded. */
export async function verifyWhole(ownerUrl: string, scale: Scale): Promise<Verdict[]> {
  const owner = new Client(ownerUrl);
  await owner.connect();
  try {
    return [await countAll(owner, scale), await references(owner), await ledgers(owner), await seals(owner)];
  } finally {
    await owner.end();
  }
}

/** Sums and findings of a province against what the service itself makes of it. @param db connects as the province's role. */
export async function verifyProvince(province: Province, db: DataSource): Promise<Verdict[]> {
  return [await sums(province, db), await findings(province, db)];
}

async function countAll(owner: Client, { parts, months }: Scale): Promise<Verdict> {
  const { rows: found } = await owner.query<{ tenant: string; teams: number; members: number; slots: number }>(
    `SELECT t.tenant, t.teams, m.members, s.slots FROM (SELECT tenant, count(*)::int AS teams FROM team GROUP BY 1) t
     JOIN (SELECT tenant, count(*)::int AS members FROM team_member GROUP BY 1) m USING (tenant) JOIN (SELECT tenant, count(*)::int AS slots FROM report_slot GROUP BY 1) s USING (tenant)`,
  );
  const of = new Map(found.map((each) => [each.tenant, each]));
  const problems = parts.flatMap(({ province, size }: Part) => {
    const { teams = 0, members = 0, slots = 0 } = of.get(province.slug) ?? {};
    const right = teams === size.teams && members === size.members && slots === size.teams * months;
    return right
      ? []
      : [
          `${province.slug} has ${teams} teams, ${members} members, ${slots} expected reports; asked for ${size.teams}, ${size.members}, ${size.teams * months}`,
        ];
  });
  const sum = (key: 'teams' | 'members' | 'slots') => found.reduce((all, each) => all + each[key], 0);
  return {
    looked: `${found.length} provinces, ${sum('teams')} teams, ${sum('members')} members, ${sum('slots')} expected reports`,
    problems,
  };
}

/** Rows were written without a look at what they refer to. */
async function references(owner: Client): Promise<Verdict> {
  const { rows: keys } = await owner.query<{ name: string; from: string; to: string; own: string[]; other: string[] }>(
    `SELECT conname AS name, conrelid::regclass::text AS "from", confrelid::regclass::text AS "to",
       ARRAY(SELECT attname::text FROM unnest(conkey) WITH ORDINALITY k(n, i) JOIN pg_attribute ON attrelid = conrelid AND attnum = n ORDER BY i) AS own,
       ARRAY(SELECT attname::text FROM unnest(confkey) WITH ORDINALITY k(n, i) JOIN pg_attribute ON attrelid = confrelid AND attnum = n ORDER BY i) AS other
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  );
  const problems: string[] = [];
  for (const { name, from, to, own, other } of keys) {
    const same = own.map((column, index) => `b.${other[index]} = a.${column}`).join(' AND ');
    const given = own.map((column) => `a.${column} IS NOT NULL`).join(' AND ');
    const { rows: lost } = await owner.query(
      `SELECT FROM ${from} a WHERE ${given} AND NOT EXISTS (SELECT FROM ${to} b WHERE ${same}) LIMIT 1`,
    );
    if (lost.length > 0) problems.push(`a row of ${from} refers to nothing (${name})`);
  }
  return { looked: `${keys.length} kinds of references`, problems };
}

async function ledgers(owner: Client): Promise<Verdict> {
  const { rows: found } = await owner.query<{ holdings: number; wrong: number }>(
    `WITH posted AS (SELECT tenant, id, sum(received) AS received, sum(allocated) AS allocated FROM (
         SELECT tenant, lower_id AS id, CASE direction WHEN 'down' THEN amount ELSE -amount END AS received, 0 AS allocated FROM quota_entry
         UNION ALL SELECT tenant, upper_id, 0, CASE direction WHEN 'down' THEN amount ELSE -amount END FROM quota_entry WHERE upper_id IS NOT NULL) e GROUP BY tenant, id)
     SELECT count(*)::int AS holdings, (count(*) FILTER (WHERE (h.received, h.allocated) IS DISTINCT FROM (p.received, p.allocated) OR h.allocated > h.received))::int AS wrong
     FROM quota_holding h FULL JOIN posted p USING (tenant, id)`,
  );
  const { holdings = 0, wrong = 0 } = found[0] ?? {};
  return {
    looked: `${holdings} holdings of quotas against the ledger`,
    problems: wrong > 0 ? [`${wrong} holdings are not what their entries come to`] : [],
  };
}

async function seals(owner: Client): Promise<Verdict> {
  const { rows: found } = await owner.query<{ events: number; loose: number }>(
    `SELECT count(*)::int AS events, (count(*) FILTER (WHERE s.event_id IS NULL))::int AS loose FROM event e LEFT JOIN event_seal s ON s.tenant = e.tenant AND s.event_id = e.id`,
  );
  const { events = 0, loose = 0 } = found[0] ?? {};
  return { looked: `${events} events of the log`, problems: loose > 0 ? [`${loose} events have no seal`] : [] };
}

/** The product's own recount of the first, the middle and the last round. */
async function sums({ slug }: Province, db: DataSource): Promise<Verdict> {
  const all = await roundsToVerify({ db });
  const some = [...new Set([0, Math.floor(all.length / 2), all.length - 1])]
    .slice(0, ROUNDS_OF_A_PROVINCE)
    .flatMap((index) => all[index] ?? []);
  const differences = await db.transaction(async (manager) => {
    await rows(manager, sql`SELECT set_config('statement_timeout', '10min', true)`);
    return differencesOf(manager, some);
  });
  const problems = differences
    .slice(0, 5)
    .map(({ indicator, kept, counted }) => `${slug}: ${indicator ?? 'reports'}: kept ${kept}; recounted ${counted}`);
  return { looked: `${slug}: sums of ${some.length} rounds, recounted`, problems };
}

/** Findings are made of their content, so whether judging again changes anything shows in their ids. */
async function findings(province: Province, db: DataSource): Promise<Verdict> {
  const teams = await sample(db, `SELECT id FROM team ORDER BY md5(id::text) LIMIT ${JUDGED_OF_A_PROVINCE}`);
  const levels = coveredLevels(province);
  const units = await sample(
    db,
    `SELECT unit_id AS id FROM admin_unit_state WHERE level = ANY('{${levels.join(',')}}') GROUP BY 1 ORDER BY md5(unit_id::text) LIMIT ${JUDGED_OF_A_PROVINCE}`,
  );
  const read = () => sample(db, `SELECT id FROM finding ORDER BY id`);
  const before = await read();
  await db.transaction((manager) => manager.query('DELETE FROM finding WHERE judged_id = ANY($1)', [[...teams, ...units]]));
  await db.transaction((manager) => judgeTeams(manager, province, teams));
  await db.transaction((manager) => judgeUnits(manager, province, units));
  const after = await read();
  const looked = `${province.slug}: ${before.length} findings; ${teams.length} teams and ${units.length} units judged again`;
  return { looked, problems: before.join() === after.join() ? [] : [`${province.slug}: judging again gives other findings`] };
}

async function sample(db: DataSource, query: string): Promise<string[]> {
  return ((await db.query(query)) as { id: string }[]).map(({ id }) => id);
}
