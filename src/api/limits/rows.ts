import { Kind, visit } from 'graphql';
import type { DocumentNode } from 'graphql';

/** Fields of a connection that are no rows of their own. */
const FRAME = new Set(['edges', 'pageInfo']);

/** How keys of an answer count. */
export interface Keys {
  /** What stands under them is edges or a page, and nothing else: an alias must not make rows look like a frame. */
  readonly frames: ReadonlySet<string>;
  /** What stands under them are values, also where JSON has objects in them. */
  readonly values: ReadonlySet<string>;
}

export function keysOf(document: DocumentNode): Keys {
  const [frames, values, objects] = [new Set<string>(), new Set<string>(), new Set<string>()];
  visit(document, {
    [Kind.FIELD]: ({ name, alias, selectionSet }) =>
      void (selectionSet ? (FRAME.has(name.value) ? frames : objects) : values).add((alias ?? name).value),
  });
  const only = (keys: Set<string>, ...others: Set<string>[]) => new Set([...keys].filter((key) => !others.some((each) => each.has(key))));
  return { frames: only(frames, objects, values), values: only(values, frames, objects) };
}

/** Rows of an answer: what `costOf` counts, by what came. */
export function rowsIn(data: unknown, { frames, values }: Keys): number {
  const below = (it: unknown): number => {
    if (typeof it !== 'object' || it === null) return 0;
    if (Array.isArray(it)) return it.reduce<number>((sum, item) => sum + below(item), 0);
    let sum = 0;
    for (const [key, value] of Object.entries(it)) if (!values.has(key)) sum += below(value) + (frames.has(key) ? 0 : objectsAt(value));
    return sum;
  };
  return below(data);
}

function objectsAt(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + objectsAt(item), 0);
  return typeof value === 'object' && value !== null ? 1 : 0;
}
