import { checkList, checkProvince } from '../../src/tenancy/check-province';
import type { LegalDocument, Province, RuleName } from '../../src/tenancy/province';
import { createRegistry, InvalidPluginError } from '../../src/tenancy/registry';
import { noRule } from '../../src/tenancy/rule';
import type { Version } from '../../src/tenancy/rule';
import saoMai from '../provinces/sao-mai';
import { unitCodesOf } from './units';

const units = unitCodesOf('06');
const check = (province: unknown) => checkProvince(province, units);
const file = (name: string) => `plugins/sao-mai/${name}.ts: `;

/** Sao Mai with other rules; what is not named stays as it is. */
const withRules = (rules: { readonly [N in RuleName]?: unknown }): unknown => ({ ...saoMai, rules: { ...saoMai.rules, ...rules } });
const versions = (name: RuleName) => saoMai.rules[name] as readonly Version<Record<string, unknown>>[];
const first = (name: RuleName) => versions(name)[0] as Version<Record<string, unknown>>;
const size = { ...first('teamSize'), scope: undefined };
const without = <T extends object>(value: T, key: keyof T) => Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));

/** One slip each, and the one sentence it must give. */
const slips: readonly (readonly [slip: string, province: unknown, sentence: string])[] = [
  [
    'written for another contract',
    { ...saoMai, contract: 2 },
    `${file('index')}written for contract 2, this service speaks 1; follow plugins/README.md and set contract: 1.`,
  ],
  [
    'nothing at all',
    undefined,
    'plugins/?/index.ts: written for contract undefined, this service speaks 1; follow plugins/README.md and set contract: 1.',
  ],
  [
    'a slug that cannot stand in a path',
    { ...saoMai, slug: 'Sao_Mai' },
    'plugins/Sao_Mai/index.ts: slug "Sao_Mai" is not a lower-case name with single hyphens; write it like "ha-noi".',
  ],
  [
    'a name in one language',
    { ...saoMai, name: { vi: 'Sao Mai', en: ' ' } },
    `${file('index')}name lacks Vietnamese or English; give both as { vi, en }.`,
  ],
  [
    'a code of no province',
    { ...saoMai, code: '99' },
    `${file('index')}unit code "99" does not exist; give the official code of the province.`,
  ],
  [
    'a document nobody issued',
    { ...saoMai, documents: { ...saoMai.documents, plan1: { ...saoMai.documents.plan1, issuer: '' } } },
    `${file('documents')}document "plan1" has no issuer; state it.`,
  ],
  [
    'a document of unknown force',
    { ...saoMai, documents: { ...saoMai.documents, plan1: { ...saoMai.documents.plan1, force: 'strong' } } },
    `${file('documents')}document "plan1" has force "strong"; use binding or advisory.`,
  ],
  [
    'a document issued on no day',
    { ...saoMai, documents: { ...saoMai.documents, plan1: { ...saoMai.documents.plan1, issued: [{ day: '20/12/2022', source: 'x' }] } } },
    `${file('documents')}document "plan1" is issued on "20/12/2022", which is not a day; write YYYY-MM-DD.`,
  ],
  [
    'no rules',
    without(saoMai, 'rules'),
    `${file('index')}has no rules; write all of terminology, teamKinds, teamSize, posts, constituencies, skills, coverage, timeline, taskCatalogue, indicators, targets, reporting.`,
  ],
  [
    'a missing rule',
    { ...saoMai, rules: without(saoMai.rules, 'coverage') },
    `${file('coverage')}rule coverage is missing; write it, point at national.coverage, or say noRule('why').`,
  ],
  [
    'a rule the contract does not know',
    withRules({ holidays: [] } as never),
    `${file('index')}rule "holidays" is not in the contract; use one of terminology, teamKinds, teamSize, posts, constituencies, skills, coverage, timeline, taskCatalogue, indicators, targets, reporting.`,
  ],
  [
    'rules in another order',
    { ...saoMai, rules: Object.fromEntries(Object.entries(saoMai.rules).reverse()) },
    `${file('index')}rules stand in another order than the contract's; sort them as terminology, teamKinds, teamSize, posts, constituencies, skills, coverage, timeline, taskCatalogue, indicators, targets, reporting.`,
  ],
  [
    'no rule and no reason',
    withRules({ skills: noRule(' ') }),
    `${file('skills')}noRule has no reason; say why the documents state none: noRule('why').`,
  ],
  [
    'a version without rule and reason',
    withRules({ skills: [{ ...size, value: noRule('') }] }),
    `${file('skills')}version 1: noRule has no reason; say why: noRule('why').`,
  ],
  ['a rule without versions', withRules({ coverage: [] }), `${file('coverage')}has no version; state one, or say noRule('why').`],
  [
    'an unknown document',
    withRules({ teamSize: [{ ...size, basis: { document: 'plan9', clause: '1' } }] }),
    `${file('team-size')}version 1: document "plan9" is unknown; add it to documents.ts or cite one of plan1, plan2, advice3.`,
  ],
  [
    'no clause',
    withRules({ teamSize: [{ ...size, basis: { document: 'plan1', clause: '' } }] }),
    `${file('team-size')}version 1: cites no clause; name the clause, section or paragraph.`,
  ],
  [
    'a day in another form',
    withRules({ teamSize: [{ ...size, from: '1/1/2023' }] }),
    `${file('team-size')}version 1: from "1/1/2023" is not a day; write YYYY-MM-DD.`,
  ],
  [
    'a day that does not exist',
    withRules({ teamSize: [{ ...size, until: '2023-02-30' }] }),
    `${file('team-size')}version 1: until "2023-02-30" is not a day; write YYYY-MM-DD.`,
  ],
  [
    'an end before the beginning',
    withRules({ teamSize: [{ ...size, until: '2022-12-31' }] }),
    `${file('team-size')}version 1: until 2022-12-31 is not after from 2023-01-01; until is the first day it no longer holds.`,
  ],
  [
    'overlapping versions',
    withRules({
      teamSize: [
        { ...size, until: '2024-01-01' },
        { ...size, from: '2023-06-01' },
      ],
    }),
    `${file('team-size')}versions 1 and 2 overlap in the same scope; end the first no later than 2023-06-01, or give one a scope.`,
  ],
  [
    'versions out of order',
    withRules({ teamSize: [{ ...size, from: '2024-01-01' }, size] }),
    `${file('team-size')}version 2 starts before version 1 of the same scope; order versions by from.`,
  ],
  [
    'versions out of order with another scope between',
    withRules({ teamSize: [{ ...size, from: '2024-01-01' }, first('teamSize'), size] }),
    `${file('team-size')}version 3 starts before version 1 of the same scope; order versions by from.`,
  ],
  [
    'a unit code that does not exist in the province',
    withRules({ teamSize: [{ ...size, scope: { unit: '168' } }] }),
    `${file('team-size')}version 1: unit code "168" does not exist in the province; use an official code.`,
  ],
  [
    'a level that is not in the terminology',
    withRules({ teamSize: [{ ...size, scope: { level: 'street' } }] }),
    `${file('team-size')}version 1: level "street" is not in the terminology; use one of province, district, commune, hamlet.`,
  ],
  [
    'an unknown team kind',
    withRules({ teamSize: [{ ...size, scope: { kind: 'street-team' } }] }),
    `${file('team-size')}version 1: team kind "street-team" is unknown; use one of commune-team, hamlet-team.`,
  ],
  [
    'tightening what can only be replaced',
    withRules({ taskCatalogue: [...versions('taskCatalogue'), { ...first('taskCatalogue'), scope: { unit: '061' }, mode: 'tighten' }] }),
    `${file('task-catalogue')}version 2: mode tighten has no meaning for taskCatalogue; use replace.`,
  ],
  [
    'tightening nothing wider',
    withRules({ teamSize: [{ ...size, mode: 'tighten' }] }),
    `${file('team-size')}version 1: mode tighten without a scope has nothing wider to tighten; give a scope or use replace.`,
  ],
  [
    'a minimum over the maximum',
    withRules({ teamSize: [{ ...size, value: { min: 7, max: 3, counts: 'all' } }] }),
    `${file('team-size')}version 1: team size has min 7 over max 3; swap them or correct one.`,
  ],
  [
    'half a person',
    withRules({ teamSize: [{ ...size, value: { min: 2.5, counts: 'all' } }] }),
    `${file('team-size')}version 1: team size has bound 2.5; give a whole number of people.`,
  ],
  [
    'an unknown counting basis',
    withRules({ teamSize: [{ ...size, value: { min: 3, counts: 'heads' } }] }),
    `${file('team-size')}version 1: counts "heads" is not a counting basis; use all or ordinary.`,
  ],
  [
    'a size without bounds',
    withRules({ teamSize: [{ ...size, value: { counts: 'all' } }] }),
    `${file('team-size')}version 1: has neither min nor max; say noRule('why') instead.`,
  ],
  [
    'an unknown post',
    withRules({ posts: [{ ...first('posts'), value: { leader: { anyOf: ['wizard'] } } }] }),
    `${file('posts')}version 1: posts of the leader: "wizard" is not in the vocabulary; use one of hamlet-head, residential-group-head, party-cell-secretary, youth-branch-secretary, organisation-leader, organisation-representative, grassroots-union-chair, union-group-head, commune-official, teacher.`,
  ],
  [
    'an empty choice of posts',
    withRules({ posts: [{ ...first('posts'), value: { leader: { anyOf: [] } } }] }),
    `${file('posts')}version 1: posts of the leader are an empty list; name at least one or leave it out.`,
  ],
  [
    'a requirement named twice',
    withRules({
      constituencies: [
        {
          ...first('constituencies'),
          value: {
            requirements: [
              { key: 'a', anyOf: ['police'], required: true },
              { key: 'a', anyOf: ['volunteers'], required: true },
            ],
          },
        },
      ],
    }),
    `${file('constituencies')}version 1: key "a" stands twice; give each its own.`,
  ],
  [
    'a skill asked of nobody',
    withRules({ skills: [{ ...size, value: { requirements: [{ key: 'it', skill: 'basic-it', atLeast: 0 }] } }] }),
    `${file('skills')}version 1: it asks for 0 people; give a whole number of at least 1, or 'every'.`,
  ],
  [
    'a deadline in words',
    withRules({
      coverage: [
        {
          ...first('coverage'),
          value: {
            requirements: [
              { key: 'a', atLeast: 1, counting: 'teams', perUnitOf: 'hamlet', deadline: { bound: 'until', day: '2023-06-01' } },
            ],
          },
        },
      ],
    }),
    `${file('coverage')}version 1: a has no proper deadline; write { bound: 'before' | 'by', day: 'YYYY-MM-DD' }.`,
  ],
  [
    'a unit out of scope that does not exist',
    withRules({
      coverage: [
        {
          ...first('coverage'),
          value: { requirements: [{ key: 'a', atLeast: 1, counting: 'teams', perUnitOf: 'hamlet', except: ['00001'] }] },
        },
      ],
    }),
    `${file('coverage')}version 1: a excepts unit code "00001", which does not exist; use an official code.`,
  ],
  [
    'a phase that ends before it begins',
    withRules({
      timeline: [
        {
          ...first('timeline'),
          value: {
            phases: [{ code: 'a', name: { vi: 'a', en: 'a' }, from: '2023-02-01', until: '2023-01-01' }],
            milestones: [],
            themes: [],
          },
        },
      ],
    }),
    `${file('timeline')}version 1: phase a does not run from a day to a later one; until is the first day after it.`,
  ],
  [
    'a theme with an unknown task',
    withRules({
      timeline: [
        {
          ...first('timeline'),
          value: { phases: [], milestones: [], themes: [{ code: 'a', name: { vi: 'a', en: 'a' }, month: '2023-02', tasks: ['dance'] }] },
        },
      ],
    }),
    `${file('timeline')}version 1: tasks of a: "dance" is not in the vocabulary; use one of light-lamps, count-stars.`,
  ],
  [
    'a task of no pillar',
    withRules({
      taskCatalogue: [
        {
          ...first('taskCatalogue'),
          value: {
            tasks: [
              { code: 'light-lamps', name: { vi: 'a', en: 'a' }, pillar: 'society', text: 'x' },
              { code: 'dance', name: { vi: 'a', en: 'a' }, pillar: 'joy', text: 'x' },
            ],
          },
        },
      ],
    }),
    `${file('task-catalogue')}version 1: dance has pillar "joy"; use one of awareness, government, economy, society, skills, organisation.`,
  ],
  [
    'a target for an unknown indicator',
    withRules({
      targets: [
        {
          ...first('targets'),
          value: {
            targets: [{ key: 'a', indicator: 'dances', bound: 'at-least', value: 1, until: '2024-01-01', holder: 'scope', text: 'x' }],
          },
        },
      ],
    }),
    `${file('targets')}version 1: indicator of a: "dances" is not in the vocabulary; use one of lamps-lit, stars-per-lamp, stars-counted.`,
  ],
  [
    'a report to nobody known',
    withRules({
      reporting: [
        {
          ...first('reporting'),
          value: { forms: [], duties: [{ key: 'a', reporter: 'team', recipient: 'king', cadence: 'monthly', text: 'x' }] },
        },
      ],
    }),
    `${file('reporting')}version 1: recipient of a: "king" is not in the vocabulary; use one of commune-chair, commune-committee, district-committee, provincial-committee, provincial-council, national-assembly, provincial-department, steering-committee, organisation-leader.`,
  ],
  [
    'a vocabulary without the documents the core records',
    withRules({
      terminology: versions('terminology').map((version) => ({
        ...version,
        value: {
          ...version.value,
          documentTypes: (version.value as { documentTypes: { code: string }[] }).documentTypes.filter(
            ({ code }) => code !== 'waiver-decision',
          ),
        },
      })),
    }),
    `${file('terminology')}version 1: documentTypes lack "waiver-decision"; add it with its names, since the core records such documents.`,
  ],
];

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
