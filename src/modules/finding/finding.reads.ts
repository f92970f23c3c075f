import sql, { empty, join } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, endOf, fieldsOf } from '../../database/columns';
import { readPages } from '../../database/page';
import type { ListQuery, Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { RuleName, Severity } from '../../tenancy/province';
import { checkKind } from '../province';
import { Finding } from './finding.entity';
import type { FindingType, WaiverType } from './finding.type';

type Fields = ReadonlySet<string>;

const f = columnsOf(Finding, 'f');

export const COLUMNS: Columns = {
  ...fieldsOf(f, 'requirement', 'severity', 'since'),
  until: { until: endOf(f.untilDay) },
  unit: { unitUuid: f.unitId },
  team: { teamUuid: f.teamId },
  observed: { unitUuid: f.unitId, observedFacts: f.observed, expectedFacts: f.expected, requirement: f.requirement },
  expected: { expectedFacts: f.expected, requirement: f.requirement },
  fix: { fixFacts: f.fix },
  chain: { chainFacts: f.chain },
  winners: { winnerNumbers: f.winners },
  cause: { causeUuid: f.causeId },
};

function selectFinding(fields: Fields, on: Sql): Sql {
  return selectList(COLUMNS, fields, { id: f.findingId, __typename: sql`'Finding'`, on, rule: f.rule });
}

export interface FindingFilter {
  readonly withinId?: string | null;
  readonly teamId?: string | null;
  readonly rule?: RuleName | null;
  readonly severity?: Severity | null;
  readonly kind?: string | null;
  readonly waived?: boolean | null;
}

/** Findings open on a day of each of many units with all below them, or of each of many teams. */
export function loadFindingsOf(
  session: Session,
  owner: 'unit' | 'team',
  id: string,
  filter: FindingFilter,
  on: string,
  page: PageRequest,
  fields: Fields,
  withTotal: boolean,
): Promise<Page<FindingType> | null> {
  const mine = owner === 'team' ? sql`f.team_id = k.key` : inSubtree(sql`k.key`, on);
  return load(session, batchName(`findings-of-${owner}`, fields, [filter, on, page, withTotal]), id, (ids) =>
    readPages<FindingType>(session, ids, findingsWhere(sql`${matching(session, filter, on, on)} AND ${mine}`, on, fields), page, withTotal),
  );
}

function findingsWhere(where: Sql, on: string, fields: Fields): ListQuery {
  return {
    select: selectFinding(fields, sql`${on}::date`),
    from: sql`finding f`,
    where,
    order: OLDEST_FIRST,
  };
}

export const OLDEST_FIRST: ListQuery['order'] = [
  { by: sql`f.since`, type: 'date' },
  { by: sql`f.finding_id`, type: 'uuid' },
];

/** Findings `f` open on a day that a filter leaves; `day` is the day that a refusal names. @throws Refusal UNKNOWN_CODE. */
export function matching(
  { province }: Session,
  { withinId, teamId, rule, severity, kind, waived }: FindingFilter,
  on: string | Sql,
  day: string,
): Sql {
  checkKind(province, { value: kind, on: day, field: 'filter.kind' });
  const isWaived = sql`EXISTS (SELECT FROM waiver w WHERE w.finding_id = f.finding_id AND w.from_day <= ${on} AND w.until_day > ${on})`;
  const conditions = [
    sql`f.from_day <= ${on} AND f.until_day > ${on}`,
    withinId ? inSubtree(sql`${withinId}`, on, rule) : empty,
    teamId ? sql`f.team_id = ${teamId}` : empty,
    rule ? sql`f.rule = ${rule}` : empty,
    severity ? sql`f.severity = ${severity}` : empty,
    kind ? sql`f.kind = ${kind}` : empty,
    waived == null ? empty : waived ? isWaived : sql`NOT ${isWaived}`,
  ];
  return join(
    conditions.filter((condition) => condition !== empty),
    ' AND ',
  );
}

/**
 * Counted in a unit of the subtree, or of a team that covers this very unit among others. Two lookups joined by UNION: as one condition with OR
 * no index would serve it.
 */
export function inSubtree(unit: Sql, on: string | Sql, rule?: RuleName | null): Sql {
  const open = sql`g.from_day <= ${on} AND g.until_day > ${on} ${rule ? sql`AND g.rule = ${rule}` : empty}`;
  return sql`f.id IN (
    SELECT g.id FROM admin_unit_closure c JOIN finding g ON g.unit_id = c.descendant_id AND ${open}
    WHERE c.ancestor_id = ${unit} AND c.from_day <= ${on} AND c.until_day > ${on}
    UNION SELECT g.id FROM team_host h JOIN finding g ON g.team_id = h.team_id AND ${open}
    WHERE h.unit_id = ${unit} AND h.from_day <= ${on} AND h.until_day > ${on})`;
}

/** A finding as it stood on a day; as it last stood, if it was not open then. */
export function loadFinding(session: Session, id: string, on: string, fields: Fields): Promise<FindingType | null> {
  return load(session, batchName('finding', fields, on), id, async (ids) => {
    const found = await rows<FindingType>(
      session.db,
      sql`SELECT DISTINCT ON (f.finding_id) ${selectFinding(fields, sql`${on}::date`)}
          FROM finding f WHERE f.finding_id = ANY(${ids})
          ORDER BY f.finding_id, (f.from_day <= ${on} AND f.until_day > ${on}) DESC, f.from_day DESC`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}

/** How many findings are open on a day in each of many units and below. */
export async function loadFindingCount(session: Session, unitId: string, filter: FindingFilter, on: string): Promise<number> {
  const count = await load(session, batchName('finding-count', new Set(), [filter, on]), unitId, async (ids) => {
    const found = await rows<{ key: string; count: number }>(
      session.db,
      sql`SELECT k.key, (SELECT count(*) FROM finding f WHERE ${matching(session, filter, on, on)} AND ${inSubtree(sql`k.key`, on)}) AS count FROM unnest(${ids}::uuid[]) AS k(key)`,
    );
    return new Map(found.map(({ key, count: each }) => [key, each]));
  });
  return count ?? 0;
}

/** The waiver that holds for a finding on a day. */
export function loadWaiver(session: Session, findingId: string, on: string): Promise<WaiverType | null> {
  return load(session, `waiver:${on}`, findingId, async (ids) => {
    const found = await rows<WaiverType & { findingId: string }>(
      session.db,
      sql`SELECT finding_id AS "findingId", document_id AS "documentUuid", from_day AS "from", nullif(until_day, 'infinity') AS "until", reason
          FROM waiver WHERE finding_id = ANY(${ids}) AND from_day <= ${on} AND until_day > ${on} ORDER BY from_day, id`,
    );
    return new Map(found.map((row) => [row.findingId, row]));
  });
}
