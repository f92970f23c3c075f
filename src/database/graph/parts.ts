import sql, { empty, join, raw } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import type { Rows } from './declare';
import { jsonOf, objectOf } from './json-text';

/** Each key nests the expression deeper. */
const MOST_KEYS = 50;

/** Thrown where SQL alone can not answer: somebody must look at it who can. */
export class NeedsResolvers extends Error {}

/** One object of the answer, over the alias of its row. */
export interface Built {
  /** Columns of the row. */
  readonly columns: ReadonlyMap<string, Sql>;
  /** Its JSON, as text. */
  readonly object: Sql;
  /** Objects that the object holds, itself included, as cost counts them. */
  readonly count: Sql;
  /** Whether `count` may be more than 1. */
  readonly holdsOthers: boolean;
  readonly joins: Sql;
}

/** The keys of an object while they are found. */
export class Parts {
  private readonly columns = new Map<string, Sql>();
  private readonly keys = new Map<string, Sql>();
  private readonly counts: Sql[] = [];
  private joins: { name: string; body: Sql }[] = [];

  constructor(private readonly row: string) {}

  get size(): number {
    return this.joins.length;
  }

  /** A column of the row under a name of its own. */
  column(value: Sql, name: string): Sql {
    this.columns.set(name, value);
    return raw(`${this.row}."${name}"`);
  }

  /** A key of the object that is a column of the row, in the way that such are written. */
  set(key: string, value: Sql, asJson: (column: Sql) => Sql = jsonOf): void {
    if (this.keys.has(key)) return;
    this.put(key, asJson(this.column(value, `c${this.columns.size}`)));
  }

  /** A key of the object with its JSON, as text that is not NULL. */
  put(key: string, value: Sql, count?: Sql): void {
    if (count) this.counts.push(count);
    this.keys.set(key, value);
  }

  join(name: string, body: Sql): void {
    this.joins.push({ name, body });
  }

  /** Takes back joins of which nothing came. */
  forgetFrom(size: number): void {
    this.joins = this.joins.slice(0, size);
  }

  built(): Built {
    if (this.keys.size > MOST_KEYS) throw new NeedsResolvers();
    if (this.columns.size === 0) this.columns.set('c', sql`NULL`);
    return {
      columns: this.columns,
      object: objectOf([...this.keys]),
      holdsOthers: this.counts.length > 0,
      count: this.counts.reduce((sum, count) => sql`${sum} + coalesce(${count}, 0)`, sql`1`),
      joins: this.joins.reduce((all, { name, body }) => sql`${all} LEFT JOIN LATERAL (${body}) ${raw(name)} ON true`, empty),
    };
  }
}

/** The select list of a row. */
export function listed(columns: ReadonlyMap<string, Sql>): Sql {
  return join(
    [...columns].map(([name, value]) => sql`${value} AS ${raw(`"${name}"`)}`),
    ', ',
  );
}

export function ordered({ order }: Pick<Rows, 'order'>): Sql {
  if (!order?.length) return empty;
  return sql` ORDER BY ${join(
    order.map(({ by, descending }) => (descending ? sql`${by} DESC` : by)),
    ', ',
  )}`;
}
