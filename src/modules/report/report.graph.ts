import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf } from '../../database/columns';
import type { At, GraphPart, Link, Rows, Shape } from '../../database/graph/declare';
import { tallied } from '../../database/list-tally';
import { optionalId } from '../../graphql/global-id';
import { unitBy } from '../admin-unit';
import { documentBy } from '../document';
import { teamBy } from '../team';
import { UNIT_PROGRESS } from './progress.graph';
import { REPORT_MADE } from './report-content.graph';
import { ROUND_MADE } from './report-round.graph';
import { ReportRound } from './report-round.entity';
import { ReportPeriodFilterInput, ReportSlotFilterInput } from './report-round.input';
import * as rounds from './report-round.reads';
import type { RoundFilter } from './report-round.reads';
import { Report } from './report.entity';
import { COLUMNS, ALWAYS, FROM, reportsOf } from './report.reads';
import * as slots from './slot-pages.reads';
import { MISSING_PART, ROUND_TOTALS, UNIT_TOTALS } from './totals.graph';

const p = columnsOf(Report, 'p');
const r = columnsOf(ReportRound, 'r');

/** A report `p` with its round `r`. */
export const REPORT: Shape = { type: 'Report', always: () => ALWAYS, columns: () => COLUMNS };

/** A round `r`. */
export const ROUND: Shape = {
  type: 'ReportRound',
  always: () => rounds.ALWAYS,
  columns: () => rounds.COLUMNS,
  values: {
    reporters: () => sql`split_part(r.reporters, ':', 1)`,
  },
};

/** What is expected in a round, `x`. */
const SLOT: Shape = { type: 'ReportSlot', always: () => slots.ALWAYS, columns: ({ on }) => slots.columns(on) };

const LAST_DAY = sql`r.until_day - 1`;

export function roundsMatching(filter: RoundFilter, { session }: At): Rows {
  const { unitId, withinId, form, reporters, from, until } = filter;
  const counted = [unitId, withinId, reporters, from, until].every((value) => value == null);
  return {
    from: sql`report_round r`,
    where: rounds.matching(session, filter),
    order: rounds.LATEST_FIRST,
    total: counted ? tallied('round', sql`'infinity'`, form) : undefined,
  };
}

const reports = (holder: Sql): Link => ({
  to: () => REPORT,
  many: 'page',
  by: () => ({ id: holder }),
  rows: (k, _at, { form }) => reportsOf(k('id'), form ?? null),
});

export const REPORT_GRAPH: GraphPart = {
  shapes: [REPORT, ROUND, SLOT, MISSING_PART],
  links: {
    Report: {
      round: {
        to: () => ROUND,
        many: 'one',
        by: () => ({ id: p.roundId }),
        rows: (k) => ({ from: sql`report_round r`, where: sql`r.id = ${k('id')}` }),
      },
      team: teamBy(p.teamId, LAST_DAY),
      unit: unitBy(p.unitId, LAST_DAY),
    },
    ReportRound: {
      unit: unitBy(r.unitId, LAST_DAY),
      document: documentBy(r.documentId),
      slots: {
        to: () => SLOT,
        many: 'page',
        by: () => ({ id: r.id }),
        inputs: { filter: ReportSlotFilterInput },
        rows: (k, { session }, { filter, on }: { filter?: ReportSlotFilterInput | null; on?: string | null }) => {
          const withinId = optionalId(filter?.within, 'AdminUnit', 'filter.within');
          const day = sql`${on ?? session.today}::date`;
          return { ...slots.slotsOfRound(k('id'), { ...filter, withinId }, day), on: day };
        },
      },
    },
    ReportSlot: {
      team: teamBy(sql`x.team_id`, LAST_DAY),
      unit: unitBy(sql`x.unit_id`, sql`x.placed_on`),
      report: {
        to: () => REPORT,
        many: 'one',
        by: () => ({ id: slots.REPORT_ID }),
        rows: (k) => ({ from: FROM, where: sql`p.id = ${k('id')}` }),
      },
    },
    MissingPart: {
      team: teamBy(sql`CASE WHEN y.is_team THEN y.holder_id END`),
      unit: unitBy(sql`CASE WHEN NOT y.is_team THEN y.holder_id END`),
    },
    Team: { reports: reports(sql`t.id`) },
    AdminUnit: {
      reports: reports(sql`s.unit_id`),
      reportRounds: {
        to: () => ROUND,
        many: 'page',
        by: () => ({ id: sql`s.unit_id` }),
        inputs: { filter: ReportPeriodFilterInput },
        rows: (k, at, { filter }: { filter?: ReportPeriodFilterInput | null }) => {
          const all = roundsMatching(filter ?? {}, at);
          return { ...all, total: undefined, where: sql`r.unit_id = ${k('id')} AND ${all.where}` };
        },
      },
    },
  },
  made: {
    Report: REPORT_MADE,
    ReportRound: { ...ROUND_MADE, totals: ROUND_TOTALS },
    AdminUnit: { progress: UNIT_PROGRESS, reportTotals: UNIT_TOTALS },
  },
};
