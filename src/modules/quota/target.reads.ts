import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { amountOn } from './quota.reads';

/** What a target is for. */
export interface TargetKey {
  readonly indicator: string;
  /** Empty for the whole. */
  readonly segment: string;
  readonly from: string;
  readonly until: string;
}

/**
 * What each of many units or teams holds today of a quota with exactly this indicator, segment and period; null if nothing. Of several, given by
 * different units, the largest: who reaches it has reached them all.
 */
export async function loadTarget(session: Session, of: 'unit' | 'team', id: string, key: TargetKey): Promise<number | null> {
  const { indicator, segment, from, until } = key;
  const holder = of === 'unit' ? sql`h.unit_id` : sql`h.team_id`;
  return load(session, `target-of-${of}:${JSON.stringify([indicator, segment, from, until])}`, id, async (ids) => {
    const found = await rows<{ id: string; target: number }>(
      session.db,
      sql`SELECT ${holder} AS id, max(${amountOn('received', session.today)}) AS target FROM quota q JOIN quota_holding h ON h.quota_id = q.id
          WHERE q.indicator = ${indicator} AND q.segment = ${segment} AND q.from_day = ${from} AND q.until_day = ${until} AND ${holder} = ANY(${ids})
          GROUP BY ${holder}`,
    );
    return new Map(found.filter(({ target }) => target > 0).map((row) => [row.id, row.target]));
  });
}

/** The same of one unit, as an expression: nothing or zero is no target. */
export function targetOf(unit: Sql, { indicator, segment, from, until }: TargetKey, today: string): Sql {
  return sql`(WITH q AS MATERIALIZED (
      SELECT q.id FROM quota q WHERE q.indicator = ${indicator} AND q.segment = ${segment} AND q.from_day = ${from} AND q.until_day = ${until})
    SELECT max(${amountOn('received', today)}) FROM q JOIN quota_holding h ON h.quota_id = q.id WHERE h.unit_id = ${unit})`;
}
