import fc from 'fast-check';
import type { GeneratorValue } from 'fast-check';
import { getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLInputType } from 'graphql';

export type Choose = GeneratorValue;

/** What random arguments are taken from, beside what is on every edge. */
export interface Pool {
  readonly ids: readonly string[];
  /** Those that a place of a name is likely to take. */
  idsFor(name: string): readonly string[];
  /** An input that a mutation takes. */
  inputOf(mutation: string): object | undefined;
  readonly words: readonly string[];
  /** In place of those where something is written: what is searched for is never planted by the search itself. */
  readonly wordsToWrite: readonly string[];
  readonly cursors: readonly string[];
}

const cursorOf = (...values: readonly unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
const UUID = '01900000-0000-7000-8000-00000000dead';
/** Strings that have broken something somewhere. */
const STRINGS = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    'null',
    'x'.repeat(201),
    'ổ'.repeat(2_001),
    '\u0000',
    'a\u0000b',
    '\ud800',
    'a\udfffb',
    '\u202eabc',
    '👩‍👩‍👧‍👦',
    'o\u0302\u0309',
  ],
  ...[
    '%',
    '_',
    '\\',
    "'",
    '"',
    "'; DROP TABLE person; --",
    '{}',
    '[]',
    '$1',
    '../..',
    '__proto__',
    'constructor',
    'toString',
    '(?=(a+)+$)',
    '\n',
    '\u{10ffff}',
  ],
  ...[
    'NaN',
    'Infinity',
    '1e999',
    '0x10',
    '99999999999999999999',
    '::1',
    '10.0.0.0/8',
    '999.1.1.1/99',
    'commune',
    'hamlet',
    'hamlet-team',
    'people-trained',
  ],
];
const CURSORS = [
  '',
  '!',
  '\u0000',
  'x'.repeat(2_001),
  Buffer.from('null').toString('base64url'),
  ...[
    [],
    [1],
    [null],
    ['x'],
    ['\u0000'],
    ['x', UUID],
    ['\u0000', UUID],
    ['\ud800', UUID],
    ['2025-01-01', UUID],
    ['99999-01-01', UUID],
    ['infinity', UUID],
  ],
  ...[['99999999999999999999'], ['NaN', UUID], ['1', 'x'], ['2025-01-01', 'x', UUID], ['x', 'x', UUID], ['2025-01-01', '2025-01-01', UUID]],
].map((each) => (typeof each === 'string' ? each : cursorOf(...each)));
const IDS = [
  '',
  'x',
  '\u0000',
  '\ud800',
  ...['Team', 'Person', 'Nothing', '__proto__', 'constructor', 'toString', ''].map((type) =>
    Buffer.from(`${type}:${UUID}`).toString('base64url'),
  ),
  ...[`Team:${UUID}:x`, 'Team:x', `Team:${UUID.toUpperCase()}`].map((each) => Buffer.from(each).toString('base64url')),
  'A'.repeat(5_000),
];
const INTS = [0, 1, 2, 3, 5, -1, 20, 200, 201, 1_000_000, 2_147_483_647, -2_147_483_648];
const FLOATS = [...INTS, 0.5, -0.5, 1e-300, 1e15, 1e16, 1e300, 1.7976931348623157e308, 5e-324, 0.1 + 0.2, 2 ** 53];
const DAYS = [
  ...['2025-06-01', '2025-01-01', '2026-01-01', '2026-01-15', '2024-05-01', '2026-12-31', '2024-02-29', '2022-08-02'],
  ...['1900-01-01', '2199-12-31', '2100-02-28', '1975-04-30'],
];
const BROKEN_DAYS = [
  '2025-02-30',
  '1582-10-10',
  '9999-12-31',
  '0000-01-01',
  '10000-01-01',
  '-0001-01-01',
  '2025-6-1',
  'infinity',
  'today',
  '',
  '2025-01-01T00:00:00Z',
];

/** Any number up to one, each as often: what fast-check itself prefers would make the seldom frequent. */
export const upTo = (max: number) => fc.noBias(fc.nat(max));
export const oneOf = <T>(choose: Choose, from: readonly T[]): T => from[choose(upTo, from.length - 1)] as T;
/** True once in so many times. */
export const seldom = (choose: Choose, times: number): boolean => choose(upTo, times - 1) === 0;

/** A value as JSON and as it is written in a document. */
export interface Value {
  readonly json: unknown;
  readonly text: string;
}
const plain = (json: unknown): Value => ({ json, text: JSON.stringify(json) });

/** Any value that an argument of a type may have, and now and then one that it may not. */
export function randomValue(choose: Choose, type: GraphQLInputType, name: string, pool: Pool, depth = 0): Value {
  if (!isNonNullType(type) && seldom(choose, 40)) return plain(null);
  if (isNonNullType(type)) return randomNonNull(choose, type.ofType, name, pool, depth);
  return randomNonNull(choose, type, name, pool, depth);
}

function randomNonNull(choose: Choose, type: GraphQLInputType, name: string, pool: Pool, depth: number): Value {
  if (isNonNullType(type)) return randomNonNull(choose, type.ofType, name, pool, depth);
  if (isListType(type)) {
    const length = seldom(choose, 60) ? 201 : oneOf(choose, [0, 1, 1, 1, 2, 3]);
    const items = Array.from({ length: Math.min(length, 3) }, () => randomValue(choose, type.ofType, name, pool, depth));
    const all = length > 3 && items[0] ? Array.from({ length }, () => items[0] as Value) : items;
    return { json: all.map(({ json }) => json), text: `[${all.map(({ text }) => text).join(', ')}]` };
  }
  if (isEnumType(type)) {
    const value = oneOf(choose, type.getValues()).name;
    return { json: value, text: value };
  }
  if (isInputObjectType(type)) {
    const all = Object.values(type.getFields());
    const most = type.isOneOf && !seldom(choose, 20) ? [oneOf(choose, all)] : all;
    const taken = most.filter(({ type: each }) => type.isOneOf || isNonNullType(each) || (depth < 4 && seldom(choose, 3)));
    const values = taken.map((each): [string, Value] => [each.name, randomValue(choose, each.type, each.name, pool, depth + 1)]);
    return {
      json: Object.fromEntries(values.map(([key, { json }]) => [key, json])),
      text: `{ ${values.map(([key, { text }]) => `${key}: ${text}`).join(', ')} }`,
    };
  }
  return plain(randomLeaf(choose, getNamedType(type).name, name, pool));
}

function randomLeaf(choose: Choose, type: string, name: string, { ids, idsFor, words, cursors }: Pool): unknown {
  if (type === 'ID') {
    const likely = idsFor(name);
    if (likely.length > 0 && !seldom(choose, 4)) return oneOf(choose, likely);
    return seldom(choose, 5) ? oneOf(choose, IDS) : oneOf(choose, ids);
  }
  if (type === 'Int') return name === 'first' && !seldom(choose, 6) ? choose(fc.integer, { min: 1, max: 4 }) : oneOf(choose, INTS);
  if (type === 'Float') return seldom(choose, 4) ? choose(fc.double, { noNaN: true, noDefaultInfinity: true }) : oneOf(choose, FLOATS);
  if (type === 'Boolean') return choose(fc.boolean);
  if (type === 'DateTimeISO') return seldom(choose, 10) ? oneOf(choose, BROKEN_DAYS) : `${oneOf(choose, DAYS)}T00:00:00Z`;
  if (type === 'Date') return seldom(choose, 60) ? oneOf(choose, BROKEN_DAYS) : oneOf(choose, DAYS);
  if (name === 'after') return seldom(choose, 2) ? oneOf(choose, CURSORS) : oneOf(choose, cursors);
  if (seldom(choose, 5)) return choose(fc.string, { unit: 'binary', maxLength: 30 });
  return seldom(choose, 3) ? oneOf(choose, STRINGS) : oneOf(choose, words);
}
