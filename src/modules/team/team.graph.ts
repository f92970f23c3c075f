import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, endOf } from '../../database/columns';
import type { At, GraphPart, Link, Rows, Shape } from '../../database/graph/declare';
import { tallied } from '../../database/list-tally';
import { holds } from '../../auth/permissions';
import { UNIT, unitBy } from '../admin-unit';
import { DOCUMENT, documentBy } from '../document';
import { eventsOfTeam } from '../event';
import { checkKind, teamKindWords } from '../province';
import { MEMBER, MEMBER_KNOWN, membersOf } from './member.graph';
import { Organisation, Team, TeamName } from './team.entity';
import { columns, IN_ORDER, livingOn, named, ofKind, ORDERS, inSubtree, teamWithName } from './team.reads';
import type { TeamFilter } from './team.reads';
import type { TeamOrder } from './team.type';

const t = columnsOf(Team, 't');
const n = columnsOf(TeamName, 'n');
const o = columnsOf(Organisation, 'o');

/** A team `t` with its name `n` of the day. */
export const TEAM: Shape = {
  type: 'Team',
  always: ({ on }) => ({ id: t.id, on, kindCode: t.kind }),
  columns: ({ on }) => columns(on),
  values: {
    contactChannel: ({ session, on }) =>
      holds(session.actor, 'team:read')
        ? sql`CASE WHEN t.until_day > ${on} THEN t.contact_channel END`
        : sql`CASE WHEN t.until_day > ${on} AND t.organisation_id IS NULL THEN t.contact_channel END`,
    memberCount: ({ on }, { seat }) =>
      sql`(SELECT count(*) FROM team_member m WHERE m.team_id = t.id AND m.from_day <= ${on} AND m.until_day > ${on} ${seat ? sql`AND m.seat = ${seat}` : empty})`,
  },
  words: { kind: { column: () => t.kind, all: ({ province }) => teamKindWords(province) } },
};

/** The team whose id a column holds, as it stood on the day of the row, or on another. */
export function teamBy(id: Sql, on?: Sql): Link {
  return {
    to: () => TEAM,
    many: 'one',
    by: () => ({ id, ...(on ? { on } : {}) }),
    rows: (k, at) => {
      const day = on ? k('on') : at.on;
      return { from: teamWithName(day), where: sql`t.id = ${k('id')}`, ...(on ? { on: day } : {}) };
    },
  };
}

/** The teams whose ids an array holds, in the order of the ids, whether or not they live on the day. */
export function teamsOnRecord(ids: Sql, on: Sql): Rows {
  return { from: teamWithName(on), where: sql`t.id = ANY(${ids})`, order: [{ by: sql`t.id`, type: 'uuid' }] };
}

/** The teams that live on a day. @throws Refusal UNKNOWN_CODE. */
export function teamsMatching({ withinId, kind, search }: TeamFilter, order: TeamOrder, at: At): Rows {
  const { session, on, day } = at;
  checkKind(session.province, { value: kind, on: day ?? session.today, field: 'filter.kind' });
  const within = withinId ? sql`AND ${inSubtree(sql`${withinId}`, on)}` : empty;
  return {
    ...livingTeams(sql`${ofKind(kind)} ${search ? named(search) : empty} ${within}`, on),
    order: ORDERS[order],
    named: order,
    total: withinId || search ? undefined : tallied('team', on, kind),
  };
}

function livingTeams(more: Sql, on: Sql): Rows {
  return {
    from: sql`team t JOIN team_name n ON n.team_id = t.id AND n.from_day <= ${on} AND n.until_day > ${on}`,
    where: sql`${livingOn(on)} ${more}`,
    order: IN_ORDER,
  };
}

const ORGANISATION: Shape = {
  type: 'Organisation',
  always: ({ on }) => ({ unitUuid: o.unitId, on }),
  columns: () => ({ name: { name: o.name } }),
};

const NAME_PERIOD: Shape = {
  type: 'TeamNamePeriod',
  always: () => ({}),
  columns: () => ({
    name: { name: n.name },
    from: { from: n.fromDay },
    until: { until: endOf(n.untilDay) },
  }),
};

const ofTeam = (link: Pick<Link, 'to' | 'many'>, rows: Link['rows']): Link => ({ ...link, by: () => ({ id: t.id }), rows });

/** Teams and members in a unit and all below it; each team once, however many hamlets it covers. */
const teamsIn = (on: Sql, what: Sql) => sql`(SELECT ${what} FROM (
  SELECT DISTINCT h.team_id FROM admin_unit_closure c JOIN team_host h ON h.unit_id = c.descendant_id
  WHERE c.ancestor_id = s.unit_id AND c.from_day <= ${on} AND c.until_day > ${on} AND h.from_day <= ${on} AND h.until_day > ${on}) x)`;

export const TEAM_GRAPH: GraphPart = {
  shapes: [TEAM, ORGANISATION, NAME_PERIOD, MEMBER],
  links: {
    Team: {
      names: ofTeam({ to: () => NAME_PERIOD, many: 'list' }, (k) => ({
        from: sql`team_name n`,
        where: sql`n.team_id = ${k('id')}`,
        order: [{ by: sql`n.from_day`, type: 'date' }],
      })),
      // On a day outside its life, those of its nearest day; a unit that has ended as it last was.
      hosts: {
        to: () => UNIT,
        many: 'list',
        by: ({ on }) => ({ id: t.id, nearest: sql`greatest(least(${on}, t.until_day - 1), t.from_day)` }),
        rows: (k) => ({
          from: sql`team_host h CROSS JOIN LATERAL (SELECT least(max(z.until_day) - 1, ${k('nearest')}) AS "on" FROM admin_unit_state z WHERE z.unit_id = h.unit_id) d
            JOIN admin_unit_state s ON s.unit_id = h.unit_id AND s.from_day <= d."on" AND s.until_day > d."on"`,
          where: sql`h.team_id = ${k('id')} AND h.from_day <= ${k('nearest')} AND h.until_day > ${k('nearest')}`,
          order: [{ by: sql`h.id`, type: 'uuid' }],
          on: sql`d."on"`,
        }),
      },
      organisation: {
        to: () => ORGANISATION,
        many: 'one',
        by: () => ({ id: t.organisationId }),
        rows: (k) => ({ from: sql`organisation o`, where: sql`o.id = ${k('id')}` }),
      },
      foundingDecision: documentBy(t.foundingDocumentId),
      documents: ofTeam({ to: () => DOCUMENT, many: 'list' }, (k, { on }) => ({
        from: sql`team_document x JOIN document d ON d.id = x.document_id`,
        where: sql`x.team_id = ${k('id')} AND x.from_day <= ${on}`,
        order: [
          { by: sql`x.from_day`, type: 'date' },
          { by: sql`x.id`, type: 'uuid' },
        ],
      })),
      members: ofTeam({ to: () => MEMBER, many: 'page' }, (k, at, { seat }) => membersOf(k('id'), at, seat ?? null)),
      events: eventsOfTeam(t.id),
      mergedInto: teamBy(t.mergedIntoId),
      mergedFrom: ofTeam({ to: () => TEAM, many: 'list' }, (k, { on }) => ({
        from: teamWithName(on),
        where: sql`t.merged_into_id = ${k('id')} AND t.until_day <= ${on}`,
        order: [
          { by: sql`t.until_day`, type: 'date' },
          { by: sql`t.id`, type: 'uuid' },
        ],
      })),
    },
    Organisation: { unit: unitBy(o.unitId) },
    Member: { team: teamBy(sql`m.team_id`) },
    AdminUnit: {
      teams: {
        to: () => TEAM,
        many: 'page',
        by: () => ({ id: sql`s.unit_id` }),
        rows: (k, at, { kind }: { kind?: string | null }) => {
          const { session, on, day } = at;
          checkKind(session.province, { value: kind, on: day ?? session.today, field: 'kind' });
          return livingTeams(sql`${ofKind(kind)} AND ${inSubtree(k('id'), on)}`, on);
        },
      },
    },
  },
  known: { Member: MEMBER_KNOWN },
  values: {
    AdminUnit: {
      teamCount: ({ on }) => teamsIn(on, sql`count(*)`),
      memberCount: ({ on }) =>
        teamsIn(
          on,
          sql`coalesce(sum((SELECT count(*) FROM team_member m WHERE m.team_id = x.team_id AND m.from_day <= ${on} AND m.until_day > ${on})), 0)::int`,
        ),
    },
  },
};
