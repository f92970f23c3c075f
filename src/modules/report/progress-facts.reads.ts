import sql, { empty, join, raw } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { Day } from '../../tenancy/day';
import { targetOf } from '../quota';
import { asked } from './progress-rounds.reads';
import type { ProgressAsk } from './progress.reads';
import type { Amount, CandidateRound, Measure } from './progress.rules';
import { CLASS } from './recount.reads';
import type { CompletenessType } from './report-round.type';

/** What a closed round came to in a cell: expected, reported, unknown, value. Null where nothing was expected. */
type Came = readonly [expected: number, reported: number, unknown: number, value: number | null] | null;

/** How many reports came of a closed round, and when. */
type Tally = readonly [dueDay: Day, expected: number, onTime: number, late: number, excused: number, approved: number];

type FactRound = readonly [
  id: string,
  form: string,
  reporters: string,
  from: Day,
  until: Day,
  isDuty: boolean,
  above: boolean,
  frozen: boolean,
  tally: Tally | null,
  ...cells: Came[],
];

/** What the progress of a unit is made of. Short, as there are many. */
export interface UnitFacts {
  readonly id: string;
  readonly target: number | null;
  readonly rounds: readonly FactRound[];
}

/** Whether a round `r` has the cell: of those with parts, whose forms name an indicator. */
const hasCell = (code: string, segment: string) => sql`EXISTS (
  SELECT FROM jsonb_array_elements(r.form -> 'indicators') i
  WHERE i ->> 'code' = ${code} AND i ->> 'kind' <> 'ratio' ${segment === '' ? empty : sql`AND i -> 'segments' ? ${segment}`})`;

/** What round `x` came to in a unit: what rolls up from below it, and what reports in it itself. */
const cameIn = (unit: Sql, code: string, segment: string, isThere: Sql) => sql`
  SELECT json_build_array(sum(c.expected), sum(c.reported), sum(c.unknown), (CASE WHEN sum(c.reported) > 0 THEN sum(c.value) END)::float8) AS came
  FROM (
    SELECT u.expected, u.reported, u.unknown, u.value FROM report_rollup u
    WHERE ${isThere} AND u.round_id = x.id AND u.unit_id = ${unit} AND u.indicator = ${code} AND u.segment = ${segment}
    UNION ALL
    SELECT 1, (a.value IS NOT NULL)::int, (a.version_id IS NOT NULL AND a.value IS NULL)::int, coalesce(a.value, 0)
    FROM (SELECT o.round_id, o.holder_id FROM report_slot o WHERE ${isThere} AND o.round_id = x.id AND o.unit_id = ${unit} OFFSET 0) s
    LEFT JOIN report p ON p.round_id = s.round_id AND p.holder_id = s.holder_id
    LEFT JOIN report_version v ON v.report_id = p.id AND v.number = p.approved
    LEFT JOIN report_value a ON a.version_id = v.id AND a.indicator = ${code} AND a.segment = ${segment}) c
  HAVING sum(c.expected) > 0`;

/** How many reports of round `x` came in a unit, and when: as what it came to, of what rolls up and of what reports in it itself. */
const talliedIn = (unit: Sql) => sql`
  SELECT json_build_array(x.due_day, sum(c.expected), sum(c.on_time), sum(c.late), sum(c.excused), sum(c.approved)) AS tally
  FROM (
    SELECT u.expected, u.on_time, u.late, u.excused, u.approved FROM report_tally u WHERE x.frozen AND u.round_id = x.id AND u.unit_id = ${unit}
    UNION ALL
    SELECT 1, (${CLASS.onTime})::int, coalesce(${CLASS.late}, false)::int, (${CLASS.excused})::int, (p.approved IS NOT NULL)::int
    FROM (SELECT o.round_id, o.holder_id FROM report_slot o WHERE x.frozen AND o.round_id = x.id AND o.unit_id = ${unit} OFFSET 0) s
    CROSS JOIN (SELECT x.due_day) r
    LEFT JOIN report p ON p.round_id = s.round_id AND p.holder_id = s.holder_id
    LEFT JOIN report_excuse q ON q.round_id = s.round_id AND q.holder_id = s.holder_id) c
  HAVING count(*) > 0`;

/** What is read beside the rounds. */
interface Beside {
  readonly target: boolean;
  readonly tally: boolean;
}

/**
 * The facts of a unit, as an expression: the rounds that could be counted in it, with what closed ones came to there. They are those that the unit or one
 * above it asked for, and those that one below it did; where the unit lies is as of the last day of the period, or of its own before. Which rounds there
 * are is found once for all units: nothing of it depends on one.
 */
export function unitFacts(unit: Sql, session: Pick<Session, 'today'>, measure: Measure, ask: ProgressAsk, beside: Beside): Sql {
  const { segment } = ask;
  const codes = measure.parts.map(({ code }) => code);
  const cells = codes.map((code, n) => ({ code, has: raw(`has${n}`), as: raw(`a${n}`) }));
  const each = (part: (cell: (typeof cells)[number]) => Sql, between = '') => (cells.length > 0 ? join(cells.map(part), between) : empty);
  const columns = sql`r.id, r.form_code, r.reporters, r.from_day, r.until_day, r.due_day, r.duty, r.frozen${each(({ has }) => sql`, r.${has}`)}`;
  return sql`(
    WITH r AS MATERIALIZED (
        SELECT r.id, r.unit_id, r.form_code, r.reporters, r.from_day, r.until_day, r.due_day, r.duty IS NOT NULL AS duty, r.frozen_at IS NOT NULL AS frozen
          ${each(({ code, has }) => sql`, ${hasCell(code, segment)} AS ${has}`)}
        FROM report_round r WHERE ${asked(session, ask, { codes, segment })}),
      below AS MATERIALIZED (
        SELECT c.ancestor_id, ${columns}
        FROM (SELECT DISTINCT unit_id FROM r) u CROSS JOIN LATERAL (
          SELECT c.ancestor_id, c.from_day, c.until_day FROM admin_unit_closure c WHERE c.descendant_id = u.unit_id AND c.distance > 0 OFFSET 0) c
        JOIN r ON r.unit_id = u.unit_id AND c.from_day < r.until_day AND c.until_day >= r.until_day),
      place AS MATERIALIZED (
        SELECT c.ancestor_id, c.from_day, c.until_day, (SELECT max(z.until_day) FROM admin_unit_state z WHERE z.unit_id = ${unit}) AS ended
        FROM admin_unit_closure c WHERE c.descendant_id = ${unit})
    SELECT json_build_object('id', ${unit}, 'target', ${beside.target ? targetOf(unit, ask, session.today) : sql`NULL::float8`}, 'rounds', coalesce(json_agg(
      json_build_array(x.id, x.form_code, x.reporters, x.from_day, x.until_day, x.duty, x.above, x.frozen, ${beside.tally ? sql`tallied.tally` : sql`NULL::json`}${each(({ as }) => sql`, ${as}.came`)})), '[]'))
    FROM (
      SELECT ${columns}, r.reporters <> 'units' OR EXISTS (SELECT FROM report_round_unit n WHERE n.round_id = r.id AND n.unit_id = ${unit}) AS above
      FROM place c
      JOIN r ON r.unit_id = c.ancestor_id AND c.from_day < least(c.ended, r.until_day) AND c.until_day >= least(c.ended, r.until_day)
      UNION ALL
      SELECT ${columns}, false FROM below r WHERE r.ancestor_id = ${unit}) x
    ${each(({ code, has, as }) => sql`LEFT JOIN LATERAL (${cameIn(unit, code, segment, sql`x.frozen AND x.${has}`)}) ${as} ON true`, ' ')}
    ${beside.tally ? sql`LEFT JOIN LATERAL (${talliedIn(unit)}) tallied ON true` : empty}
    WHERE NOT x.frozen ${each(({ as }) => sql`OR ${as}.came IS NOT NULL`, ' ')})`;
}

/** The same for many units that were not read with them. */
export async function readFacts(
  session: Session,
  ids: readonly string[],
  measure: Measure,
  ask: ProgressAsk,
): Promise<Map<string, UnitFacts>> {
  const found = await rows<{ facts: UnitFacts }>(
    session.db,
    sql`SELECT ${unitFacts(sql`k.id`, session, measure, ask, { target: true, tally: false })} AS facts FROM unnest(${ids}::uuid[]) AS k(id)`,
  );
  return new Map(found.map(({ facts }) => [facts.id, facts]));
}

interface Candidate extends CandidateRound {
  readonly amounts: Map<string, Amount>;
  readonly frozen: boolean;
  readonly tally?: CompletenessType;
}

/** What is neither here nor excused is missing once it is due. */
function completenessOn(today: Day, [dueDay, expected, onTime, late, excused, approved]: Tally): CompletenessType {
  const rest = expected - onTime - late - excused;
  const isDue = today > dueDay;
  return { expected, onTime, late, excused, approved, missing: isDue ? rest : 0, open: isDue ? 0 : rest };
}

/** The rounds among the facts; those that are open without what they came to. */
export function candidatesOf(today: Day, { parts }: Measure, { rounds }: UnitFacts): Candidate[] {
  return rounds.map(([id, form, reporters, from, until, isDuty, above, frozen, tallied, ...cells]) => {
    const amounts = new Map<string, Amount>();
    cells.forEach((came, n) => {
      if (!came) return;
      const [expected, reported, unknown, value] = came;
      amounts.set((parts[n] as Measure['indicator']).code, { value, expected, reported, unknown });
    });
    return {
      id,
      form,
      reporters,
      from,
      until,
      isDuty,
      above,
      frozen,
      amounts,
      tally: tallied ? completenessOn(today, tallied) : undefined,
    };
  });
}
