import { checkList } from '../../src/tenancy/check-province';
import type { LegalDocument, Province } from '../../src/tenancy/province';
import { createRegistry, InvalidPluginError } from '../../src/tenancy/registry';
import saoMai from '../provinces/sao-mai';
import { check, file, first, size, withRules, without } from './broken';
import { slipsOfPlugins } from './slips-of-plugins';
import { slipsOfValues } from './slips-of-values';
import { unitCodesOf } from './units';

const slips = [...slipsOfPlugins, ...slipsOfValues];

test.each(slips)('%s gives its sentence', (_slip, province, sentence) => {
  expect(check(province)).toContain(sentence);
});

test.each(slips)('%s gives no other file the blame', (_slip, province, sentence) => {
  const blamed = new Set(check(province).map((problem) => problem.slice(0, problem.indexOf(': '))));
  expect(blamed).toEqual(new Set([sentence.slice(0, sentence.indexOf(': '))]));
});

test.each([
  ['a number for a rule', withRules({ teamSize: 7 }), 'team-size'],
  ['a version that is nothing', withRules({ teamSize: [null] }), 'team-size'],
  ['a rule that is one version, not a list', withRules({ teamSize: size }), 'team-size'],
  ['team kinds without kinds', withRules({ teamKinds: [{ ...first('teamKinds'), value: {} }] }), 'team-kinds'],
  ['terminology without words', withRules({ terminology: [{ ...first('terminology'), value: {} }] }), 'terminology'],
  ['terminology that is nothing', withRules({ terminology: [{ ...first('terminology'), value: undefined }] }), 'terminology'],
  ['posts that are a list', withRules({ posts: [{ ...first('posts'), value: { leader: { anyOf: 'teacher' } } }] }), 'posts'],
  ['coverage without requirements', withRules({ coverage: [{ ...first('coverage'), value: {} }] }), 'coverage'],
  ['documents that are nothing', { ...saoMai, documents: { ...saoMai.documents, plan1: null } }, 'documents'],
])('%s is a problem of its file, not a crash', (_slip, province, name) => {
  expect(check(province).some((problem) => problem.startsWith(file(name)))).toBe(true);
});

test('all problems are said at once, each beginning with its file', () => {
  const problems = check({
    ...saoMai,
    code: '99',
    documents: { ...saoMai.documents, plan1: { ...saoMai.documents.plan1, title: '' } as LegalDocument },
    rules: {
      ...(without(saoMai.rules, 'reporting') as object),
      teamSize: [{ ...size, value: { min: 7, max: 3, counts: 'all' }, basis: { document: 'plan9', clause: '' } }],
    },
  });
  expect(problems.map((problem) => problem.slice(0, problem.indexOf(': ')))).toEqual([
    'plugins/sao-mai/index.ts',
    'plugins/sao-mai/documents.ts',
    'plugins/sao-mai/team-size.ts',
    'plugins/sao-mai/team-size.ts',
    'plugins/sao-mai/team-size.ts',
    'plugins/sao-mai/reporting.ts',
  ]);
});

test('a list out of order says the order', () => {
  const other = { ...saoMai, slug: 'an-lac', code: '08' } as Province;
  expect(checkList([saoMai, other])).toEqual(['plugins/index.ts: provinces are not sorted; order them as an-lac, sao-mai.']);
});

test('two provinces of one slug and one code are two problems', () => {
  expect(checkList([saoMai, saoMai])).toEqual([
    'plugins/index.ts: two provinces have the slug "sao-mai"; give each its own.',
    'plugins/index.ts: two provinces have the code "06"; give each its own.',
  ]);
});

test('a broken plugin keeps the registry from being made, with every problem in the message', () => {
  const broken = { ...saoMai, slug: 'an-lac', code: '99' } as Province;
  const make = () => createRegistry([saoMai, broken], unitCodesOf);
  expect(make).toThrow(InvalidPluginError);
  expect(make).toThrow(/^plugins\/index\.ts: provinces are not sorted.*\nplugins\/an-lac\/index\.ts: unit code "99" does not exist/);
});

test('sound plugins make a registry by slug', () => {
  expect([...createRegistry([saoMai], unitCodesOf)]).toEqual([['sao-mai', saoMai]]);
});
