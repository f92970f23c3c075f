import { file, first, size, versions, withRules } from './broken';
import type { Slip } from './broken';

/** Sao Mai with two tasks in its catalogue, with these changes to each. */
function withTasks(one: object, other: object): unknown {
  const task = { name: { vi: 'a', en: 'a' }, pillar: 'society', text: 'x' };
  const tasks = [
    { ...task, code: 'light-lamps', ...one },
    { ...task, code: 'count-stars', ...other },
  ];
  return withRules({ taskCatalogue: [{ ...first('taskCatalogue'), value: { tasks } }] });
}

/** Slips of what a version says. */
export const slipsOfValues: readonly Slip[] = [
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
    'a milestone measured by what nobody counts',
    withRules({
      timeline: [
        {
          ...first('timeline'),
          value: {
            phases: [],
            milestones: [
              {
                code: 'a',
                name: { vi: 'a', en: 'a' },
                due: { bound: 'by', day: '2023-01-01' },
                measure: { kind: 'happiness', perUnitOf: 'commune' },
              },
            ],
            themes: [],
          },
        },
      ],
    }),
    `${file('timeline')}version 1: milestone a is measured by "happiness"; use teams-founded, or leave it out.`,
  ],
  [
    'a milestone measured at a level that is not there',
    withRules({
      timeline: [
        {
          ...first('timeline'),
          value: {
            phases: [],
            milestones: [
              {
                code: 'a',
                name: { vi: 'a', en: 'a' },
                due: { bound: 'by', day: '2023-01-01' },
                measure: { kind: 'teams-founded', perUnitOf: 'street' },
              },
            ],
            themes: [],
          },
        },
      ],
    }),
    `${file('timeline')}version 1: measured level of a: "street" is not in the vocabulary; use one of province, district, commune, hamlet.`,
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
    withTasks({ pillar: 'society' }, { code: 'dance', pillar: 'joy' }),
    `${file('task-catalogue')}version 1: dance has pillar "joy"; use one of awareness, government, economy, society, skills, organisation.`,
  ],
  [
    'a task that counts to what nobody counts',
    withTasks({}, { counts: { indicator: 'people-trained', number: 'stars' } }),
    `${file('task-catalogue')}version 1: count-stars counts "stars" of the outreach log; use one of people, households.`,
  ],
  [
    'two tasks that count people and households together',
    withTasks(
      { counts: { indicator: 'people-trained', number: 'people' } },
      { counts: { indicator: 'people-trained', number: 'households' } },
    ),
    `${file('task-catalogue')}version 1: light-lamps and count-stars count different numbers to people-trained; let both count people, or both households.`,
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
    `${file('targets')}version 1: indicator of a: "dances" is not in the vocabulary; use one of lamps-lit, stars-per-lamp, stars-counted, people-reached, households-reached, online-applications-assisted, households-selling-online, people-using-e-identity, people-trained, yearly-plan-made.`,
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
  [
    'an item cited from a document that is not there, and without its clause',
    withRules({
      timeline: [
        {
          ...first('timeline'),
          value: {
            phases: [{ code: 'a', name: { vi: 'a', en: 'a' }, from: '2023-01-01', until: '2023-02-01', document: 'dream' }],
            milestones: [],
            themes: [],
          },
        },
      ],
    }),
    `${file('timeline')}version 1: a cites document "dream", which is unknown; add it to documents.ts.`,
  ],
];
