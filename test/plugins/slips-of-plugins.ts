import { noRule } from '../../src/tenancy/rule';
import saoMai from '../provinces/sao-mai';
import { file, first, size, versions, withRules, without } from './broken';
import type { Slip } from './broken';

/** Slips of a plugin as a whole, of its documents, and of the versions of its rules. */
export const slipsOfPlugins: readonly Slip[] = [
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
    'plugins/Sao_Mai/index.ts: slug "Sao_Mai" is not a lower-case name with single hyphens; write it like "two-words".',
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
];
