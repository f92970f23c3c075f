import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import type { DataSource, EntityManager } from 'typeorm';
import { rows } from '../../database/session';
import { Refusal } from '../../errors';
import { covers, LAST_DAY } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { Team } from './team.entity';

type Source = Pick<DataSource | EntityManager, 'query'>;

interface HomeRow {
  readonly teamId: string;
  readonly unitId: string;
}

/** The unit that a team's changes are recorded in and that decides who may make them: the first it covers, or last covered. */
export function homeOfTeam(team: Sql): Sql {
  return sql`(SELECT h.unit_id FROM team_host h WHERE h.team_id = ${team} ORDER BY h.until_day DESC, h.id LIMIT 1)`;
}

/** The same of many teams; one that is not there has none. */
export async function homesOf(source: Source, teamIds: readonly string[]): Promise<Map<string, string>> {
  const found = await rows<HomeRow>(
    source,
    sql`SELECT t.id AS "teamId", ${homeOfTeam(sql`t.id`)} AS "unitId" FROM team t WHERE t.id = ANY(${teamIds})`,
  );
  return toMap(found);
}

/** The teams that cover something in a unit on a day, each with the first of these units; of all teams, or of some. */
export async function homesWithin(
  source: Source,
  unitId: string,
  day: Day,
  teamIds: readonly string[] | 'all',
): Promise<Map<string, string>> {
  const found = await rows<HomeRow>(
    source,
    sql`SELECT DISTINCT ON (h.team_id) h.team_id AS "teamId", h.unit_id AS "unitId"
        FROM admin_unit_closure c JOIN team_host h ON h.unit_id = c.descendant_id AND h.from_day <= ${day} AND h.until_day > ${day}
        WHERE c.ancestor_id = ${unitId} AND c.from_day <= ${day} AND c.until_day > ${day}
          ${teamIds === 'all' ? empty : sql`AND h.team_id = ANY(${teamIds})`}
        ORDER BY h.team_id, h.id`,
  );
  return toMap(found);
}

function toMap(found: readonly HomeRow[]): Map<string, string> {
  return new Map(found.map(({ teamId, unitId }) => [teamId, unitId]));
}

/** @throws Refusal TEAM_NOT_THERE on a day outside a team's life. */
export function checkTeamLives({ fromDay, untilDay }: Pick<Team, 'fromDay' | 'untilDay'>, day: Day): void {
  if (!covers({ from: fromDay, until: untilDay }, day))
    throw new Refusal('TEAM_NOT_THERE', { day, from: fromDay, until: untilDay === LAST_DAY ? null : untilDay });
}
