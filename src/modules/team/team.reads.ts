import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, endOf } from '../../database/columns';
import { prefixRange } from '../../database/fold';
import { readPages } from '../../database/page';
import type { ListQuery, Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { checkKind } from '../province';
import { Team } from './team.entity';
import type { OrganisationType, TeamNameType, TeamOrder, TeamType } from './team.type';

type Fields = ReadonlySet<string>;

const t = columnsOf(Team, 't');

/** Columns of a team `t` with its name `n` of the day. */
export function columns(on: string | Sql): Columns {
  return {
    kind: { kindCode: t.kind },
    name: { name: sql`n.name` },
    status: {
      status: sql`CASE WHEN t.from_day > ${on} THEN 'PLANNED' WHEN t.until_day > ${on} THEN
        CASE WHEN EXISTS (SELECT FROM team_suspension x WHERE x.team_id = t.id AND x.from_day <= ${on} AND x.until_day > ${on}) THEN 'SUSPENDED' ELSE 'ACTIVE' END
        WHEN t.merged_into_id IS NOT NULL THEN 'MERGED' ELSE 'DISSOLVED' END`,
    },
    foundedDay: { foundedDay: t.fromDay },
    endedDay: { endedDay: endOf(t.untilDay) },
    contactChannel: {
      contactChannel: sql`CASE WHEN t.until_day > ${on} THEN t.contact_channel END`,
      organisationUuid: t.organisationId,
    },
    version: { version: t.version },
    organisation: { organisationUuid: t.organisationId },
    foundingDecision: { foundingDocumentUuid: t.foundingDocumentId },
    mergedInto: { mergedIntoUuid: t.mergedIntoId },
  };
}

/** Vietnamese order of the names. */
export const IN_ORDER: ListQuery['order'] = [
  { by: sql`n.name`, type: 'text' },
  { by: sql`n.team_id`, type: 'uuid' },
];

const LATEST_FIRST: ListQuery['order'] = [
  { by: sql`t.from_day`, type: 'date', descending: true },
  { by: sql`t.id`, type: 'uuid', descending: true },
];

/** Each is served by an index. */
export const ORDERS: Readonly<Record<TeamOrder, ListQuery['order']>> = { NAME: IN_ORDER, FOUNDED_LATEST: LATEST_FIRST };

function selectTeam(fields: Fields, on: string): Sql {
  return selectList(columns(on), fields, { id: t.id, __typename: sql`'Team'`, on: sql`${on}::date`, kindCode: t.kind });
}

/** The team with its name of the day, or the nearest one for a day outside its life. */
export function teamWithName(on: string | Sql): Sql {
  return sql`team t JOIN LATERAL (SELECT name FROM team_name n WHERE n.team_id = t.id
    AND n.from_day <= greatest(${on}::date, t.from_day) ORDER BY n.from_day DESC LIMIT 1) n ON true`;
}

export function loadTeam(session: Session, id: string, on: string, fields: Fields): Promise<TeamType | null> {
  return load(session, batchName('team', fields, on), id, async (ids) => {
    const found = await rows<TeamType>(session.db, sql`SELECT ${selectTeam(fields, on)} FROM ${teamWithName(on)} WHERE t.id = ANY(${ids})`);
    return new Map(found.map((row) => [row.id, row]));
  });
}

export interface TeamFilter {
  readonly withinId?: string | null;
  readonly kind?: string | null;
  readonly search?: string | null;
}

/** The teams of each of many units and of all below it. */
export function loadTeamsWithin(
  session: Session,
  unitId: string,
  on: string,
  kind: string | null,
  page: PageRequest,
  fields: Fields,
  withTotal: boolean,
): Promise<Page<TeamType> | null> {
  checkKind(session.province, { value: kind, on, field: 'kind' });
  const where = sql`${livingOn(on)} ${ofKind(kind)} AND ${inSubtree(sql`k.key`, on)}`;
  return load(session, batchName('teams-within', fields, [on, kind, page, withTotal]), unitId, (ids) =>
    readPages<TeamType>(session, ids, teamsWhere(where, on, fields), page, withTotal),
  );
}

function teamsWhere(where: Sql, on: string, fields: Fields): ListQuery {
  return {
    select: selectTeam(fields, on),
    from: sql`team t JOIN team_name n ON n.team_id = t.id AND n.from_day <= ${on} AND n.until_day > ${on}`,
    where,
    order: IN_ORDER,
  };
}

export function livingOn(on: string | Sql): Sql {
  return sql`t.from_day <= ${on} AND t.until_day > ${on}`;
}

export function ofKind(kind: string | null | undefined): Sql {
  return kind ? sql`AND t.kind = ${kind}` : empty;
}

/** With a word of the name of the day that starts like this. */
export function named(search: string): Sql {
  const { from, until } = prefixRange(search);
  // Nothing is left of a search without a letter or digit, and every name starts with nothing.
  if (from === '') return sql`AND false`;
  return sql`AND n.id IN (SELECT w.id FROM team_term w WHERE w.term >= ${from} AND w.term < ${until})`;
}

export function inSubtree(unit: Sql, on: string | Sql): Sql {
  return sql`t.id IN (SELECT h.team_id FROM admin_unit_closure c JOIN team_host h ON h.unit_id = c.descendant_id
    WHERE c.ancestor_id = ${unit} AND c.from_day <= ${on} AND c.until_day > ${on} AND h.from_day <= ${on} AND h.until_day > ${on})`;
}

export interface UnitCounts {
  readonly teams: number;
  readonly members: number;
}

/** Teams and members of each of many units and of all below it; each team once, however many hamlets it covers. */
export async function loadUnitCounts(session: Session, unitId: string, on: string): Promise<UnitCounts> {
  const found = await load(session, batchName('unit-counts', new Set(), on), unitId, async (ids) => {
    const all = await rows<UnitCounts & { unit: string }>(
      session.db,
      sql`WITH covered AS (
            SELECT DISTINCT c.ancestor_id AS unit, h.team_id FROM admin_unit_closure c JOIN team_host h ON h.unit_id = c.descendant_id
            WHERE c.ancestor_id = ANY(${ids}) AND c.from_day <= ${on} AND c.until_day > ${on} AND h.from_day <= ${on} AND h.until_day > ${on})
          SELECT unit, count(*) AS teams, sum((SELECT count(*) FROM team_member m WHERE m.team_id = covered.team_id AND m.from_day <= ${on} AND m.until_day > ${on}))::int AS members
          FROM covered GROUP BY unit`,
    );
    return new Map(all.map((row) => [row.unit, row]));
  });
  return found ?? { teams: 0, members: 0 };
}

export interface HostRef {
  readonly unitId: string;
  readonly on: string;
}

/** The units a team covers on a day; on a day outside its life, those of its nearest day. Each with a day on which the unit exists. */
export async function loadHosts(session: Session, teamId: string, on: string): Promise<HostRef[]> {
  const found = await load(session, `hosts:${on}`, teamId, async (ids) => {
    const all = await rows<HostRef & { teamId: string }>(
      session.db,
      sql`SELECT h.team_id AS "teamId", h.unit_id AS "unitId",
                 (SELECT least(max(s.until_day) - 1, day.of) FROM admin_unit_state s WHERE s.unit_id = h.unit_id) AS "on"
          FROM team t
          CROSS JOIN LATERAL (SELECT greatest(least(${on}::date, t.until_day - 1), t.from_day) AS of) day
          JOIN team_host h ON h.team_id = t.id AND h.from_day <= day.of AND h.until_day > day.of
          WHERE t.id = ANY(${ids}) ORDER BY h.id`,
    );
    return groupBy(all, (host) => host.teamId);
  });
  return found ?? [];
}

export function loadOrganisation(session: Session, id: string, on: string): Promise<OrganisationType | null> {
  return load(session, `organisation:${on}`, id, async (ids) => {
    const found = await rows<OrganisationType & { id: string }>(
      session.db,
      sql`SELECT id, name, unit_id AS "unitUuid", ${on}::date AS "on" FROM organisation WHERE id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}

/** Every name a team has had, the first one first. */
export async function loadTeamNames(session: Session, teamId: string): Promise<TeamNameType[]> {
  const found = await load(session, 'team-names', teamId, async (ids) => {
    const all = await rows<TeamNameType & { teamId: string }>(
      session.db,
      sql`SELECT team_id AS "teamId", name, from_day AS "from", nullif(until_day, 'infinity') AS "until" FROM team_name WHERE team_id = ANY(${ids}) ORDER BY from_day`,
    );
    return groupBy(all, (row) => row.teamId);
  });
  return found ?? [];
}

/** Ids of the documents that are a team's by a day, in the order of their days. */
export async function loadDocumentIds(session: Session, teamId: string, on: string): Promise<string[]> {
  const found = await load(session, `team-documents:${on}`, teamId, async (ids) => {
    const all = await rows<{ teamId: string; documentId: string }>(
      session.db,
      sql`SELECT team_id AS "teamId", document_id AS "documentId" FROM team_document WHERE team_id = ANY(${ids}) AND from_day <= ${on} ORDER BY from_day, id`,
    );
    return groupBy(all, (row) => row.teamId);
  });
  return (found ?? []).map(({ documentId }) => documentId);
}

/** Ids of the teams that a team has absorbed by a day. */
export async function loadAbsorbedIds(session: Session, teamId: string, on: string): Promise<string[]> {
  const found = await load(session, `absorbed:${on}`, teamId, async (ids) => {
    const all = await rows<{ into: string; id: string }>(
      session.db,
      sql`SELECT merged_into_id AS into, id FROM team WHERE merged_into_id = ANY(${ids}) AND until_day <= ${on} ORDER BY until_day, id`,
    );
    return groupBy(all, (row) => row.into);
  });
  return (found ?? []).map(({ id }) => id);
}
