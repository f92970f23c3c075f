import type { TestApp } from '../support/app';
import type { Identity } from '../support/client';
import { unique } from '../support/found';
import { loadWorkOf } from '../support/demonstration';
import { COMMENT, communesOf, openRound, peopleOf, reported } from '../support/reports';
import type { Commune } from '../support/reports';
import { startTwoWays } from '../support/two-ways';
import type { TwoWays } from '../support/two-ways';

const SLUG = 'thai-nguyen';
const READER: Identity = { role: 'reader' };
const ADMIN: Identity = { role: 'province-admin' };
/** Of the district whose teams report, and of one of its communes: what the rest is, it may not see. */
const DISTRICT: Identity = { role: 'district-officer', unit: '168' };
const COMMUNE: Identity = { role: 'commune-officer', unit: '05611' };
const ELSEWHERE: Identity = { role: 'commune-officer', unit: '164' };

const RATIOS = { from: '2022-11-01', until: '2022-12-01' };

let { compiled, plain, close } = {} as TwoWays;
beforeAll(async () => {
  ({ compiled, plain, close } = await startTwoWays());
  for (const slug of [SLUG, 'binh-duong', 'ha-noi']) await loadWorkOf(compiled, slug);
  const { reportRounds } = await compiled
    .as(SLUG, ADMIN)
    .ask('{ reportRounds(first: 5) { edges { node { slots(first: 3) { edges { node { report { id } } } } } } } }');
  const ids = reportRounds.edges.flatMap(({ node }: { node: { slots: { edges: { node: { report: { id: string } | null } }[] } } }) =>
    node.slots.edges.flatMap((slot) => slot.node.report?.id ?? []),
  ) as string[];
  await askForRatios();
  for (const reportId of ids) await compiled.as(SLUG, ADMIN).ask(COMMENT, { input: { reportId, text: `Xem lại số liệu "1%"` } });
}, 180_000);
afterAll(() => close());

/** A round of a form with ratios over what is reported and over a figure of the unit; two of its teams have answered. */
async function askForRatios(): Promise<void> {
  const people = peopleOf(compiled, SLUG);
  const { writer } = people;
  const [commune] = (await communesOf(writer, '168', '2022-12-01')) as [Commune];
  const form = {
    code: 'ratios',
    name: 'Tỷ lệ',
    indicators: [
      ...['dossiers-online-level-4', 'dossiers-handled', 'online-level-4-share'],
      ...['skilled-working-age-people', 'skilled-working-age-share'],
    ],
  };
  const figure = { unitId: commune.id, kind: 'WORKING_AGE_POPULATION', value: 3000, day: '2022-01-01' };
  await writer.ask('mutation ($input: RecordUnitFiguresInput!) { recordUnitFigures(input: $input) { id } }', {
    input: { figures: [figure], idempotencyKey: unique('figures ') },
  });
  const period = { from: RATIOS.from, until: RATIOS.until, dueDay: RATIOS.until };
  const { id } = await openRound(writer, commune.code, { ...period, form: { new: form }, reason: 'Thử', reporters: { teams: true } });
  for (const [n, team] of commune.teams.slice(0, 2).entries())
    await reported(
      people,
      id,
      { teamId: team.id },
      {
        'dossiers-online-level-4': 3,
        'dossiers-handled': 7 + n,
        'skilled-working-age-people': n === 0 ? 200 : null,
      },
    );
}

interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: unknown;
  readonly extensions?: { readonly cost?: { readonly actual: number } };
}

/** What both answer, which must be the same text at the same cost; and the statements it took when it was asked again by SQL. */
async function both(query: string, identity: Identity, slug = SLUG): Promise<{ text: string; statements: number }> {
  const ask = async ({ as }: Pick<TestApp, 'as'>): Promise<Answer> => (await as(slug, identity).post({ query })).body;
  const other = await ask(plain);
  await ask(compiled);
  compiled.takeStatements();
  const one = await ask(compiled);
  const statements = compiled.takeStatements().filter((text) => !/budget/.test(text)).length;
  expect(one.errors).toBeUndefined();
  expect(one.data).toEqual(other.data);
  const text = JSON.stringify(one.data);
  expect(text).toBe(JSON.stringify(other.data));
  expect(one.extensions?.cost?.actual).toBe(other.extensions?.cost?.actual);
  return { text, statements };
}

const ROUNDS = (fields: string) => `{ reportRounds(first: 20) { edges { node { ${fields} } } } }`;
const REPORTS = (fields: string, first = 40) => ROUNDS(`slots(first: ${first}) { edges { node { report { ${fields} } } } }`);

const FIELDS = 'code segment isNarrative value text approved approvedBy changedInVersion';
const WHOLE = `__typename id state steps: nextSteps { to step permission } versions { __typename number state at author submittedAt submittedBy approvedAt approvedBy hash
  fields { ${FIELDS} } } fields { ${FIELDS} } questions { code segment kind value limit other } thread { step number at actor note }`;

const DOCUMENTS: readonly (readonly [what: string, document: string])[] = [
  ['reports with all that stands in them', REPORTS(WHOLE)],
  ['fields alone, by two names', REPORTS('one: fields { value } two: fields { code as: __typename }')],
  ['versions without what they say', REPORTS('versions { number at }')],
  [
    'reports of teams and of units',
    `{ adminUnit(by: { code: "168" }, on: "2022-09-01") { children(first: 4) { edges { node { reports(first: 3) { edges { node { ${WHOLE} } } }
     teams(first: 2) { edges { node { reports(first: 3) { edges { node { ${WHOLE} } } } } } } } } } } }`,
  ],
];

const INDICATOR = `code name unit pillar kind decimals overTime numerator denominator isCore segments { code name __typename }
  versions { number from until unitCode level kind tightens value clause quote document { key number title issuer binding source issued { day source } } }`;
const COUNTED = '__typename expected onTime late missing excused open approved receivedPercent onTimePercent';
const ROUND = `id form { __typename code name narratives { code name } versions { number clause document { key } } indicators { ${INDICATOR} } } level { code name }
  completeness { ${COUNTED} } before: completeness(on: "2022-08-06") { ${COUNTED} } early: completeness(on: "2022-07-01") { expected missing open }`;

const TOTAL = '__typename code segment value numerator denominator complete expected reported unknown missingCount';
const MISSING = '__typename why lastDay team { id name kind { code } } unit { on fullName parent { name } }';

const OTHERS: typeof DOCUMENTS = [
  ['totals of rounds without names', ROUNDS(`totals { ${TOTAL} indicator { ${INDICATOR} } }`)],
  [
    'totals of rounds with who is missing',
    ROUNDS(`totals { ${TOTAL} indicator { name } missing { ${MISSING} } } again: totals { missing { why } }`),
  ],
  [
    'totals of units',
    `{ adminUnits(filter: { level: "commune", search: "yen" }, first: 20, on: "2022-09-01") { edges { node { name
       july: reportTotals(form: "results", from: "2022-07-01", until: "2022-08-01") { ${TOTAL} }
       named: reportTotals(form: "results", from: "2022-07-01", until: "2022-08-01") { ${TOTAL} missing { ${MISSING} } }
       none: reportTotals(form: "results", from: "2020-07-01", until: "2020-08-01") { ${TOTAL} } } } } }`,
  ],
  ['rounds with their forms and what came', ROUNDS(ROUND)],
  ['the name of a form alone', ROUNDS('form { name } level { name }')],
  [
    'figures of units and targets set by law',
    `{ adminUnits(filter: { level: "commune" }, first: 60, on: "2024-05-01") { edges { node { name figures { __typename kind value day source { number } }
       legalTargets { __typename key bound value from until text clause indicator { ${INDICATOR} } document { key title } version { number value } } } } } }`,
  ],
  [
    'the same of a unit through its history',
    `{ adminUnit(by: { code: "168" }, on: "2022-09-01") { figures { kind value } legalTargets { key } history { on legalTargets { key } figures { kind day } } } }`,
  ],
];

/** Who sees all by their place is asked of the database, once for all reports. */
const WHO: readonly (readonly [who: string, identity: Identity, statements: number])[] = [
  ['a reader', READER, 1],
  ['an administrator', ADMIN, 1],
  ['an officer of the district', DISTRICT, 2],
  ['an officer of a commune', COMMUNE, 2],
  ['an officer of another district', ELSEWHERE, 2],
];

describe.each(WHO)('asked by %s,', (_who, identity, most) => {
  it.each(DOCUMENTS)('%s are answered by SQL as by the resolvers', async (_what, document) => {
    for (const slug of [SLUG, 'binh-duong', 'ha-noi']) {
      const { statements } = await both(document, identity, slug);
      expect(statements).toBeLessThanOrEqual(most);
    }
  });
});

it.each(OTHERS)('%s are answered by SQL as by the resolvers', async (_what, document) => {
  for (const slug of [SLUG, 'binh-duong', 'ha-noi']) expect((await both(document, READER, slug)).statements).toBe(1);
});

it.each([
  ['a reader', READER],
  ['an officer of a commune', COMMUNE],
])('what needs resolvers is answered the same, asked by %s', async (_who, identity) => {
  const { text } = await both(
    REPORTS(
      `${WHOLE} versions { totals { code value } } round { ${ROUND} totals { code value indicator { vi: name(in: VI) } missing { why team { name } unit { name } } } sums: totals { value } vi: form { name(in: VI) } }`,
      3,
    ),
    identity,
  );
  expect(text).toContain('"totals"');
});

it('sums, ratios and who is missing are there to be compared', async () => {
  const seen = await Promise.all(OTHERS.slice(0, 3).map(async ([, document]) => (await both(document, READER)).text));
  const sees = (index: number, what: RegExp) => what.test(seen[index] as string);
  for (const index of [0, 1, 2]) expect([sees(index, /"value":[1-9]/), sees(index, /"complete":false/)]).toEqual([true, true]);
  expect(sees(0, /"complete":true/)).toBe(true);
  expect(sees(0, /"numerator":6,"denominator":15,/)).toBe(true);
  expect(sees(0, /"numerator":200,"denominator":3000,/)).toBe(true);
  expect([/"why":"NOT_APPROVED"/, /"why":"UNKNOWN"/, /"team":\{/].map((what) => sees(1, what))).toEqual([true, true, true]);
  // There a district asked communes for their own values.
  const ofCommunes = (await both(OTHERS[1]?.[1] as string, READER, 'ha-noi')).text;
  expect(/"why":"NOT_APPROVED","lastDay":"[-\d]+","team":null,"unit":\{/.test(ofCommunes)).toBe(true);
  expect(sees(2, /"team":\{/)).toBe(true);
});

it('drafts, narratives, names and the thread are for those who may see them', async () => {
  const seen: string[] = [];
  for (const identity of [ADMIN, COMMUNE, READER, ELSEWHERE]) seen.push((await both(REPORTS(WHOLE), identity)).text);
  const [all, some, none, elsewhere] = seen as [string, string, string, string];
  const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;
  for (const what of [/"isNarrative":true/g, /"step":"COMMENT"/g, /"author":"/g]) {
    expect(count(some, what)).toBeGreaterThan(0);
    expect(count(all, what)).toBeGreaterThan(count(some, what));
    expect([count(none, what), count(elsewhere, what)]).toEqual([0, 0]);
  }
  expect(count(none, /"approved":true/g)).toBeGreaterThan(0);
});
