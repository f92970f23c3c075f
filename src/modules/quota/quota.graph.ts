import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, fieldsOf } from '../../database/columns';
import type { At, GraphPart, Link, Rows, Shape } from '../../database/graph/declare';
import { unitBy } from '../admin-unit';
import { documentBy } from '../document';
import { eventBy } from '../event';
import { teamBy } from '../team';
import { Quota, QuotaEntry, QuotaHolding } from './quota.entity';
import { begun, entriesOf, HOLDINGS, holdingColumns, holdingsOf, QUOTAS, quotaColumns } from './quota.reads';
import type { HoldingsOf } from './quota.reads';

const q = columnsOf(Quota, 'q');
const h = columnsOf(QuotaHolding, 'h');
const e = columnsOf(QuotaEntry, 'e');

/** A quota `q` with what its unit holds of it, `h`. */
export const QUOTA: Shape = {
  type: 'Quota',
  always: ({ on }) => ({ id: q.id, on }),
  columns: ({ on }) => quotaColumns(on),
};

/** A part of a quota, `h`. */
export const HOLDING: Shape = {
  type: 'QuotaHolding',
  always: ({ on }) => ({ id: h.id, on }),
  columns: ({ on }) => holdingColumns(on),
};

const ENTRY: Shape = {
  type: 'QuotaEntry',
  always: ({ on }) => ({
    on,
    upperUuid: e.upperId,
    lowerUuid: e.lowerId,
    documentUuid: e.documentId,
    eventUuid: e.eventId,
  }),
  columns: () => ({
    ...fieldsOf(e, 'kind', 'day', 'reason'),
    amount: { amount: sql`(CASE e.direction WHEN 'down' THEN e.amount ELSE -e.amount END)::float8` },
  }),
};

/** Nothing had been entered before its first day: it was not there. */
export function quotaWith(id: Sql, { on }: Pick<At, 'on'>): Rows {
  return { from: QUOTAS, where: sql`q.id = ${id} AND ${begun(on)}` };
}

const holdingBy = (id: Sql): Link => ({
  to: () => HOLDING,
  many: 'one',
  by: () => ({ id }),
  rows: (k, { on }) => ({ from: sql`quota_holding h`, where: sql`h.id = ${k('id')} AND ${begun(on)}` }),
});

const holdings = (of: HoldingsOf, id: Sql): Link => ({
  to: () => HOLDING,
  many: 'page',
  by: () => ({ id }),
  rows: (k, { on }) => ({ from: HOLDINGS(on), ...holdingsOf(of, k('id'), on) }),
});

export const QUOTA_GRAPH: GraphPart = {
  shapes: [QUOTA, HOLDING, ENTRY],
  links: {
    Quota: { unit: unitBy(q.unitId), document: documentBy(q.documentId, true), holding: holdingBy(h.id) },
    QuotaHolding: {
      quota: {
        to: () => QUOTA,
        many: 'one',
        by: () => ({ id: h.quotaId }),
        rows: (k, at) => quotaWith(k('id'), at),
        // The first holding of a quota began before any that has a part of it.
        total: true,
      },
      unit: unitBy(h.unitId),
      team: teamBy(h.teamId),
      giver: holdingBy(h.giverId),
      receivers: holdings('giver', h.id),
      entries: {
        to: () => ENTRY,
        many: 'list',
        by: () => ({ id: h.id }),
        rows: (k, { on }) => ({
          from: sql`quota_entry e`,
          where: entriesOf(k('id'), on),
          order: [
            { by: sql`e.day`, type: 'date' },
            { by: sql`e.seq`, type: 'bigint' },
          ],
        }),
      },
    },
    QuotaEntry: { giver: holdingBy(e.upperId), document: documentBy(e.documentId), event: eventBy(e.eventId) },
    AdminUnit: { quotas: holdings('unit', sql`s.unit_id`) },
    Team: { quotas: holdings('team', sql`t.id`) },
  },
  values: {
    QuotaHolding: {
      remainder: ({ on }) => {
        const { received, allocated } = holdingColumns(on).remainder as Record<'received' | 'allocated', Sql>;
        return sql`round((${received} - ${allocated})::numeric, 6)::float8`;
      },
      isOverAllocated: ({ on }) => {
        const { received, allocated } = holdingColumns(on).remainder as Record<'received' | 'allocated', Sql>;
        return sql`${allocated} > ${received}`;
      },
    },
  },
};
