import type { DataSource, EntityMetadata } from 'typeorm';
import type { Statement } from './render';

/** Rows that one statement inserts, at most. */
export const ROWS_AT_ONCE = 500;

/** A statement that inserts rows of an entity; what a row does not say, its table's default does. */
export function insertion<T extends object>(db: DataSource, entity: new () => T, given: readonly Partial<T>[]): Statement {
  const { table, columns } = targetOf(db, entity);
  const said = columns.filter(({ property }) => given.some((row) => row[property as keyof T] !== undefined));
  const values: unknown[] = [];
  const place = (value: unknown) => (value === undefined ? 'DEFAULT' : `$${values.push(value)}`);
  const tuple = (row: Partial<T>) => `(${said.map(({ property, write }) => place(write(row[property as keyof T]))).join(', ')})`;
  const tuples = given.map(tuple).join(', ');
  return { text: `INSERT INTO ${table} (${said.map(({ name }) => name).join(', ')}) VALUES ${tuples}`, values };
}

interface Target {
  readonly table: string;
  readonly columns: readonly { readonly property: string; readonly name: string; readonly write: (value: unknown) => unknown }[];
}

const targets = new WeakMap<EntityMetadata, Target>();

function targetOf(db: DataSource, entity: new () => object): Target {
  const metadata = db.getMetadata(entity);
  const known = targets.get(metadata) ?? {
    table: db.driver.escape(metadata.tableName),
    columns: metadata.columns.map((column) => ({
      property: column.propertyName,
      name: db.driver.escape(column.databaseName),
      // As any other, an array of JSON would be taken for one of PostgreSQL's.
      write: (value: unknown) => (column.type === 'jsonb' && value != null ? JSON.stringify(value) : value),
    })),
  };
  targets.set(metadata, known);
  return known;
}
