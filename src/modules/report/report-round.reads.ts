import sql, { empty, join } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, fieldsOf } from '../../database/columns';
import { readPages } from '../../database/page';
import type { ListQuery, Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { ReportRound } from './report-round.entity';
import type { ReportRoundType } from './report-round.type';
import { ReporterKind } from './report-round.type';

type Fields = ReadonlySet<string>;

const r = columnsOf(ReportRound, 'r');

export const COLUMNS: Columns = {
  ...fieldsOf(r, 'dueDay', 'consolidated', 'duty', 'reason'),
  from: { from: r.fromDay },
  closesOn: { closesOn: r.untilDay },
  frozen: { frozen: sql`r.frozen_at IS NOT NULL` },
  unit: { unitUuid: r.unitId },
  document: { documentUuid: r.documentId },
  form: { formFacts: r.form },
  reporters: { reporterKey: r.reporters },
  level: { reporterKey: r.reporters },
  prefill: { formFacts: r.form, from: r.fromDay, closesOn: r.untilDay, consolidated: r.consolidated },
  totals: { formFacts: r.form, unitUuid: r.unitId },
};
export const ALWAYS = { id: r.id, __typename: sql`'ReportRound'`, lastDay: sql`r.until_day - 1` };

export function loadRound(session: Session, id: string, fields: Fields): Promise<ReportRoundType | null> {
  return load(session, batchName('report-round', fields), id, async (ids) => {
    const found = await rows<ReportRoundType>(
      session.db,
      sql`SELECT ${selectList(COLUMNS, fields, ALWAYS)} FROM report_round r WHERE r.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}

export interface RoundFilter {
  readonly unitId?: string | null;
  readonly withinId?: string | null;
  readonly form?: string | null;
  readonly reporters?: ReporterKind | null;
  readonly from?: string | null;
  readonly until?: string | null;
}

/** The rounds that each of many units asked for. */
export async function loadRoundsOf(
  session: Session,
  unitId: string,
  filter: RoundFilter,
  page: PageRequest,
  fields: Fields,
  withTotal: boolean,
): Promise<Page<ReportRoundType>> {
  const found = await load(session, batchName('rounds-of', fields, [filter, page, withTotal]), unitId, (ids) =>
    readPages<ReportRoundType>(session, ids, roundsWhere(sql`r.unit_id = k.key AND ${matching(session, filter)}`, fields), page, withTotal),
  );
  return found as Page<ReportRoundType>;
}

/** Rounds that a filter leaves. */
export function matching({ today }: Session, { unitId, withinId, form, reporters, from, until }: RoundFilter): Sql {
  const conditions = [
    sql`true`,
    unitId ? sql`r.unit_id = ${unitId}` : empty,
    withinId
      ? sql`r.unit_id IN (SELECT c.descendant_id FROM admin_unit_closure c WHERE c.ancestor_id = ${withinId} AND c.from_day <= ${today} AND c.until_day > ${today})`
      : empty,
    form ? sql`r.form_code = ${form}` : empty,
    reporters === ReporterKind.LEVEL ? sql`r.reporters NOT IN ('team', 'units')` : reporters ? sql`r.reporters = ${reporters}` : empty,
    from ? sql`r.until_day > ${from}` : empty,
    until ? sql`r.from_day < ${until}` : empty,
  ];
  return join(
    conditions.filter((condition) => condition !== empty),
    ' AND ',
  );
}

export const LATEST_FIRST: ListQuery['order'] = [
  { by: sql`r.from_day`, type: 'date', descending: true },
  { by: sql`r.id`, type: 'uuid', descending: true },
];

function roundsWhere(where: Sql, fields: Fields): ListQuery {
  return {
    select: selectList(COLUMNS, fields, ALWAYS),
    from: sql`report_round r`,
    where,
    order: LATEST_FIRST,
  };
}
