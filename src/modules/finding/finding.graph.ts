import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, endOf } from '../../database/columns';
import type { At, GraphPart, Link, Rows, Shape } from '../../database/graph/declare';
import { tallied } from '../../database/list-tally';
import { optionalId } from '../../graphql/global-id';
import { unitBy } from '../admin-unit';
import { documentBy } from '../document';
import { eventBy } from '../event';
import { teamBy } from '../team';
import { Finding, Waiver } from './finding.entity';
import { FindingFilterInput } from './finding.input';
import { COLUMNS, inSubtree, matching, OLDEST_FIRST } from './finding.reads';
import type { FindingFilter } from './finding.reads';
import { FindingDimension } from './finding.type';

const f = columnsOf(Finding, 'f');
const w = columnsOf(Waiver, 'w');

/** Days `f` on which nothing about a finding changed. */
export const FINDING: Shape = {
  type: 'Finding',
  always: ({ on }) => ({ id: f.findingId, on, rule: f.rule }),
  columns: () => COLUMNS,
};

const WAIVER: Shape = {
  type: 'Waiver',
  always: () => ({}),
  columns: () => ({
    document: { documentUuid: w.documentId },
    from: { from: w.fromDay },
    until: { until: endOf(w.untilDay) },
    reason: { reason: w.reason },
  }),
};

/** Findings `g` that share what they were counted by. */
export const FINDING_COUNT: Shape = {
  type: 'FindingCount',
  always: ({ on }) => ({ on, unitUuid: sql`g.unit` }),
  columns: () => ({
    rule: { rule: sql`g.rule` },
    severity: { severity: sql`g.severity` },
    kind: { kind: sql`g.kind` },
    count: { count: sql`g.count` },
  }),
};

/** The filter with ids as the database knows them. @throws Refusal NOT_FOUND. */
export function toFilter(input: FindingFilterInput | null | undefined): FindingFilter {
  if (!input) return {};
  const { within, team, ...rest } = input;
  return {
    ...rest,
    withinId: optionalId(within, 'AdminUnit', 'filter.within'),
    teamId: optionalId(team, 'Team', 'filter.team'),
  };
}

/** The findings open on a day that a filter leaves, the oldest first. @throws Refusal UNKNOWN_CODE. */
export function findingsMatching(filter: FindingFilter, at: At): Rows {
  return { from: sql`finding f`, where: open(filter, at), order: OLDEST_FIRST };
}

/** The same of the whole province. */
export function findingsOfProvince(filter: FindingFilter, at: At): Rows {
  const { rule, ...others } = filter;
  const isTallied = Object.values(others).every((value) => value == null);
  return { ...findingsMatching(filter, at), ...(isTallied ? { total: tallied('finding', at.on, rule) } : {}) };
}

function open(filter: FindingFilter, { session, on, day }: At): Sql {
  return matching(session, filter, on, day ?? session.today);
}

/** How many of them there are, by the dimensions given, the largest counts first. @throws Refusal UNKNOWN_CODE. */
export function countsBy(filter: FindingFilter, at: At, by: readonly FindingDimension[], level: string): Rows {
  const { on } = at;
  const has = (dimension: FindingDimension) => by.includes(dimension);
  const unitOf = has(FindingDimension.UNIT)
    ? sql`JOIN admin_unit_closure u ON u.descendant_id = f.unit_id AND u.ancestor_level = ${level} AND u.from_day <= ${on} AND u.until_day > ${on}`
    : empty;
  return {
    from: sql`(SELECT ${has(FindingDimension.RULE) ? sql`f.rule` : sql`NULL::text`} AS rule,
        ${has(FindingDimension.SEVERITY) ? sql`f.severity` : sql`NULL::text`} AS severity,
        ${has(FindingDimension.KIND) ? sql`f.kind` : sql`NULL::text`} AS kind,
        ${has(FindingDimension.UNIT) ? sql`u.ancestor_id` : sql`NULL::uuid`} AS unit, count(*) AS count
      FROM finding f ${unitOf} WHERE ${open(filter, at)} GROUP BY 1, 2, 3, 4) g`,
    where: sql`true`,
    order: [
      { by: sql`g.count`, type: 'bigint', descending: true },
      { by: sql`g.rule`, type: 'text' },
      { by: sql`g.severity`, type: 'text' },
      { by: sql`g.kind`, type: 'text' },
      { by: sql`g.unit`, type: 'uuid' },
    ],
  };
}

interface Filtered {
  readonly filter?: FindingFilterInput | null;
}

const findingsOf = (id: Sql, mine: (id: Sql, at: At) => Sql): Link => ({
  to: () => FINDING,
  many: 'page',
  by: () => ({ id }),
  inputs: { filter: FindingFilterInput },
  rows: (k, at, { filter }: Filtered) => {
    const all = findingsMatching(toFilter(filter), at);
    return { ...all, where: sql`${all.where} AND ${mine(k('id'), at)}` };
  },
});

export const FINDING_GRAPH: GraphPart = {
  shapes: [FINDING, WAIVER, FINDING_COUNT],
  links: {
    Finding: {
      unit: unitBy(f.unitId),
      team: teamBy(f.teamId),
      cause: eventBy(f.causeId),
      waiver: {
        to: () => WAIVER,
        many: 'one',
        by: () => ({ id: f.findingId }),
        rows: (k, { on }) => ({
          from: sql`waiver w`,
          where: sql`w.finding_id = ${k('id')} AND w.from_day <= ${on} AND w.until_day > ${on}`,
          order: [
            { by: sql`w.from_day`, type: 'date', descending: true },
            { by: sql`w.id`, type: 'uuid', descending: true },
          ],
        }),
      },
    },
    FindingCount: { unit: unitBy(sql`g.unit`) },
    Waiver: { document: documentBy(w.documentId) },
    AdminUnit: { findings: findingsOf(sql`s.unit_id`, (id, { on }) => inSubtree(id, on)) },
    Team: { findings: findingsOf(sql`t.id`, (id) => sql`f.team_id = ${id}`) },
  },
  values: {
    AdminUnit: {
      findingCount: Object.assign(
        (at: At, { filter }: Filtered) =>
          sql`(SELECT count(*) FROM finding f WHERE ${open(toFilter(filter), at)} AND ${inSubtree(sql`s.unit_id`, at.on)})`,
        { inputs: { filter: FindingFilterInput } },
      ),
    },
  },
};
