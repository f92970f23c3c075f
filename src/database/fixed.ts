import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { Once, render } from './render';
import type { Statement } from './render';

/** Stands in a statement for a value that is given each time. */
class Given extends Once {
  constructor(readonly name: string) {
    super();
  }
}

/**
 * A statement whose text is made once, on its first use: for those sent so often that putting it together would show.
 * @param make given the place of each value by its name; one that stands in several places is sent once, so it must be of one type everywhere
 */
export function fixed<V extends object>(make: (given: { readonly [K in keyof V]: Sql }) => Sql): (values: V) => Statement {
  let made: Statement | undefined;
  return (values) => {
    made ??= render(make(places()));
    return { text: made.text, values: made.values.map((given) => values[(given as Given).name as keyof V]) };
  };
}

function places<V extends object>(): { readonly [K in keyof V]: Sql } {
  const known = new Map<string, Sql>();
  const place = (_: object, name: string) => {
    const found = known.get(name) ?? sql`${new Given(name)}`;
    known.set(name, found);
    return found;
  };
  return new Proxy({}, { get: place as () => Sql }) as { readonly [K in keyof V]: Sql };
}
