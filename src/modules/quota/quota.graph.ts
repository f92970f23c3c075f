import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import type { At, GraphPart, Link, Rows, Shape } from '../../database/graph/declare';
import { unitBy } from '../admin-unit';
import { documentBy } from '../document';
import { eventBy } from '../event';
import { teamBy } from '../team';
import { begun, entriesOf, HOLDINGS, holdingColumns, holdingsOf, QUOTAS, quotaColumns } from './quota.reads';
import type { HoldingsOf } from './quota.reads';

/** A quota `q` with what its unit holds of it, `h`. */
export const QUOTA: Shape = {
  type: 'Quota',
  always: ({ on }) => ({ id: sql`q.id`, on }),
  columns: ({ on }) => quotaColumns(on),
};

/** A part of a quota, `h`. */
export const HOLDING: Shape = {
  type: 'QuotaHolding',
  always: ({ on }) => ({ id: sql`h.id`, on }),
  columns: ({ on }) => holdingColumns(on),
};

const ENTRY: Shape = {
  type: 'QuotaEntry',
  always: ({ on }) => ({
    on,
    upperUuid: sql`e.upper_id`,
    lowerUuid: sql`e.lower_id`,
    documentUuid: sql`e.document_id`,
    eventUuid: sql`e.event_id`,
  }),
  columns: () => ({
    kind: { kind: sql`e.kind` },
    amount: { amount: sql`(CASE e.direction WHEN 'down' THEN e.amount ELSE -e.amount END)::float8` },
    day: { day: sql`e.day` },
    reason: { reason: sql`e.reason` },
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
    Quota: { unit: unitBy(sql`q.unit_id`), document: documentBy(sql`q.document_id`, true), holding: holdingBy(sql`h.id`) },
    QuotaHolding: {
      quota: {
        to: () => QUOTA,
        many: 'one',
        by: () => ({ id: sql`h.quota_id` }),
        rows: (k, at) => quotaWith(k('id'), at),
        // The first holding of a quota began before any that has a part of it.
        total: true,
      },
      unit: unitBy(sql`h.unit_id`),
      team: teamBy(sql`h.team_id`),
      giver: holdingBy(sql`h.giver_id`),
      receivers: holdings('giver', sql`h.id`),
      entries: {
        to: () => ENTRY,
        many: 'list',
        by: () => ({ id: sql`h.id` }),
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
    QuotaEntry: { giver: holdingBy(sql`e.upper_id`), document: documentBy(sql`e.document_id`), event: eventBy(sql`e.event_id`) },
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
