import { getMetadataArgsStorage } from 'typeorm';
import sql, { raw } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { SnakeCaseNaming } from './naming';
import type { Columns } from './select';

/** The columns of an entity's table by its properties, under an alias. */
export type ColumnsOf<Row> = Readonly<Record<keyof Row & string, Sql>>;

const NAMING = new SnakeCaseNaming();

/**
 * Columns as the entity declares them, those of the classes it extends included: `columnsOf(Event, 'e')` gives `{ subjectId: e.subject_id, … }`.
 * It needs no DataSource, so it can stand beside the reads that use it.
 */
export function columnsOf<Row extends object>(entity: abstract new () => Row, alias: string): ColumnsOf<Row> {
  const declared = getMetadataArgsStorage().filterColumns(lineOf(entity));
  return Object.fromEntries(
    declared.map(({ propertyName, options }) => [propertyName, raw(`${alias}.${NAMING.columnName(propertyName, options.name, [])}`)]),
  ) as ColumnsOf<Row>;
}

/** The class, and those it extends. */
function lineOf(entity: object): (new () => unknown)[] {
  return entity === Function.prototype ? [] : [entity as new () => unknown, ...lineOf(Object.getPrototypeOf(entity) as object)];
}

/** Fields that are columns of the same name: `fieldsOf(e, 'action', 'day')` gives `{ action: { action: e.action }, day: { day: e.day } }`. */
export function fieldsOf<Of extends Readonly<Record<string, Sql>>>(columns: Of, ...names: readonly (keyof Of & string)[]): Columns {
  return Object.fromEntries(names.map((name) => [name, { [name]: columns[name] as Sql }]));
}

/** The day until which a dated row holds, null if it has not ended. @param untilDay its column. */
export function endOf(untilDay: Sql): Sql {
  return sql`nullif(${untilDay}, 'infinity')`;
}
