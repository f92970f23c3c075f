import sql, { join, raw } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { Refusal, invalidField } from '../errors';
import { isDay } from '../tenancy/day';
import { groupBy, rows } from './session';
import type { Session } from './session';

export const LARGEST_PAGE = 200;
export const DEFAULT_PAGE = 20;
/** Characters. */
export const LONGEST_CURSOR = 2000;

export interface PageRequest {
  readonly first: number;
  readonly after?: string | null;
}

/** A Relay connection: rows with their cursors. `totalCount` is there only if it was asked for. */
export interface Page<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount?: number;
}

/** What a list reads, written over a table `k` with one column `key`: the thing each list belongs to. */
export interface ListQuery {
  readonly select: Sql;
  readonly from: Sql;
  readonly where: Sql;
  /** Expressions that order the list and end in one that is unique, with their types for the cursor. */
  readonly order: readonly { readonly by: Sql; readonly type: 'text' | 'uuid' | 'date' | 'bigint'; readonly descending?: boolean }[];
  /** How many rows there are in all, where that is known without looking at them. */
  readonly total?: Sql;
}

/**
 * One page for each key, all in one statement; with totals, in two.
 * Pages by keyset: the cursor holds the sort key of its row, so a page costs the same wherever it begins.
 * @throws Refusal PAGE_TOO_LARGE, INVALID_INPUT for a cursor that is not one of this list's.
 */
export async function readPages<T extends object>(
  session: Session,
  keys: readonly string[],
  query: ListQuery,
  request: PageRequest,
  withTotal: boolean,
): Promise<Map<string, Page<T>>> {
  const { first, after } = request;
  if (first < 1 || first > LARGEST_PAGE) throw new Refusal('PAGE_TOO_LARGE', { value: first, max: LARGEST_PAGE });
  const where = after ? sql`${query.where} AND ${beyond(query.order, readCursor(after, query.order))}` : query.where;
  const sortKeys = query.order.map(({ by }, index) => sql`${by}::text AS ${raw(`"__${index}"`)}`);
  const direction = join(
    query.order.map(({ by, descending }) => (descending ? sql`${by} DESC` : by)),
    ', ',
  );
  const [found, totals] = await Promise.all([
    rows<Record<string, string>>(
      session.db,
      sql`SELECT k.key AS "__key", page.* FROM unnest(${keys}::uuid[]) AS k(key) CROSS JOIN LATERAL (
            SELECT ${query.select}, ${join(sortKeys, ', ')} FROM ${query.from} WHERE ${where} ORDER BY ${direction} LIMIT ${first + 1}
          ) page`,
    ),
    withTotal
      ? rows<{ key: string; total: number }>(
          session.db,
          sql`SELECT k.key, ${query.total ?? sql`(SELECT count(*) FROM ${query.from} WHERE ${query.where})`} AS total FROM unnest(${keys}::uuid[]) AS k(key)`,
        )
      : [],
  ]);
  const groups = groupBy(found, (row) => row.__key as string);
  const totalOf = new Map(totals.map(({ key, total }) => [key, total]));
  return new Map(keys.map((key) => [key, toPage<T>(groups.get(key) ?? [], query.order.length, request, totalOf.get(key))]));
}

/** The key of lists that belong to nothing, at the root of the API. */
export const ROOT = '00000000-0000-0000-0000-000000000000';

/** One page of a list at the root. */
export async function readPage<T extends object>(
  session: Session,
  query: ListQuery,
  request: PageRequest,
  withTotal: boolean,
): Promise<Page<T>> {
  return (await readPages<T>(session, [ROOT], query, request, withTotal)).get(ROOT) as Page<T>;
}

function toPage<T>(found: Record<string, string>[], width: number, { first, after }: PageRequest, totalCount?: number): Page<T> {
  const edges = found.slice(0, first).map((row) => ({
    node: row as T,
    cursor: writeCursor(Array.from({ length: width }, (_, index) => row[`__${index}`] as string)),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}

/**
 * Rows behind the cursor: as one comparison of rows, which an index serves, where all columns go the same way. Where not, spelled out column by
 * column, behind a bound of the first one, which an index serves as well.
 */
export function beyond(order: ListQuery['order'], values: readonly string[]): Sql {
  const value = (index: number) => sql`${values[index]}::${raw(order[index]?.type as string)}`;
  const columns = order.map(({ by }) => by);
  const descending = order.filter((each) => each.descending).length;
  if (descending === 0 || descending === order.length) {
    const own = sql`(${join(columns, ', ')})`;
    const theirs = sql`(${join(
      columns.map((_, index) => value(index)),
      ', ',
    )})`;
    return descending ? sql`${own} < ${theirs}` : sql`${own} > ${theirs}`;
  }
  const steps = order.map((last, index) => {
    const equal = columns.slice(0, index).map((column, i) => sql`${column} = ${value(i)}`);
    return join([...equal, last.descending ? sql`${last.by} < ${value(index)}` : sql`${last.by} > ${value(index)}`], ' AND ');
  });
  const [first] = order as [ListQuery['order'][number]];
  const bound = first.descending ? sql`${first.by} <= ${value(0)}` : sql`${first.by} >= ${value(0)}`;
  return sql`${bound} AND ((${join(steps, ') OR (')}))`;
}

function writeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the values of each type look like: one that does not would make the whole statement fail, and not this list alone. */
const LOOKS: Readonly<Record<ListQuery['order'][number]['type'], (value: string) => boolean>> = {
  text: (value) => !value.includes('\u0000'),
  uuid: (value) => UUID.test(value),
  date: (value) => isDay(value),
  bigint: (value) => /^\d{1,18}$/.test(value),
};

/**
 * @param named the first value of a cursor of a list that can be had in several orders: the name of this one.
 * @throws Refusal INVALID_INPUT for what is not a cursor of this list.
 */
export function readCursor(cursor: string, order: ListQuery['order'], named?: string): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.every((value) => typeof value === 'string')) {
      const own = named === undefined || values.shift() === named;
      if (own && values.length === order.length && order.every(({ type }, index) => LOOKS[type](values[index] as string))) return values;
    }
  } catch {
    // Told apart below.
  }
  throw invalidField('after', 'after is not a cursor of this list; pass pageInfo.endCursor unchanged');
}
