import sql from 'sql-template-tag';
import { rows } from '../../src/database/session';
import type { Session } from '../../src/database/session';
import { cite } from '../../src/modules/document';
import { write } from '../../src/modules/event';
import type { Writing } from '../../src/modules/event';

export interface Unit {
  readonly id: string;
  readonly code: string;
  readonly designation: string;
  readonly fullName: string;
}

const COLUMNS = sql`s.unit_id AS id, s.code, s.designation, s.designation || ' ' || s.name AS "fullName"`;

/** The unit with an official code. */
export async function findUnit(session: Session, code: string): Promise<Unit> {
  const [found] = await rows<Unit>(session.db, sql`SELECT ${COLUMNS} FROM admin_unit_state s WHERE s.code = ${code}`);
  if (!found) throw new Error(`The national list has no unit ${code}; load it first.`);
  return found;
}

/** The units directly in a unit, by code. */
export function unitsBelow(session: Session, { id }: Unit): Promise<Unit[]> {
  return rows(session.db, sql`SELECT ${COLUMNS} FROM admin_unit_state s WHERE s.parent_id = ${id} ORDER BY s.code`);
}

/** One transaction through the product's own services, events and findings included. */
export function change<T>(session: Session, work: (writing: Writing) => Promise<T>): Promise<T> {
  return write(session, { name: 'demo', input: null }, work);
}

/** Records a decision of a commune, to be cited by all the changes it makes. */
export async function decide(
  writing: Writing,
  unit: Unit,
  number: string,
  issuedDay: string,
  type: string,
  authority = 'commune-committee',
): Promise<{ existing: string }> {
  const issuer = authority === 'commune-chair' ? `Chủ tịch UBND ${unit.fullName}` : `UBND ${unit.fullName}`;
  const document = await cite(writing, { new: { number, issuedDay, authority, issuer } }, type, 'decision');
  return { existing: document.id };
}

/** Communes decide apart from each other, so a few at once: one would mostly wait for the database. Fewer than a province has connections. */
const AT_ONCE = 4;

/** Does `work` for each item, several at once, begun in order. */
export async function forEachOf<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const left = items.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, item] of left) await work(item, index);
    }),
  );
}

/** How many of `all` fall to place `index` of `places`, so that the parts differ by one at most and sum to the whole. */
export function share(all: number, places: number, index: number): number {
  return Math.floor(all / places) + (index < all % places ? 1 : 0);
}

/** How many of `all` fall to the places before place `index`. */
export function before(all: number, places: number, index: number): number {
  return Math.floor(all / places) * index + Math.min(index, all % places);
}

export type Progress = (done: number, all: number) => void;
