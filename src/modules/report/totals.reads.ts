import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { RoundForm, StoredTotal } from '../../tenancy/report-facts';
import { loadFigures } from '../indicator';
import { sumFolded } from './rollup.reads';
import type { OnlyCells, Source } from './rollup.reads';
import { slotsOf, slotWithin } from './slots.reads';
import { indicatorsOf, totalsOf } from './totals.rules';
import type { Total } from './totals.rules';

/** How many of those without a number a total names. */
export const NAMED_AT_MOST = 20;

/** The sums of approved values with the names of what is missing, for each key all its cells, counted from the raw values in one statement. */
export async function sumUp({ db }: Session, sources: readonly Source[], only?: OnlyCells): Promise<Map<string, StoredTotal[]>> {
  if (sources.length === 0) return new Map();
  const listed = sql`SELECT key, unit_id, round_id FROM unnest(${sources.map(({ key }) => key)}::text[],
    ${sources.map(({ unitId }) => unitId)}::uuid[], ${sources.map(({ roundId }) => roundId)}::uuid[]) AS s(key, unit_id, round_id)`;
  return groupBy(await rows<StoredTotal & { key: string }>(db, liveSums(listed, only)), ({ key }) => key);
}

/** @param sources `key, unit_id, round_id`. */
export function liveSums(sources: Sql, only?: OnlyCells): Sql {
  return sql`WITH source AS (${sources}),
        slot AS MATERIALIZED (
          SELECT s.round_id, x.holder_id, x.team_id, x.unit_id, x.placed_on FROM (SELECT DISTINCT round_id FROM source) s CROSS JOIN LATERAL (${slotsOf(sql`s.round_id`)}) x),
        part AS (
          SELECT DISTINCT ON (s.key, x.holder_id) s.key, x.holder_id, x.team_id, v.id AS version_id
          FROM source s JOIN slot x ON x.round_id = s.round_id AND ${slotWithin(sql`s.unit_id`)}
          LEFT JOIN report p ON p.round_id = x.round_id AND p.holder_id = x.holder_id
          LEFT JOIN report_version v ON v.report_id = p.id AND v.number = p.approved
          ORDER BY s.key, x.holder_id, v.id IS NULL, x.round_id),
        cell AS (
          SELECT DISTINCT s.key, i ->> 'code' AS code, g.segment
          FROM source s JOIN report_round r ON r.id = s.round_id
          CROSS JOIN LATERAL jsonb_array_elements(r.form -> 'indicators') i
          CROSS JOIN LATERAL (SELECT '' AS segment UNION ALL SELECT jsonb_array_elements_text(coalesce(i -> 'segments', '[]'))) g
          WHERE i ->> 'kind' <> 'ratio' ${only ? sql`AND i ->> 'code' = ANY(${only.codes}) AND g.segment = ${only.segment}` : empty}),
        answer AS (
          SELECT c.key, c.code, c.segment, p.holder_id, p.team_id, a.value,
            CASE WHEN p.version_id IS NULL THEN 'NOT_APPROVED' WHEN a.version_id IS NULL THEN 'NOT_ANSWERED' ELSE 'UNKNOWN' END AS why,
            row_number() OVER (PARTITION BY c.key, c.code, c.segment, a.value IS NULL ORDER BY p.holder_id) AS place
          FROM cell c JOIN part p ON p.key = c.key
          LEFT JOIN report_value a ON a.version_id = p.version_id AND a.indicator = c.code AND a.segment = c.segment)
        SELECT key, code, segment, sum(value)::float8 AS value, count(*) AS expected, count(value) AS reported,
          count(*) FILTER (WHERE value IS NULL AND why = 'UNKNOWN') AS unknown,
          coalesce(jsonb_agg(jsonb_build_object('holderId', holder_id, 'isTeam', team_id IS NOT NULL, 'why', why) ORDER BY holder_id)
            FILTER (WHERE value IS NULL AND place <= ${NAMED_AT_MOST}), '[]') AS missing
        FROM answer GROUP BY key, code, segment`;
}

interface AskedRound extends Source {
  readonly frozen: boolean;
}

/**
 * The same without names: from what rolled up where the rounds have closed, counted as above where they are open. Rounds that make one sum must not
 * overlap, as rows that add up do not tell who stands in two of them.
 */
async function addUp(session: Session, sources: readonly AskedRound[]): Promise<Map<string, StoredTotal[]>> {
  const open = new Set(sources.filter(({ frozen }) => !frozen).map(({ key }) => key));
  const rounds = new Map(sources.map(({ key }) => [key, 0]));
  for (const { key } of sources) rounds.set(key, (rounds.get(key) ?? 0) + 1);
  const several = [...new Set(sources.filter(({ key }) => (rounds.get(key) ?? 0) > 1).map(({ roundId }) => roundId))];
  const overlap = several.length > 0 && (await roundsOverlap(session, several));
  const isLive = ({ key }: Source) => open.has(key) || (overlap && (rounds.get(key) ?? 0) > 1);
  const [folded, live] = await Promise.all([
    sumFolded(
      session,
      sources.filter((source) => !isLive(source)),
    ),
    sumUp(session, sources.filter(isLive)),
  ]);
  return new Map([...folded, ...live]);
}

/** Whether one of these rounds was asked for below another, or they ask for different things. */
async function roundsOverlap({ db }: Session, roundIds: readonly string[]): Promise<boolean> {
  const [found] = await rows<{ overlap: boolean }>(
    db,
    overlapOf((round) => sql`${round} = ANY(${roundIds})`),
  );
  return found?.overlap ?? false;
}

/** @param isOne whether an id is one of the rounds'. */
export function overlapOf(isOne: (id: Sql) => Sql): Sql {
  return sql`SELECT count(DISTINCT r.form -> 'indicators') > 1 OR EXISTS (
      SELECT FROM report_round a JOIN admin_unit_closure c ON c.descendant_id = a.unit_id AND c.distance > 0
        AND c.from_day < a.until_day AND c.until_day >= a.until_day
      JOIN report_round b ON b.unit_id = c.ancestor_id AND ${isOne(sql`b.id`)} WHERE ${isOne(sql`a.id`)}) AS overlap
    FROM report_round r WHERE ${isOne(sql`r.id`)}`;
}

/** Sums with the names of what is missing, or without: they are dearer with them. */
const totalsBy = (session: Session, named: boolean) => (sources: readonly AskedRound[]) =>
  named ? sumUp(session, sources) : addUp(session, sources);

/**
 * What the reports of a round come to in a unit; of a consolidated round, those of the teams in the rounds of the same form and period. Counted is
 * what is approved.
 * @param named whether those without a number are named
 */
export async function loadRoundTotals(session: Session, roundId: string, unitId: string, named = true): Promise<StoredTotal[]> {
  const found = await load(session, `round-totals:${named}`, `${roundId} ${unitId}`, async (keys) => {
    const asked = keys.map((key) => [key, ...key.split(' ')] as [string, string, string]);
    const sources = await rows<AskedRound>(
      session.db,
      sql`SELECT k.key, k.unit_id AS "unitId", coalesce(t.id, r.id) AS "roundId", coalesce(t.frozen_at, CASE WHEN t.id IS NULL THEN r.frozen_at END) IS NOT NULL AS frozen
          FROM unnest(${asked.map(([key]) => key)}::text[], ${asked.map(([, round]) => round)}::uuid[], ${asked.map(([, , unit]) => unit)}::uuid[])
            AS k(key, round_id, unit_id)
          JOIN report_round r ON r.id = k.round_id
          LEFT JOIN report_round t ON r.consolidated AND t.reporters = 'team' AND t.form_code = r.form_code
            AND t.from_day = r.from_day AND t.until_day = r.until_day
          WHERE NOT r.consolidated OR t.id IS NOT NULL`,
    );
    return totalsBy(session, named)(sources);
  });
  return found ?? [];
}

export interface Period {
  readonly form: string;
  readonly from: string;
  readonly until: string;
}

/** The rounds of teams with a form and a period, whoever asked for them. */
async function loadTeamRounds(session: Session, period: Period): Promise<{ id: string; form: RoundForm; frozen: boolean }[]> {
  const { form, from, until } = period;
  const key = JSON.stringify([form, from, until]);
  const found = await load(session, 'team-rounds', key, async (keys) => {
    const asked = keys.map((each) => JSON.parse(each) as [string, string, string]);
    const all = await rows<{ key: number; id: string; form: RoundForm; frozen: boolean }>(
      session.db,
      sql`SELECT k.place AS key, r.id, r.form, r.frozen_at IS NOT NULL AS frozen
          FROM unnest(${asked.map(([code]) => code)}::text[], ${asked.map(([, first]) => first)}::date[], ${asked.map(([, , end]) => end)}::date[])
            WITH ORDINALITY AS k(code, from_day, until_day, place)
          JOIN report_round r ON r.form_code = k.code AND r.from_day = k.from_day AND r.until_day = k.until_day AND r.reporters = 'team' ORDER BY r.id`,
    );
    return groupBy(all, (row) => keys[row.key - 1] as string);
  });
  return found ?? [];
}

/** What the teams' approved reports of a form and period come to in each of many units; null where there was no such round. */
export async function loadPeriodTotals(
  session: Session,
  unitId: string,
  period: Period,
  named = true,
): Promise<{ form: RoundForm; totals: StoredTotal[] } | null> {
  const rounds = await loadTeamRounds(session, period);
  const [first] = rounds;
  if (!first) return null;
  const indicators = indicatorsOf(rounds.map(({ form }) => form.indicators));
  const found = await load(session, `period-totals:${JSON.stringify(period)}:${named}`, unitId, (ids) =>
    totalsBy(session, named)(ids.flatMap((id) => rounds.map(({ id: roundId, frozen }) => ({ key: id, unitId: id, roundId, frozen })))),
  );
  return { form: { ...first.form, indicators }, totals: found ?? [] };
}

/** The totals of a form in its order, ratios included. @param on the day whose figures of the unit ratios are divided by. */
export async function withRatios(
  session: Session,
  form: RoundForm,
  stored: readonly StoredTotal[],
  unitId: string,
  on: string,
): Promise<Total[]> {
  const ratios = form.indicators.some(({ kind }) => kind === 'ratio');
  const figures = ratios ? await loadFigures(session, unitId, on) : [];
  return totalsOf(form, stored, new Map(figures.map(({ kind, value }) => [kind, value])));
}
