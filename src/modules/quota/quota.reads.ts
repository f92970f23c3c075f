import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf } from '../../database/columns';
import { readPages } from '../../database/page';
import type { ListQuery, Page, PageRequest } from '../../database/page';
import type { At, Rows } from '../../database/graph/declare';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { everIndicator } from '../indicator';
import { Refusal } from '../../errors';
import { Quota, QuotaEntry, QuotaHolding } from './quota.entity';
import type { QuotaEntryType, QuotaHoldingType, QuotaType } from './quota.type';

type Fields = ReadonlySet<string>;

const q = columnsOf(Quota, 'q');
const h = columnsOf(QuotaHolding, 'h');
const e = columnsOf(QuotaEntry, 'e');

/** What the holding `h` had received, or handed on, by a day: what stands in the row, or the sum of its entries if there are later ones. */
export function amountOn(what: 'received' | 'allocated', on: string | Sql): Sql {
  const [column, end] = what === 'received' ? [h.received, e.lowerId] : [h.allocated, e.upperId];
  return sql`(CASE WHEN h.last_day <= ${on} THEN ${column} ELSE (SELECT coalesce(sum(CASE e.direction WHEN 'down' THEN e.amount ELSE -e.amount END), 0)
    FROM quota_entry e WHERE ${end} = h.id AND e.day <= ${on}) END)::float8`;
}

/** Columns of a quota `q` with its first holding `h`. */
export function quotaColumns(on: string | Sql): Columns {
  return {
    from: { from: q.fromDay },
    until: { until: q.untilDay },
    clause: { clause: q.clause },
    document: { documentUuid: q.documentId },
    target: { target: amountOn('received', on) },
    indicator: { indicatorCode: q.indicator },
    segment: { segmentCode: q.segment },
    unit: { unitUuid: q.unitId },
    holding: { holdingUuid: h.id },
  };
}

function selectQuota(fields: Fields, on: string): Sql {
  return selectList(quotaColumns(on), fields, { id: q.id, __typename: sql`'Quota'`, on: sql`${on}::date` });
}

/** Columns of a holding `h`. */
export function holdingColumns(on: string | Sql): Columns {
  const [received, allocated] = [amountOn('received', on), amountOn('allocated', on)];
  return {
    received: { received },
    allocated: { allocated },
    remainder: { received, allocated },
    isOverAllocated: { received, allocated },
    quota: { quotaUuid: h.quotaId },
    unit: { unitUuid: h.unitId },
    team: { teamUuid: h.teamId },
    giver: { giverUuid: h.giverId },
    progress: { received, quotaUuid: h.quotaId, unitUuid: h.unitId, teamUuid: h.teamId },
  };
}

function selectHolding(fields: Fields, on: string): Sql {
  return selectList(holdingColumns(on), fields, { id: h.id, __typename: sql`'QuotaHolding'`, on: sql`${on}::date` });
}

export const QUOTAS = sql`quota q JOIN quota_holding h ON h.quota_id = q.id AND h.giver_id IS NULL`;
/** Something had been entered by the day: before, the holding was not there. */
export const begun = (on: string | Sql) => sql`EXISTS (SELECT FROM quota_entry b WHERE b.lower_id = h.id AND b.day <= ${on})`;

export function loadQuota(session: Session, id: string, on: string, fields: Fields): Promise<QuotaType | null> {
  return load(session, batchName('quota', fields, on), id, async (ids) => {
    const found = await rows<QuotaType>(
      session.db,
      sql`SELECT ${selectQuota(fields, on)} FROM ${QUOTAS} WHERE q.id = ANY(${ids}) AND ${begun(on)}`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}

export function loadHolding(session: Session, id: string, on: string, fields: Fields): Promise<QuotaHoldingType | null> {
  return load(session, batchName('quota-holding', fields, on), id, async (ids) => {
    const found = await rows<QuotaHoldingType>(
      session.db,
      sql`SELECT ${selectHolding(fields, on)} FROM quota_holding h WHERE h.id = ANY(${ids}) AND ${begun(on)}`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}

export interface QuotaFilter {
  readonly indicator?: string | null;
  readonly withinId?: string | null;
}

/** Quotas given by a day, those of the latest period first. @throws Refusal UNKNOWN_CODE. */
export function quotasMatching({ indicator, withinId }: QuotaFilter, { session, on, day }: At): Rows {
  if (indicator && !everIndicator(session.province, indicator))
    throw new Refusal('UNKNOWN_CODE', { field: 'filter.indicator', value: indicator, day, allowed: null });
  const where = sql`${begun(on)} ${indicator ? sql`AND q.indicator = ${indicator}` : empty} ${
    withinId
      ? sql`AND q.unit_id IN (SELECT c.descendant_id FROM admin_unit_closure c WHERE c.ancestor_id = ${withinId} AND c.from_day <= ${on} AND c.until_day > ${on})`
      : empty
  }`;
  return {
    from: QUOTAS,
    where,
    order: [
      { by: sql`q.from_day`, type: 'date', descending: true },
      { by: sql`q.id`, type: 'uuid' },
    ],
  };
}

/** Whose holdings are listed: those of a unit or team in quotas whose period has the day, or those that receive from a holding. */
export type HoldingsOf = 'unit' | 'team' | 'giver';

/** Holdings `h` with the names of those who hold them on a day. */
export const HOLDINGS = (on: string | Sql) => sql`quota_holding h JOIN quota q ON q.id = h.quota_id
    LEFT JOIN admin_unit_state s ON s.unit_id = h.unit_id AND s.from_day <= ${on} AND s.until_day > ${on}
    LEFT JOIN team_name n ON n.team_id = h.team_id AND n.from_day <= ${on} AND n.until_day > ${on}`;

/** Which of them, and their order: Vietnamese, of the names. */
export function holdingsOf(of: HoldingsOf, id: Sql, on: string | Sql): Pick<ListQuery, 'where' | 'order'> {
  const current = sql`q.from_day <= ${on} AND q.until_day > ${on} AND ${begun(on)}`;
  const where = {
    unit: sql`h.unit_id = ${id} AND ${current}`,
    team: sql`h.team_id = ${id} AND ${current}`,
    giver: sql`h.id IN (SELECT e.lower_id FROM quota_entry e WHERE e.upper_id = ${id} AND e.day <= ${on} GROUP BY e.lower_id
                 HAVING sum(CASE e.direction WHEN 'down' THEN e.amount ELSE -e.amount END) > 0)`,
  }[of];
  return {
    where,
    order: [
      { by: sql`coalesce(s.name, n.name, '')`, type: 'text' },
      { by: sql`h.id`, type: 'uuid' },
    ],
  };
}

/** The entries `e` of a holding by a day. */
export function entriesOf(holding: Sql, on: string | Sql): Sql {
  return sql`e.lower_id = ${holding} AND e.day <= ${on}`;
}

export function loadHoldings(
  session: Session,
  of: HoldingsOf,
  id: string,
  on: string,
  page: PageRequest,
  fields: Fields,
  withTotal: boolean,
): Promise<Page<QuotaHoldingType> | null> {
  const list = { select: selectHolding(fields, on), from: HOLDINGS(on), ...holdingsOf(of, sql`k.key`, on) };
  return load(session, batchName(`quota-holdings-of-${of}`, fields, [on, page, withTotal]), id, (ids) =>
    readPages<QuotaHoldingType>(session, ids, list, page, withTotal),
  );
}

/** The entries of a holding by a day: what it received and gave back, the first one first. */
export async function loadEntries(session: Session, holdingId: string, on: string): Promise<QuotaEntryType[]> {
  const entries = await load(session, `quota-entries(${on})`, holdingId, async (ids) => {
    const found = await rows<QuotaEntryType>(
      session.db,
      sql`SELECT ${on}::date AS "on", kind, (CASE direction WHEN 'down' THEN amount ELSE -amount END)::float8 AS amount, day, reason,
                 upper_id AS "upperUuid", lower_id AS "lowerUuid", document_id AS "documentUuid", event_id AS "eventUuid"
          FROM quota_entry WHERE lower_id = ANY(${ids}) AND day <= ${on} ORDER BY day, seq`,
    );
    return groupBy(found, ({ lowerUuid }) => lowerUuid);
  });
  return entries ?? [];
}
