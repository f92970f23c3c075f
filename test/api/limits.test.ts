import { CATALOGUE } from '../../src/errors';
import { DEFAULT_LIMITS } from '../../src/api/limits/limits';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';

let service: TestApp;
let reader: Client;
beforeAll(async () => {
  service = await startApp();
  reader = service.as('ha-noi', { role: 'reader' });
});
afterAll(() => service.close());

const times = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index)).join(' ');
const nested = (levels: number) => `{ team(id: "x") ${'{ mergedInto '.repeat(levels)} { name } ${'}'.repeat(levels)} }`;
const { document: MOST } = DEFAULT_LIMITS;

type Hostile = readonly [what: string, query: string, code: keyof typeof CATALOGUE, details: object, variables?: Record<string, unknown>];

const HOSTILE: readonly Hostile[] = [
  ['too many tokens', `{ ${times(MOST.tokens, () => '__typename')} }`, 'GRAPHQL_PARSE_FAILED', {}],
  ['brackets in brackets', `{ teams(filter: ${'['.repeat(1_000)}${']'.repeat(1_000)}) { totalCount } }`, 'GRAPHQL_VALIDATION_FAILED', {}],
  ['braces in braces', `${'{ a '.repeat(1_600)}${'}'.repeat(1_600)}`, 'DOCUMENT_TOO_COMPLEX', { limit: 'fields', count: 1_600 }],
  ['too deep', nested(15), 'DOCUMENT_TOO_COMPLEX', { limit: 'depth', count: 17, max: 16 }],
  [
    'too deep through fragments',
    `{ team(id: "x") { ...F0 } } ${times(8, (i) => `fragment F${i} on Team { mergedInto { mergedInto { ...F${i + 1} } } }`)} fragment F8 on Team { name }`,
    'DOCUMENT_TOO_COMPLEX',
    { limit: 'depth', max: 16 },
  ],
  ['a fragment within itself', '{ team(id: "x") { ...F } } fragment F on Team { mergedInto { ...F } }', 'GRAPHQL_VALIDATION_FAILED', {}],
  [
    'fragments within each other',
    '{ team(id: "x") { ...F } } fragment F on Team { mergedInto { ...G } } fragment G on Team { mergedInto { ...F } }',
    'GRAPHQL_VALIDATION_FAILED',
    {},
  ],
  [
    'too many fields at its root',
    `{ ${times(21, () => '__typename')} }`,
    'DOCUMENT_TOO_COMPLEX',
    { limit: 'rootFields', count: 21, max: 20 },
  ],
  [
    'too many fields at its root, through a fragment',
    `{ ...F ...F ...F } fragment F on Query { ${times(7, () => '__typename')} }`,
    'DOCUMENT_TOO_COMPLEX',
    { limit: 'rootFields', count: 21 },
  ],
  [
    'too many aliases',
    `{ team(id: "x") { ${times(51, (i) => `a${i}: name`)} } }`,
    'DOCUMENT_TOO_COMPLEX',
    { limit: 'aliases', count: 51, max: 50 },
  ],
  [
    'too many aliases, spread out',
    `{ team(id: "x") { ${times(6, () => '...F')} } } fragment F on Team { ${times(10, (i) => `a${i}: name`)} }`,
    'DOCUMENT_TOO_COMPLEX',
    { limit: 'aliases', count: 60 },
  ],
  [
    'too many fields',
    `{ team(id: "x") { ${times(500, () => 'name')} } }`,
    'DOCUMENT_TOO_COMPLEX',
    { limit: 'fields', count: 501, max: 500 },
  ],
  [
    'fields that unfold into millions',
    `{ team(id: "x") { ...F0 } } ${times(30, (i) => `fragment F${i} on Team { mergedInto { ...F${i + 1} } mergedFrom { ...F${i + 1} } }`)} fragment F30 on Team { name }`,
    'DOCUMENT_TOO_COMPLEX',
    { limit: 'fields', count: 3 * 2 ** 30 - 1 },
  ],
  [
    'too many fragments',
    `{ ${times(51, (i) => `...F${i}`)} } ${times(51, (i) => `fragment F${i} on Query { __typename }`)}`,
    'DOCUMENT_TOO_COMPLEX',
    { limit: 'fragments', count: 51, max: 50 },
  ],
  [
    'too many directives',
    `query ($y: Boolean!) { team(id: "x") { ${times(51, () => 'name @include(if: $y)')} } }`,
    'DOCUMENT_TOO_COMPLEX',
    { limit: 'directives', count: 51, max: 50 },
    { y: true },
  ],
  [
    'too many directives on spreads of one fragment',
    `query ($y: Boolean!) { team(id: "x") { ${times(51, () => '...F @include(if: $y)')} } } fragment F on Team { name }`,
    'DOCUMENT_TOO_COMPLEX',
    { limit: 'directives', count: 51 },
    { y: true },
  ],
  ['too large a page', '{ teams(first: 201) { edges { node { id } } } }', 'PAGE_TOO_LARGE', { value: 201, max: 200 }],
  [
    'too large a page within, by a variable',
    'query ($n: Int!) { teams { edges { node { members(first: $n) { edges { node { seat } } } } } } }',
    'PAGE_TOO_LARGE',
    { value: 1_000_000 },
    { n: 1_000_000 },
  ],
  [
    'too large a page by the default of a variable',
    'query ($n: Int! = 5000) { teams(first: $n) { edges { node { id } } } }',
    'PAGE_TOO_LARGE',
    { value: 5_000 },
  ],
  [
    'too many ids',
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    'LIST_TOO_LONG',
    { field: 'ids', count: 201, max: 200 },
    { ids: Array.from({ length: 201 }, () => 'x') },
  ],
  [
    'too dear by lists in lists',
    '{ teams(first: 200) { edges { node { members(first: 200) { edges { node { person { name } post { name } } } } } } } }',
    'COST_TOO_HIGH',
    { requested: 1 + 200 * (2 + 200 * 3), max: 100_000 },
  ],
  [
    'too dear by variables that each are allowed',
    'query ($n: Int!) { adminUnits(first: $n) { edges { node { children(first: $n) { edges { node { children(first: $n) { edges { node { name } } } } } } } } } }',
    'COST_TOO_HIGH',
    { max: 100_000 },
    { n: 199 },
  ],
  [
    'too dear through fragments on an interface',
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Team { name } ...U } } fragment U on AdminUnit { children(first: 200) { edges { node { descendants(level: "x", first: 4) { edges { node { name } } } } } } }`,
    'COST_TOO_HIGH',
    {},
    { ids: Array.from({ length: 200 }, () => 'x') },
  ],
];

describe('a hostile document is refused before anything is read', () => {
  it.each(HOSTILE)('%s', async (...row) => {
    const [, query, code, details, variables] = row as unknown as Hostile;
    service.takeStatements();
    const { status, body } = await reader.post({ query, variables });
    expect(service.takeStatements()).toEqual([]);
    expect(body.data).toBeUndefined();
    expect(body.errors[0].extensions).toMatchObject({ code, details });
    expect([status, CATALOGUE[code].status]).toEqual([400, 400]);
  });

  it('and so is any other of its kind, whatever its size', async () => {
    const answers = await Promise.all(
      [1, 3, 9].flatMap((by) =>
        [
          `{ ${times(21 * by, (i) => `a${i}: __typename`)} }`,
          `{ team(id: "x") { ${times(51 * by, (i) => `a${i}: name`)} } }`,
          nested(15 * by),
          `{ teams(first: ${200 + by}) { totalCount } }`,
        ].map((query) => reader.answer(query)),
      ),
    );
    for (const { data, errors } of answers) {
      expect(data).toBeUndefined();
      expect(['DOCUMENT_TOO_COMPLEX', 'PAGE_TOO_LARGE']).toContain(errors?.[0]?.extensions.code);
    }
  });

  it('saying how many there are, how many may be, and what to do, in either language', async () => {
    const query = nested(15);
    const said = async (language: 'en' | 'vi') => (await service.as('ha-noi', { language }).answer(query)).errors?.[0]?.message;
    expect(await said('en')).toBe('The document has 17 levels; 16 are allowed. Ask for what lies deeper in a second request.');
    expect(await said('vi')).toBe('Truy vấn có 17 tầng lồng nhau; chỉ được phép 16. Hãy hỏi phần sâu hơn bằng yêu cầu thứ hai.');
  });

  it('even when it was seen before', async () => {
    for (let i = 0; i < 3; i++) expect(await reader.refusal(nested(15))).toBe('DOCUMENT_TOO_COMPLEX');
  });
});

describe('every answer says what it cost', () => {
  it('at most, in fact, and what is left', async () => {
    const { extensions } = (await reader.post({ query: '{ teams(first: 200, on: "2024-03-31") { edges { node { name } } } }' })).body;
    expect(extensions.cost).toEqual({ requested: 201, actual: expect.any(Number), remaining: expect.any(Number) });
    expect(extensions.cost.actual).toBeGreaterThan(0);
    expect(extensions.cost.actual).toBeLessThanOrEqual(201);
  });

  it('by the variables it came with', async () => {
    const { extensions } = (await reader.post({ query: 'query Q($n: Int!) { teams(first: $n) { totalCount } }', variables: { n: 3 } }))
      .body;
    expect(extensions.cost).toMatchObject({ requested: 6, actual: 6 });
  });

  it('but where variables do not fit, which costs nothing', async () => {
    const { body } = await reader.post({ query: 'query Q($n: Int!) { teams(first: $n) { totalCount } }', variables: { n: 'many' } });
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(body.extensions).toBeUndefined();
  });
});
