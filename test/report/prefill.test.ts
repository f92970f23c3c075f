import type { CatalogueTask, Indicator } from '../../src/tenancy/province';
import type { OutreachTally, RoundForm, TallyNumber } from '../../src/tenancy/report-facts';
import { prefilled } from '../../src/modules/report/prefill.rules';

const words = { vi: 'a', en: 'a' };
const indicator = (code: string, rest: Partial<Indicator> = {}): Indicator => ({
  code,
  name: words,
  pillar: 'society',
  kind: 'count',
  unit: words,
  decimals: 0,
  overTime: 'sum',
  ...rest,
});
const form = (...indicators: Indicator[]): RoundForm => ({ code: 'f', name: words, indicators, narratives: [], checks: [], versions: [] });
const task = (code: string, counted?: string, number: 'people' | 'households' = 'people'): CatalogueTask => ({
  code,
  name: words,
  pillar: 'society',
  text: 'a',
  ...(counted ? { counts: { indicator: counted, number } } : {}),
});
const said = (sum: number | null, known: number, unknown = 0): TallyNumber => ({
  sum,
  known,
  unknown,
  entries: known ? Array.from({ length: known }, (_, n) => `e${n}`) : null,
});
const tally = (code: string | null, people: TallyNumber, households = said(null, 0, 1)): OutreachTally => ({
  task: code,
  people,
  households,
});

it('sums the people of every entry, and leaves out what no entry says', () => {
  const found = prefilled(
    form(indicator('people-reached'), indicator('households-reached')),
    [],
    [tally(null, said(5, 1)), tally('a', said(7, 2, 1))],
    20,
  );
  expect(found).toMatchObject([{ code: 'people-reached', value: 12, entries: 3, unknown: 1, tasks: [], number: 'people' }]);
});

it('gives an indicator the entries of the tasks that count to it, and of no others', () => {
  const catalogue = [task('install', 'installs'), task('install-more', 'installs'), task('talk')];
  const tallies = [tally('install', said(3, 1)), tally('install-more', said(4, 1)), tally('talk', said(100, 9)), tally(null, said(50, 5))];
  expect(prefilled(form(indicator('installs'), indicator('talks')), catalogue, tallies, 20)).toMatchObject([
    { code: 'installs', value: 7, entries: 2, tasks: ['install', 'install-more'] },
  ]);
});

it('tells 0 that was written down from what is not known', () => {
  const catalogue = [task('install', 'installs')];
  expect(prefilled(form(indicator('installs')), catalogue, [tally('install', said(0, 1))], 20)).toMatchObject([{ value: 0, entries: 1 }]);
  expect(prefilled(form(indicator('installs')), catalogue, [tally('install', said(null, 0, 3))], 20)).toEqual([]);
});

it.each([
  ['a state', { overTime: 'last' }],
  ['a ratio', { kind: 'ratio' }],
  ['yes or no', { kind: 'yes-no' }],
] as const)('proposes nothing for %s, which no log of acts can tell', (_what, rest) => {
  expect(prefilled(form(indicator('installs', rest)), [task('install', 'installs')], [tally('install', said(3, 1))], 20)).toEqual([]);
});

it('names no more entries than it may', () => {
  expect(prefilled(form(indicator('people-reached')), [], [tally(null, said(9, 9))], 4)[0]?.entryIds).toHaveLength(4);
});
