import sql, { join, raw } from 'sql-template-tag';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { Day } from '../../tenancy/day';
import { addDays } from '../../tenancy/day';
import { write } from '../event';
import { ERASED_NAME, PERSON_FIELDS } from '../person';
import type { DataClass, PersonField } from '../person';

/** Days after the last membership ended that data of a class is kept. */
export type RetentionPeriods = Readonly<Record<Exclude<DataClass, 'sensitive'>, number>>;

const COLUMN: Readonly<Record<PersonField, string>> = {
  name: 'name',
  phone: 'phone',
  birthYear: 'birth_year',
  sex: 'sex',
  identityNumber: 'identity_number',
};

interface Due {
  readonly id: string;
  readonly lastDay: Day;
}

/** Persons who left their last team so long ago that data of a class, which is still there, is to go. A person who is in a team now keeps it. */
export async function dueForRetention({ db, today }: Session, dataClass: keyof RetentionPeriods, days: number): Promise<Due[]> {
  const still = fieldsOf(dataClass).map((field) =>
    field === 'name' ? sql`p.erased_at IS NULL` : sql`p.${raw(COLUMN[field])} IS NOT NULL`,
  );
  return rows<Due>(
    db,
    sql`SELECT p.id, max(m.until_day)::text AS "lastDay" FROM person p JOIN team_member m ON m.person_id = p.id WHERE ${join(
      still.map((each) => sql`(${each})`),
      ' OR ',
    )}
        GROUP BY p.id HAVING max(m.until_day) <= ${addDays(today, -days)}::date ORDER BY p.id`,
  );
}

const AT_ONCE = 100;

/** Takes away what is due, class by class, with an event for each person. @returns how many persons lost data of each class. */
export async function applyRetention(
  session: Session,
  periods: RetentionPeriods,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<Record<keyof RetentionPeriods, number>> {
  const counts = { ordinary: 0, identifier: 0 };
  for (const dataClass of ['identifier', 'ordinary'] as const) {
    const due = await dueForRetention(session, dataClass, periods[dataClass]);
    for (let i = 0; i < due.length; i += AT_ONCE) {
      counts[dataClass] += await expire(session, dataClass, {
        days: periods[dataClass],
        ids: due.slice(i, i + AT_ONCE).map(({ id }) => id),
      });
      progress(Math.min(i + AT_ONCE, due.length), due.length);
    }
  }
  return counts;
}

function fieldsOf(dataClass: DataClass): PersonField[] {
  return (Object.keys(PERSON_FIELDS) as PersonField[]).filter((field) => PERSON_FIELDS[field].class === dataClass);
}

async function expire(
  session: Session,
  dataClass: keyof RetentionPeriods,
  { days, ids }: { readonly days: number; readonly ids: readonly string[] },
): Promise<number> {
  const fields = fieldsOf(dataClass);
  const emptied = fields.map((field) =>
    field === 'name' ? sql`name = ${ERASED_NAME}, erased_at = coalesce(erased_at, ${session.now})` : sql`${raw(COLUMN[field])} = NULL`,
  );
  return write(session, { name: 'applyRetention', input: null }, async (writing) => {
    // Whoever joined a team meanwhile is left alone.
    const [gone] = (await writing.manager.query(
      ...statement(sql`UPDATE person p SET ${join(emptied, ', ')}, version = version + 1 WHERE id = ANY(${ids})
        AND NOT EXISTS (SELECT FROM team_member m WHERE m.person_id = p.id AND m.until_day > ${addDays(session.today, -days)}::date) RETURNING p.id`),
    )) as [{ id: string }[], number];
    for (const { id } of gone) writing.record({ action: 'person.expired', subjectId: id, day: session.today, after: { fields, days } });
    return gone.length;
  });
}

function statement({ text, values }: ReturnType<typeof sql>): [string, unknown[]] {
  return [text, values];
}
