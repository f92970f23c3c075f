import sql from 'sql-template-tag';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import { addDays } from '../../tenancy/day';
import type { Day, Province, ReportingDuty } from '../../tenancy/province';
import { isNoRule } from '../../tenancy/rule';
import { loadPlaces } from '../admin-unit';
import type { Places } from '../admin-unit';
import { write } from '../event';
import { openRound } from './open-round.service';
import { periodOf, periodsIn, STATED } from './periods.rules';
import type { Span, StatedCadence } from './periods.rules';
import { reportingOn } from './report-form.rules';

interface DueRound extends Span {
  readonly unitId: string;
  readonly duty: string;
}

/**
 * Opens the rounds that duties with a stated cadence ask for: in the unit a version of the reporting rule is limited to, or the province, for each
 * calendar period that has begun and on whose last day the version is in force. What has a round stays as it is, so this may run at any time.
 *
 * A duty that has had no round begins with the period before the current one: nobody is called to account for years before the service came, and
 * what an officer wants of them can be opened by hand. One that has goes on where it stopped, however long the service stood still.
 * @returns how many were opened.
 */
export async function openDueRounds(session: Session): Promise<number> {
  let opened = 0;
  const failures: unknown[] = [];
  for (const due of await dueRounds(session))
    try {
      await write(session, { name: 'openDueRound', input: due }, (writing) => openRound(writing, due));
      opened += 1;
    } catch (error) {
      // Another process of the service was faster, or somebody has asked for the same otherwise.
      if (!(error instanceof Refusal && error.code.startsWith('REPORT_ROUND_'))) failures.push(error);
    }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} rounds of reports could not be opened`);
  return opened;
}

/** Units that a reporting rule speaks of, by their official codes; the province for versions without scope. */
function scopesOf({ code, rules: { reporting } }: Province): string[] {
  if (isNoRule(reporting)) return [];
  return [...new Set(reporting.filter(({ value }) => !isNoRule(value)).map(({ scope }) => scope?.unit ?? code))];
}

/** The duties that rest on what was said for this very unit and that need nobody to open their rounds. */
function ownDuties(province: Province, codes: readonly string[], cadence: StatedCadence, day: Day): ReportingDuty[] {
  const law = reportingOn(province, codes, day);
  const { reporting } = province.rules;
  if (!law || isNoRule(reporting)) return [];
  const narrowest = reporting[law.versions.at(-1) as number];
  if ((narrowest?.scope?.unit ?? province.code) !== codes[0]) return [];
  return law.value.duties.filter((duty) => duty.cadence === cadence && duty.form !== undefined && duty.dueDays !== undefined);
}

async function dueRounds({ province, db, today }: Session): Promise<DueRound[]> {
  const scopes = scopesOf(province);
  if (scopes.length === 0) return [];
  const units = await rows<{ id: string; code: string }>(
    db,
    sql`SELECT DISTINCT unit_id AS id, code FROM admin_unit_state WHERE code = ANY(${scopes}) ORDER BY 1`,
  );
  const ids = units.map(({ id }) => id);
  const places = await loadPlaces(db, ids);
  const known = await rows<DueRound>(
    db,
    sql`SELECT unit_id AS "unitId", duty, from_day AS "from", until_day AS "until" FROM report_round
        WHERE unit_id = ANY(${ids}) AND duty IS NOT NULL AND from_day <= ${today} ORDER BY from_day DESC`,
  );
  return units
    .flatMap((unit) => STATED.flatMap((cadence) => dueOf(province, unit, places, known, cadence, today)))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

function dueOf(
  province: Province,
  unit: { readonly id: string; readonly code: string },
  places: Places,
  known: readonly DueRound[],
  cadence: StatedCadence,
  today: Day,
): DueRound[] {
  const previous = periodOf(cadence, addDays(periodOf(cadence, today).from, -1)).from;
  const own = known.filter(({ unitId }) => unitId === unit.id);
  const startOf = (key: string): Day => {
    const stopped = own.find(({ duty, from }) => duty === key && from < previous)?.until;
    return stopped !== undefined && stopped < previous ? stopped : previous;
  };
  const earliest = [previous, ...own.map(({ duty }) => startOf(duty))].reduce((a, b) => (a < b ? a : b));
  return periodsIn(cadence, { from: earliest, until: addDays(today, 1) }).flatMap(({ from, until }) => {
    const { codes } = places.on(unit.id, addDays(until, -1));
    // A unit that has ended by then asks for nothing.
    if (codes[0] !== unit.code) return [];
    return ownDuties(province, codes, cadence, addDays(until, -1))
      .filter(({ key }) => from >= startOf(key) && !own.some((round) => round.duty === key && round.from === from && round.until === until))
      .map(({ key }) => ({ unitId: unit.id, duty: key, from, until }));
  });
}
