import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';

/** What is sent: a text with `$1`, `$2` … and what they stand for. */
export type Statement = Pick<Sql, 'text' | 'values'>;

/** Stands in a statement for a value that is given each time. */
class Given {
  constructor(readonly name: string) {}
}

/**
 * A statement whose text is made once, on its first use: for those sent so often that putting it together would show.
 * @param make given the place of each value by its name; one that stands in several places is sent once, so it must be of one type everywhere
 */
export function fixed<V extends object>(make: (given: { readonly [K in keyof V]: Sql }) => Sql): (values: V) => Statement {
  let made: { readonly text: string; readonly names: readonly string[] } | undefined;
  return (values) => {
    made ??= textOf(make(PLACES as { readonly [K in keyof V]: Sql }));
    return { text: made.text, values: made.names.map((name) => values[name as keyof V]) };
  };
}

const PLACES = new Proxy({}, { get: (_, name) => sql`${new Given(String(name))}` });

function textOf({ strings, values }: Sql): { text: string; names: string[] } {
  const names: string[] = [];
  const text = strings.reduce((before, after, index) => {
    const { name } = values[index - 1] as Given;
    if (!names.includes(name)) names.push(name);
    return `${before}$${names.indexOf(name) + 1}${after}`;
  });
  return { text, names };
}
