import fc from 'fast-check';
import { parse, validate } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { costOf, total } from '../../src/api/limits/cost';
import { keysOf, rowsIn } from '../../src/api/limits/rows';
import { createSchema } from '../../src/api/schema';

const schema = createSchema();

function cost(source: string, variables: Record<string, unknown> = {}): number {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  return total(
    costOf(schema, document, document.definitions.find(({ kind }) => kind === 'OperationDefinition') as OperationDefinitionNode, variables),
  );
}

describe('an operation costs', () => {
  it.each([
    ['a point for each object', '{ team(id: "x") { name } }', {}, 1],
    ['a point for each object within', '{ team(id: "x") { foundingDecision { number } mergedInto { name } } }', {}, 3],
    ['nothing for a plain value', '{ __typename }', {}, 0],
    [
      'a point for a list and for each row it can have',
      '{ teams(first: 40) { edges { cursor node { name } } pageInfo { endCursor } } }',
      {},
      41,
    ],
    ['the default of `first` if none is given', '{ teams { edges { node { name } } } }', {}, 21],
    ['what `first` is by its variable', 'query ($n: Int!) { teams(first: $n) { edges { node { name } } } }', { n: 150 }, 151],
    ['its default if the variable is not given', 'query ($n: Int! = 7) { teams(first: $n) { edges { node { name } } } }', { n: 7 }, 8],
    [
      'lists in lists multiplied',
      '{ teams(first: 10) { edges { node { members(first: 30) { edges { node { seat person { name } } } } } } } }',
      {},
      1 + 10 * (1 + 1 + 30 * 2),
    ],
    ['five rows for a list of unknown length', '{ team(id: "x") { hosts { name } } }', {}, 1 + 5],
    ['a total as declared', '{ teams(first: 1) { totalCount } }', {}, 1 + 5],
    [
      'what is declared where it stands, multiplied',
      '{ teams(first: 10) { edges { node { members { totalCount } } } } }',
      {},
      1 + 10 * (1 + 1 + 5),
    ],
    ['as many rows as ids are given', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b', 'c'] }, 3],
    [
      'the dearest of the types that an object can be of',
      '{ node(id: "x") { ... on Team { hosts { name } } ... on Person { name } } }',
      {},
      1 + 5,
    ],
    [
      'what fragments on an interface ask of each type',
      '{ node(id: "x") { ...F } } fragment F on Node { id ... on Team { hosts { name } documents { number } } ... on AdminUnit { parent { name } } }',
      {},
      1 + 10,
    ],
    [
      'nothing for what is skipped',
      'query ($no: Boolean!) { teams(first: 40) @skip(if: $no) { edges { node { name } } } }',
      { no: true },
      0,
    ],
    ['all of what is not', 'query ($no: Boolean!) { teams(first: 40) @skip(if: $no) { edges { node { name } } } }', { no: false }, 41],
    ['nothing for what is not included', 'query ($yes: Boolean!) { ... @include(if: $yes) { teams { totalCount } } }', { yes: false }, 0],
    ['the same twice under two names', '{ a: team(id: "x") { name } b: team(id: "x") { name } }', {}, 2],
    [
      'ten more if it changes something, and one for each item it is given',
      'mutation ($i: AssignTaskInput!) { assignTask(input: $i) { id } }',
      { i: { memberIds: ['a', 'b'] } },
      10 + 2 + 1,
    ],
  ])('%s', (_what, source, variables, points) => {
    expect(cost(source, variables)).toBe(points);
  });

  it('what asking for the schema may bring', () => {
    expect(cost('{ __schema { types { name fields { name args { name } } } } }')).toBe(1 + 5 * (1 + 5 * (1 + 5)));
  });

  it('more, never less, the more rows are asked for', () => {
    const nested = (a: number, b: number) =>
      `{ teams(first: ${a}) { edges { node { events(first: ${b}) { totalCount edges { node { id } } } } } } }`;
    const rows = fc.integer({ min: 1, max: 199 });
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        expect(cost(nested(a, b))).toBe(1 + a * (1 + 1 + 5 + b));
        expect(cost(nested(a + 1, b))).toBeGreaterThan(cost(nested(a, b)));
      }),
      { numRuns: 30 },
    );
  });

  it('what a fragment that unfolds into millions costs, at once', () => {
    const chain = Array.from(
      { length: 30 },
      (_, i) => `fragment F${i} on Team { mergedInto { ...F${i + 1} } mergedFrom { ...F${i + 1} } }`,
    ).join(' ');
    const begun = process.hrtime.bigint();
    expect(cost(`{ team(id: "x") { ...F0 } } ${chain} fragment F30 on Team { name }`)).toBeGreaterThan(1e6);
    expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(2_000);
  });
});

describe('the rows of an answer', () => {
  const rows = (source: string, data: unknown) => rowsIn(data, keysOf(parse(source)));
  const answer = { teams: { edges: [{ node: { name: 'A' } }, { node: { name: 'B' } }], pageInfo: { endCursor: null } } };

  it('are counted as their cost is', () => {
    const source = '{ teams(first: 2) { edges { node { name } } pageInfo { endCursor } } }';
    expect(rows(source, answer)).toBe(cost(source));
  });

  it('are not what a value of JSON holds', () => {
    const source = '{ event(id: "x") { after cause { after } } }';
    expect(rows(source, { event: { after: { seat: 'leader', hosts: [{}] }, cause: { after: {} } } })).toBe(2);
  });

  it('are not hidden by an alias', () => {
    const source = '{ team(id: "x") { edges: hosts { name } } teams { e: edges { node { name } } } }';
    expect(rows(source, { team: { edges: [{ name: 'A' }, { name: 'B' }] }, teams: { e: [{ node: { name: 'C' } }] } })).toBe(3 + 2);
    expect(rows('{ team(id: "x") { edges: hosts { name } } teams { edges { node { name } } } }', { team: { edges: [{}, {}] } })).toBe(3);
    const other = '{ event(id: "x") { cause: after } team(id: "x") { cause { id } } }';
    expect(rows(other, { team: { cause: { id: '1' } } })).toBe(2);
  });
});
