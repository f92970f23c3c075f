import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkList, checkProvince, ruleFile } from '../../src/tenancy/check-province';
import { RULE_NAMES } from '../../src/tenancy/province';
import type { Province } from '../../src/tenancy/province';
import { isNoRule, resolve } from '../../src/tenancy/rule';
import type { Rule, Version } from '../../src/tenancy/rule';
import { provinces } from '../../plugins';
import { national } from '../../plugins/national';
import { plugins } from './all';
import { unitCodesOf } from './units';

const JUDGED = ['teamKinds', 'teamSize', 'posts', 'constituencies', 'skills', 'coverage'] as const;
const GUIDANCE = '2022-03-05';
/** Teams came up in the years before the guidance; anything much earlier is a slip of the hand. */
const FIRST_TRIALS = '2020-01-01';

const versionsOf = (province: Province): Version<unknown>[] =>
  RULE_NAMES.flatMap((name) => {
    const rule = province.rules[name] as Rule<unknown>;
    return isNoRule(rule) ? [] : [...rule];
  });

test('the list of provinces is sorted and names nobody twice', () => {
  expect(checkList(provinces)).toEqual([]);
});

describe.each(plugins)('$slug', ({ root, slug, province, cases }) => {
  const versions = versionsOf(province);

  test('keeps to the contract, with the official codes of its units', () => {
    expect(checkProvince(province, unitCodesOf(province.code), root)).toEqual([]);
  });

  test('has no version that begins before any team was tried or so far off that it must be a slip', () => {
    for (const { from, until } of versions) {
      expect([from >= FIRST_TRIALS, from < '2030-01-01', until === undefined || until < '2040-01-01']).toEqual([true, true, true]);
    }
  });

  test('has no version that begins before the first day stated of its document', () => {
    for (const { from, basis } of versions) {
      const issued = province.documents[basis.document]?.issued[0]?.day;
      expect([basis.document, from, issued === undefined || issued <= from]).toEqual([basis.document, from, true]);
    }
  });

  test('cites every one of its documents', () => {
    const items = JSON.stringify(versions.map(({ value }) => value)).matchAll(/"document":"([^"]+)"/g);
    const cited = new Set([
      ...versions.map(({ basis }) => basis.document),
      ...cases.map(({ document }) => document),
      ...[...items].map(([, key]) => key),
    ]);
    expect(Object.keys(province.documents).filter((key) => !cited.has(key))).toEqual([]);
  });

  test('has a file for each rule that it decides itself', () => {
    const shared = new Set<unknown>(Object.values(national));
    const stated = RULE_NAMES.filter((name) => !isNoRule(province.rules[name]) && !shared.has(province.rules[name]));
    expect(stated.filter((name) => !existsSync(join(__dirname, '../..', ruleFile(root, slug, name))))).toEqual([]);
  });

  test('works out examples, each from a document of its own and with its words', () => {
    expect(cases.length).toBeGreaterThan(0);
    for (const { name, document, clause, quote, codes } of cases)
      expect([name, document in province.documents, clause !== '', quote !== '', codes.at(-1)]).toEqual([
        name,
        true,
        true,
        true,
        province.code,
      ]);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  test('is a value that can be printed', () => {
    expect(JSON.parse(JSON.stringify(province))).toEqual(province);
  });
});

describe.each(plugins.filter(({ root }) => root === 'plugins'))('$slug', ({ province }) => {
  test('says something of every judged rule on every day since the first guidance', () => {
    const days = [GUIDANCE, ...versionsOf(province).map(({ from }) => from)];
    const kinds = ['hamlet-team', 'organisation-team'];
    for (const name of JUDGED)
      for (const day of days)
        for (const kind of kinds) {
          const { outcome } = resolve(province.rules[name] as Rule<unknown>, { codes: [province.code], level: 'hamlet', kind }, day);
          expect([name, day, kind, outcome.kind]).not.toEqual([name, day, kind, 'NONE']);
          expect([name, day, kind, outcome.kind]).not.toEqual([name, day, kind, 'CONFLICT']);
        }
  });
});

test('both days stated for the plan of Thái Nguyên are kept, that of the district first', () => {
  const plan = provinces.find(({ slug }) => slug === 'thai-nguyen')?.documents.plan70;
  expect(plan?.issued.map(({ day }) => day)).toEqual(['2022-04-21', '2022-04-23']);
});
