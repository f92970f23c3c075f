import { Kind, visit } from 'graphql';
import type { DocumentNode } from 'graphql';

/** Fields of a connection that are no rows of their own. */
const FRAME = new Set(['edges', 'pageInfo']);

/** The keys under which a document has edges and pages answered, and nothing else: an alias must not make rows look like a frame. */
export function frameKeys(document: DocumentNode): ReadonlySet<string> {
  const frames = new Set<string>();
  const others = new Set<string>();
  visit(document, { [Kind.FIELD]: ({ name, alias }) => void (FRAME.has(name.value) ? frames : others).add((alias ?? name).value) });
  return new Set([...frames].filter((key) => !others.has(key)));
}

/** Rows of an answer: what `costOf` counts, by what came. */
export function rowsIn(data: unknown, frames: ReadonlySet<string>): number {
  if (typeof data !== 'object' || data === null) return 0;
  if (Array.isArray(data)) return data.reduce<number>((sum, item) => sum + rowsIn(item, frames), 0);
  return Object.entries(data).reduce((sum, [key, value]) => sum + rowsIn(value, frames) + (frames.has(key) ? 0 : objectsAt(value)), 0);
}

function objectsAt(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + objectsAt(item), 0);
  return typeof value === 'object' && value !== null ? 1 : 0;
}
