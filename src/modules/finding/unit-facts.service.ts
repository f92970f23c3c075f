import sql from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import { groupBy, rows } from '../../database/session';
import type { Day } from '../../tenancy/day';
import type { UnitFacts } from '../../tenancy/province';
import { loadPlaces } from '../admin-unit';
import type { Places } from '../admin-unit';
import type { Dated } from './team-facts.service';

interface UnitRow extends Dated {
  id: string;
}
interface CoverRow extends Dated {
  unitId: string;
  id: string;
  kind: string;
  decided: Day;
  host: string;
  hostLevel: string;
}

export interface UnitHistory {
  readonly unit: UnitRow;
  readonly facts: UnitFacts;
  readonly places: Places;
}

/** What coverage asks of units, over their whole lives, in a number of statements that does not depend on how many. */
export async function loadUnitHistories(manager: EntityManager, unitIds: readonly string[]): Promise<UnitHistory[]> {
  const units = await rows<UnitRow>(
    manager,
    sql`SELECT unit_id AS id, min(from_day) AS "from", max(until_day) AS "until" FROM admin_unit_state WHERE unit_id = ANY(${unitIds}) GROUP BY unit_id`,
  );
  const covering = await rows<CoverRow>(
    manager,
    sql`SELECT c.ancestor_id AS "unitId", t.id, t.kind, d.issued_day AS decided, h.unit_id AS host, c.descendant_level AS "hostLevel",
               greatest(h.from_day, c.from_day) AS "from", least(h.until_day, c.until_day) AS "until"
        FROM admin_unit_closure c
        JOIN team_host h ON h.unit_id = c.descendant_id AND h.from_day < c.until_day AND h.until_day > c.from_day
        JOIN team t ON t.id = h.team_id
        JOIN document d ON d.id = t.founding_document_id
        WHERE c.ancestor_id = ANY(${unitIds})`,
  );
  const places = await loadPlaces(manager, unitIds);
  const teamsOf = groupBy(covering, ({ unitId }) => unitId);
  return units.map((unit) => ({
    unit,
    places,
    facts: {
      from: unit.from,
      teams: (teamsOf.get(unit.id) ?? []).map(({ id, kind, decided, from, until, host, hostLevel }) => ({
        id,
        kind,
        decided,
        from,
        until,
        hosts: [{ level: hostLevel, unit: host }],
      })),
    },
  }));
}
