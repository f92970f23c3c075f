import { isDeepStrictEqual } from 'node:util';
import type { Operation, Running, Subject } from './kinds';

export async function ask(running: Running, operation: Operation, subject: Subject, n = 0): Promise<unknown> {
  const { path, headers, body } = running.call(operation, subject, n);
  const response = await fetch(`${running.origin}${path}`, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${operation.name}: ${response.status} ${text.slice(0, 500)}`);
  const answer = JSON.parse(text) as { errors?: unknown[] };
  if (answer.errors) throw new Error(`${operation.name}: ${JSON.stringify(answer.errors).slice(0, 500)}`);
  return withoutCursor(running.normalise(operation, answer));
}

/** A cursor is opaque and each server writes its own; whether there is one must be the same. */
function withoutCursor(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) => (key === 'endCursor' ? value !== null : value));
}

/** The first place where two answers differ, as `path: one, other`; undefined if they are equal, in whatever order fields stand. */
export function difference(one: unknown, other: unknown, path = ''): string | undefined {
  if (isDeepStrictEqual(one, other)) return undefined;
  if (one !== null && other !== null && typeof one === 'object' && typeof other === 'object')
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const found = difference((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key], `${path}.${key}`);
      if (found) return found;
    }
  const show = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
  return `${path}: ${show(one)}, but ${show(other)}`;
}

/** Objects of an answer with an id. */
export function objectsIn(answer: unknown): number {
  if (answer === null || typeof answer !== 'object') return 0;
  return Object.values(answer).reduce((sum: number, each) => sum + objectsIn(each), 'id' in answer ? 1 : 0);
}
