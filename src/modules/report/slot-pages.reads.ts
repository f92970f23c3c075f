import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { readPages } from '../../database/page';
import type { ListQuery, Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load } from '../../database/session';
import type { Session } from '../../database/session';
import type { ReportSlotType, SlotStatus } from './report-round.type';
import { expectedIn, slotWithin, statusOn } from './slots.reads';

/**
 * Rounds `r` with their slots `x`. Reports of those who are not expected stand beside the slots.
 * @param withinId leaves out early, by an index, whatever never lay in this unit; what lay there on the day is for the caller to say.
 */
function slotsIn(withinId: string | null): Sql {
  const near = (unit: Sql) =>
    withinId ? sql`AND ${unit} = ANY(ARRAY(SELECT w.descendant_id FROM admin_unit_closure w WHERE w.ancestor_id = ${withinId}))` : empty;
  return sql`report_round r
    CROSS JOIN LATERAL (
      WITH e AS (${expectedIn(sql`asked.id = r.id AND asked.frozen_at IS NULL`)})
      SELECT s.holder_id, s.team_id, s.unit_id, s.placed_on, true AS expected FROM report_slot s WHERE s.round_id = r.id ${near(sql`s.unit_id`)}
      UNION ALL SELECT e.holder_id, e.team_id, e.unit_id, e.placed_on, true FROM e
      UNION ALL SELECT o.holder_id, o.team_id, o.unit_id, l.placed_on, false FROM report o
      CROSS JOIN LATERAL (SELECT least(max(z.until_day), r.until_day) - 1 AS placed_on FROM admin_unit_state z WHERE z.unit_id = o.unit_id) l
      WHERE o.round_id = r.id ${near(sql`o.unit_id`)} AND NOT EXISTS (SELECT FROM e WHERE e.holder_id = o.holder_id)
        AND NOT EXISTS (SELECT FROM report_slot g WHERE g.round_id = o.round_id AND g.holder_id = o.holder_id)
    ) x`;
}

/** What was reported `p` and excused `q` of a slot `x`. */
const WHAT_CAME = sql`LEFT JOIN report p ON p.round_id = r.id AND p.holder_id = x.holder_id
  LEFT JOIN report_excuse q ON q.round_id = r.id AND q.holder_id = x.holder_id`;

/** The same asked of each row by itself, which the database does for those of a page only, after it has put all in order. */
function ofPage(column: Sql): Sql {
  return sql`(SELECT ${column} FROM (VALUES (1)) one ${WHAT_CAME})`;
}

/** The team's or unit's name on the day. */
const NAME = sql`CROSS JOIN LATERAL (SELECT coalesce(
  (SELECT n.name FROM team_name n WHERE n.team_id = x.team_id AND n.from_day < r.until_day ORDER BY n.from_day DESC LIMIT 1),
  (SELECT z.name FROM admin_unit_state z WHERE z.unit_id = x.unit_id AND z.from_day <= x.placed_on AND z.until_day > x.placed_on)) AS name) n`;

/** The report of a slot. */
export const REPORT_ID = ofPage(sql`p.id`);

export function columns(on: string | Sql): Columns {
  return {
    name: { name: sql`n.name` },
    status: { status: ofPage(statusOn(on)) },
    submittedDay: { submittedDay: ofPage(sql`p.submitted_day`) },
    excuse: { excuse: ofPage(sql`q.reason`) },
    report: { reportUuid: REPORT_ID },
  };
}

export interface SlotFilter {
  readonly status?: readonly SlotStatus[] | null;
  readonly withinId?: string | null;
}

/** Properties that every slot has. */
export const ALWAYS = {
  holderId: sql`x.holder_id`,
  teamUuid: sql`x.team_id`,
  unitUuid: sql`x.unit_id`,
  placedOn: sql`x.placed_on`,
  lastDay: sql`r.until_day - 1`,
};

/** The slots of a round, in Vietnamese order of the reporters' names. */
export function slotsOfRound(round: Sql, { status, withinId }: SlotFilter, on: string | Sql): Omit<ListQuery, 'select'> {
  return {
    from: sql`${slotsIn(withinId ?? null)} ${status ? WHAT_CAME : empty} ${NAME}`,
    where: sql`r.id = ${round} ${withinId ? sql`AND ${slotWithin(sql`${withinId}`)}` : empty} ${
      status ? sql`AND ${statusOn(on)} = ANY(${status})` : empty
    }`,
    order: [
      { by: sql`n.name`, type: 'text' },
      { by: sql`x.holder_id`, type: 'uuid' },
    ],
  };
}

/** The slots of each of many rounds, in Vietnamese order of the reporters' names. */
export async function loadSlots(
  session: Session,
  roundId: string,
  filter: SlotFilter,
  on: string,
  page: PageRequest,
  fields: ReadonlySet<string>,
  withTotal: boolean,
): Promise<Page<ReportSlotType>> {
  const list = { select: selectList(columns(on), fields, ALWAYS), ...slotsOfRound(sql`k.key`, filter, on) };
  const found = await load(session, batchName('slots', fields, [filter.status, filter.withinId, on, page, withTotal]), roundId, (ids) =>
    readPages<ReportSlotType>(session, ids, list, page, withTotal),
  );
  return found as Page<ReportSlotType>;
}
