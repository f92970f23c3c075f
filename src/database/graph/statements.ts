import sql, { Sql } from 'sql-template-tag';
import type { Session } from '../session';
import { Once, render } from '../render';
import type { Statement } from '../render';
import { Brought, Shared } from './declare';
import type { Rows } from './declare';

/** Which part of a list: so many, behind the values of a cursor. */
export interface Asked {
  readonly first: unknown;
  readonly after: readonly unknown[] | null;
}

/** A statement without its rows, given them. */
export type Fill<B> = (body: B, rows: Rows, asked: Asked | undefined) => Sql;

/** Stands in a statement for a value that each request brings. */
class Hole extends Once {
  constructor(readonly index: number) {
    super();
  }
}

const MOST_KNOWN = 20;

/**
 * The statements of one field of a document. The same rows are the same text whatever the values in them, so it is put together once, with holes for
 * what a request brings.
 */
export class Statements {
  private readonly known = new Map<string, Statement>();

  constructor(private readonly on: Sql) {}

  of(session: Session, rows: Rows, asked: Asked | undefined, fill: (rows: Rows, asked: Asked | undefined) => Sql): Statement {
    const key = keyOf(rows, asked);
    let known = this.known.get(key);
    if (!known) {
      known = this.withHoles(rows, asked, fill);
      if (this.known.size >= MOST_KNOWN) this.known.clear();
      this.known.set(key, known);
    }
    const brought = partsOf(rows).flatMap(({ values }) => values as unknown[]);
    if (asked) brought.push(asked.first, ...(asked.after ?? []));
    const values = known.values
      .map((value) => (value instanceof Hole ? brought[value.index] : value))
      .map((value) => (value instanceof Brought ? value.of(session) : value instanceof Shared ? value.value : value));
    return { text: known.text, values };
  }

  private withHoles(rows: Rows, asked: Asked | undefined, fill: (rows: Rows, asked: Asked | undefined) => Sql): Statement {
    let index = 0;
    // The day is the same for all that was compiled; it stands in the statement once.
    const hole = (value: unknown) => {
      const made = new Hole(index++);
      return this.on.values.includes(value as never) ? value : made;
    };
    const emptied = ({ strings, values }: Sql) => new Sql(strings, values.map(hole) as never);
    const { from, where, order, on, total, named } = rows;
    const holes: Rows = {
      from: emptied(from),
      where: emptied(where),
      ...(order ? { order: order.map((each) => ({ ...each, by: emptied(each.by) })) } : {}),
      ...(on ? { on: emptied(on) } : {}),
      ...(total ? { total: emptied(total) } : {}),
      ...(named === undefined ? {} : { named }),
    };
    const first = asked && hole(asked.first);
    const page = asked && { first, after: asked.after && asked.after.map(hole) };
    return render(sql`SELECT q.j, q.n FROM (${fill(holes, page)}) q`);
  }
}

/** The parts of rows in the order in which their values are brought. */
function partsOf({ from, where, order = [], on, total }: Rows): Sql[] {
  return [from, where, ...order.map(({ by }) => by), ...(on ? [on] : []), ...(total ? [total] : [])];
}

function keyOf(rows: Rows, asked: Asked | undefined): string {
  const texts = partsOf(rows).map(({ strings }) => strings.join('?'));
  const directions = rows.order?.map(({ descending, type }) => `${type}${descending ? '-' : ''}`) ?? [];
  return [...texts, ...directions, rows.named ?? '', asked?.after ? 'after' : '', rows.on ? 'on' : '', rows.total ? 'total' : ''].join(
    '\n',
  );
}
