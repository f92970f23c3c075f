import sql from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import { groupBy, rows } from '../../database/session';
import { covers } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { Seat, TeamFacts } from '../../tenancy/province';
import type { RuleSubject } from '../../tenancy/rule';
import { loadPlaces } from '../admin-unit';
import type { Places } from '../admin-unit';

export interface Dated {
  readonly from: Day;
  readonly until: Day;
}

interface TeamRow extends Dated {
  id: string;
  kind: string;
  organisationId: string | null;
  foundedBy: string;
}
interface MemberRow extends Dated {
  teamId: string;
  seat: Seat;
  post: string | null;
  constituencies: string[];
  skills: string[];
}
interface HostRow extends Dated {
  teamId: string;
  unitId: string;
}
interface DocumentRow {
  teamId: string;
  type: string;
  from: Day;
}

/** All that law can ask of one team, over its whole life. */
export interface TeamHistory {
  readonly team: TeamRow;
  readonly hosts: readonly HostRow[];
  readonly members: readonly MemberRow[];
  readonly documents: readonly DocumentRow[];
  readonly places: Places;
}

/** The histories of teams, in a number of statements that does not depend on how many. */
export async function loadTeamHistories(manager: EntityManager, teamIds: readonly string[]): Promise<TeamHistory[]> {
  const teams = await rows<TeamRow>(
    manager,
    sql`SELECT t.id, t.kind, t.organisation_id AS "organisationId", d.authority AS "foundedBy", t.from_day AS "from", t.until_day AS "until"
        FROM team t JOIN document d ON d.id = t.founding_document_id WHERE t.id = ANY(${teamIds})`,
  );
  const hosts = await rows<HostRow>(
    manager,
    sql`SELECT team_id AS "teamId", unit_id AS "unitId", from_day AS "from", until_day AS "until" FROM team_host WHERE team_id = ANY(${teamIds}) ORDER BY id`,
  );
  const members = await rows<MemberRow>(
    manager,
    sql`SELECT team_id AS "teamId", seat, post, constituencies, skills, from_day AS "from", until_day AS "until"
        FROM team_member WHERE team_id = ANY(${teamIds}) ORDER BY id`,
  );
  const documents = await rows<DocumentRow>(
    manager,
    sql`SELECT td.team_id AS "teamId", d.type, td.from_day AS "from"
        FROM team_document td JOIN document d ON d.id = td.document_id WHERE td.team_id = ANY(${teamIds}) ORDER BY d.type`,
  );
  const places = await loadPlaces(manager, [...new Set(hosts.map(({ unitId }) => unitId))]);
  const hostsOf = groupBy(hosts, ({ teamId }) => teamId);
  const membersOf = groupBy(members, ({ teamId }) => teamId);
  const documentsOf = groupBy(documents, ({ teamId }) => teamId);
  return teams.map((team) => ({
    team,
    hosts: hostsOf.get(team.id) ?? [],
    members: membersOf.get(team.id) ?? [],
    documents: documentsOf.get(team.id) ?? [],
    places,
  }));
}

/** Every day on which something about the team changed. */
export function changedDays({ team, hosts, members, documents, places }: TeamHistory): Day[] {
  const dated = [team, ...hosts, ...members].flatMap(({ from, until }) => [from, until]);
  return [...dated, ...documents.map(({ from }) => from), ...hosts.flatMap(({ unitId }) => places.changedDays(unitId))];
}

/** The team as it stood on a day of its life. */
export function teamOn(
  { team, hosts, members, documents, places }: TeamHistory,
  day: Day,
): { subject: RuleSubject; facts: TeamFacts; unitId: string } {
  const host = hosts.find((each) => covers(each, day)) ?? hosts[0];
  const unitId = host?.unitId as string;
  const { codes, level } = places.on(unitId, day);
  return {
    unitId,
    subject: { codes, level: team.organisationId === null ? level : undefined, kind: team.kind },
    facts: {
      kind: team.kind,
      foundedBy: team.foundedBy,
      documents: [...new Set(documents.filter(({ from }) => from <= day).map(({ type }) => type))],
      members: members
        .filter((member) => covers(member, day))
        .map(({ seat, post, constituencies, skills }) => ({ seat, post: post ?? undefined, constituencies, skills })),
    },
  };
}
