import sql, { join } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { Day } from '../../tenancy/day';
import type { MissingReason } from '../../tenancy/report-facts';
import type { Amount, CandidateRound } from './progress.rules';
import type { CompletenessType } from './report-round.type';
import { CLASS } from './recount.reads';
import type { OnlyCells } from './rollup.reads';
import { expectedIn } from './slots.reads';

interface Span {
  readonly from: Day;
  readonly until: Day;
}

export interface KeyedRound extends CandidateRound {
  /** The unit or team. */
  readonly key: string;
}

/** With what a single team did in it. */
export interface TeamRound extends KeyedRound {
  readonly why?: MissingReason;
  readonly tally?: CompletenessType;
}

const COLUMNS = sql`r.id, r.form_code AS form, r.reporters, r.from_day AS "from", r.until_day AS until, r.duty IS NOT NULL AS "isDuty"`;

/** Rounds `r` of typed values whose period lies in a span and has begun, on forms that ask for all of these. */
export function asked({ today }: Pick<Session, 'today'>, { from, until }: Span, { codes }: OnlyCells, r: Sql = sql`r`): Sql {
  const carrying = codes.map((code) => sql`${r}.form -> 'indicators' @> ${JSON.stringify([{ code }])}::jsonb`);
  return sql`${r}.from_day >= ${from} AND ${r}.until_day <= ${until} AND ${r}.from_day <= ${today} AND NOT ${r}.consolidated AND ${join(carrying, ' AND ')}`;
}

interface TeamRow extends Omit<KeyedRound, 'amounts' | 'above'>, CompletenessType {
  readonly code: string;
  readonly value: number | null;
  readonly why: MissingReason;
}

/** The rounds in which each of many teams is to report, with what it reported: whoever asked, all of the team was asked. */
export async function roundsOfTeams(session: Session, teamIds: readonly string[], span: Span, cells: OnlyCells): Promise<TeamRound[]> {
  const open = sql`asked.frozen_at IS NULL AND ${asked(session, span, cells, sql`asked`)}`;
  const found = await rows<TeamRow>(
    session.db,
    sql`WITH slot AS MATERIALIZED (
          SELECT s.round_id, s.holder_id FROM report_slot s WHERE s.team_id = ANY(${teamIds})
          UNION ALL SELECT e.round_id, e.holder_id FROM (${expectedIn(open)}) e WHERE e.holder_id = ANY(${teamIds}))
        SELECT x.holder_id AS key, ${COLUMNS}, c.code, a.value::float8 AS value,
          CASE WHEN p.approved IS NULL THEN 'NOT_APPROVED' WHEN a.version_id IS NULL THEN 'NOT_ANSWERED' ELSE 'UNKNOWN' END AS why,
          1 AS expected, (${CLASS.onTime})::int AS "onTime", coalesce(${CLASS.late}, false)::int AS late, (${CLASS.excused})::int AS excused,
          (p.submitted_day IS NULL AND q.id IS NULL AND r.due_day < ${session.today})::int AS missing,
          (p.submitted_day IS NULL AND q.id IS NULL AND r.due_day >= ${session.today})::int AS open, (p.approved IS NOT NULL)::int AS approved
        FROM slot x JOIN report_round r ON r.id = x.round_id AND ${asked(session, span, cells)}
        CROSS JOIN unnest(${cells.codes}::text[]) AS c(code)
        LEFT JOIN report p ON p.round_id = x.round_id AND p.holder_id = x.holder_id
        LEFT JOIN report_excuse q ON q.round_id = x.round_id AND q.holder_id = x.holder_id
        LEFT JOIN report_version v ON v.report_id = p.id AND v.number = p.approved
        LEFT JOIN report_value a ON a.version_id = v.id AND a.indicator = c.code AND a.segment = ${cells.segment}`,
  );
  const rounds = new Map<string, TeamRound & { amounts: Map<string, Amount> }>();
  for (const { code, value, why, expected, onTime, late, excused, missing, open: still, approved, ...round } of found) {
    const key = `${round.key} ${round.id}`;
    const known = rounds.get(key) ?? {
      ...round,
      above: true,
      amounts: new Map<string, Amount>(),
      why: undefined,
      tally: { expected, onTime, late, excused, missing, open: still, approved },
    };
    known.amounts.set(code, { value, expected: 1, reported: value === null ? 0 : 1, unknown: value === null && why === 'UNKNOWN' ? 1 : 0 });
    rounds.set(key, value === null ? { ...known, why } : known);
  }
  return [...rounds.values()];
}
