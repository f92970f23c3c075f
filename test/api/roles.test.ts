import type { Permission, RoleName } from '../../src/auth/permissions';
import { ROLES } from '../../src/auth/permissions';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { makeThings, mutation, WRITES } from '../support/every-write';
import type { Things } from '../support/every-write';
import { PERMISSIONS } from '../support/permissions';

const COMMUNE = '10165';

let service: TestApp;
let things: Things;
beforeAll(async () => {
  service = await startApp();
  const admin = service.as('ha-noi', { role: 'province-admin' });
  things = await makeThings(admin, COMMUNE);
  await admin.ask(mutation('addTaskEvidence'), { input: WRITES.addTaskEvidence?.(things) });
  for (const role of Object.keys(ROLES) as RoleName[]) {
    if (role === 'public') continue;
    const wide = ['reader', 'analyst', 'province-admin'].includes(role);
    const place = wide ? {} : ['member', 'leader', 'integration'].includes(role) ? { teamId: things.teams[0] } : { unitId: things.commune };
    const input = { actor: `a ${role}`, role: role.toUpperCase().replaceAll('-', '_'), ...place };
    await admin.ask('mutation ($input: GrantRoleInput!) { grantRole(input: $input) { id } }', { input });
  }
});
afterAll(() => service.close());

/** Somebody whose token grants nothing: all there is, is on record. */
const as = (role: RoleName): Client => service.as('ha-noi', { role: 'public', subject: role === 'public' ? 'nobody' : `a ${role}` });

const commune = (fields: string) => `query ($commune: ID!) { adminUnit(by: { id: $commune }, on: "2024-05-20") { ${fields} } }`;
const team = (fields: string) => `query ($team: ID!) { team(id: $team) { ${fields} } }`;
const PERIOD = 'from: "2024-01-01", until: "2025-01-01"';

type Reading = readonly [document: string, what: (data: never) => unknown];
const nothing = () => true;
/** Each kind of thing there is to read. */
const READS: Readonly<Record<string, Reading>> = {
  'units and teams': [team('name hosts { fullName } memberCount'), nothing],
  'the life of a team': [team('status names { name } foundingDecision { number }'), nothing],
  law: ['{ rule(name: TEAM_SIZE) { outcome } }', nothing],
  'rows of members': [team('members { edges { node { seat } } }'), nothing],
  'a member by its id': ['query ($member: ID!) { node(id: $member) { id } }', ({ node }: { node: unknown }) => node !== null],
  'the names of members': [
    team('members { edges { node { person { name } } } }'),
    ({ team: { members } }: { team: { members: { edges: { node: { person: unknown } }[] } } }) => members.edges[0]?.node.person != null,
  ],
  'counts of findings': ['{ findingCounts(by: [RULE]) { rule count } }', nothing],
  'the count of a commune': [commune('findingCount'), nothing],
  'rows of findings': ['{ findings { edges { node { requirement } } } }', nothing],
  'findings of a commune': [commune('findings { totalCount }'), nothing],
  progress: [commune('taskProgress { given done overdue }'), nothing],
  'outreach totals': [commune(`outreachTotals(${PERIOD}) { entries people }`), nothing],
  'reasons of returned tasks': [commune('taskProgress { returnReasons { reason count } }'), nothing],
  'rows of tasks': ['query ($team: ID!) { tasks(filter: { team: $team }) { edges { node { state } } } }', nothing],
  'evidence of tasks': ['query ($task: ID!) { task(id: $task) { evidence { edges { node { text } } } } }', nothing],
  'entries of outreach': [team('outreach { edges { node { note } } }'), nothing],
  'an entry by its id': ['query ($outreach: ID!) { node(id: $outreach) { id } }', ({ node }: { node: unknown }) => node !== null],
  quotas: [team('quotas { edges { node { received } } }'), nothing],
  'totals of reports': ['query ($round: ID!) { reportRound(id: $round) { totals { code value } } }', nothing],
  'threads of reports': [
    'query ($report: ID!) { report(id: $report) { thread { step } } }',
    ({ report }: { report: { thread: unknown[] } }) => report.thread.length > 0,
  ],
  'who did what': ['{ events { edges { node { action actor } } } }', nothing],
  grants: ['{ grants { edges { node { actor } } } }', nothing],
};

const OPEN = ['units and teams'];
const SUMS = [
  ...OPEN,
  'the life of a team',
  'law',
  'counts of findings',
  'the count of a commune',
  'progress',
  'outreach totals',
  'quotas',
  'totals of reports',
];
const ROWS = [
  ...SUMS,
  'rows of members',
  'a member by its id',
  'rows of findings',
  'findings of a commune',
  'reasons of returned tasks',
  'rows of tasks',
  'evidence of tasks',
  'entries of outreach',
  'an entry by its id',
];
const KEPT = [...ROWS, 'the names of members', 'threads of reports', 'who did what', 'grants'];
const WORKS: Permission[] = ['task:work'];
const REPORTS: Permission[] = ['report:read', 'report:write'];
const KEEPS: Permission[] = [
  ...(['unit:write', 'team:write', 'person:write', 'task:work', 'task:assign', 'task:manage', 'quota:write', 'grant:manage'] as const),
  ...(['report:read', 'report:write', 'report:approve', 'report:manage'] as const),
];

/** Who may read and change what, of the first team of a commune: the test's own word for it. */
const MAY: Readonly<Record<RoleName, { reads: readonly string[]; writes: readonly Permission[] }>> = {
  public: { reads: OPEN, writes: [] },
  reader: { reads: ROWS, writes: [] },
  analyst: { reads: SUMS, writes: [] },
  member: { reads: ROWS, writes: WORKS },
  // The report of this test is another team's.
  leader: { reads: [...ROWS, 'the names of members'], writes: [...WORKS, 'task:assign', ...REPORTS] },
  integration: { reads: ROWS, writes: [...WORKS, ...REPORTS] },
  'commune-officer': { reads: KEPT, writes: KEEPS },
  'district-officer': { reads: KEPT, writes: KEEPS },
  'province-officer': { reads: KEPT, writes: [...KEEPS, 'finding:waive', 'person:export', 'person:erase'] },
  'province-admin': { reads: KEPT, writes: [...KEEPS, 'finding:waive', 'person:export', 'person:erase', 'account:manage', 'key:manage'] },
};

describe.each(Object.entries(MAY))('%s', (name, { reads, writes }) => {
  const role = name as RoleName;

  it.each(Object.entries(READS))(`reads %s, or is refused`, async (what, [document, shown]) => {
    const names = [...document.matchAll(/\$(\w+):/g)].map(([, variable]) => variable as string);
    const all: Record<string, string> = { ...things, team: things.teams[0], report: things.reports[1] } as never;
    const variables = Object.fromEntries(names.map((variable) => [variable, all[variable]]));
    const { data, errors } = await as(role).answer(document, variables);
    const read = !errors && shown(data as never);
    expect({ what, read }).toEqual({ what, read: reads.includes(what) });
    if (errors) expect(errors.map(({ extensions }) => extensions.code)).toEqual(expect.arrayContaining(['FORBIDDEN']));
  });

  it('changes what its permissions name, and is refused everything else by the name of what is missing', async () => {
    const refused: Record<string, string> = {};
    for (const [each, input] of Object.entries(WRITES)) {
      const { errors } = await as(role).answer(mutation(each), { input: input(things) });
      const [first] = errors ?? [];
      if (first?.extensions.code === 'FORBIDDEN') refused[each] = first.extensions.details.permission as string;
    }
    const lacking = Object.keys(WRITES).filter((each) => !mayWrite(role, each, writes));
    expect(Object.keys(refused).sort()).toEqual(lacking.sort());
    // A step of a task is the team's or the giver's: who may not even read tasks is not told which.
    const missing = (each: string) =>
      each === 'moveTask' && !reads.includes('rows of tasks') ? 'task:read' : (PERMISSIONS[each] ?? 'team:write');
    for (const each of lacking) expect([each, refused[each]]).toEqual([each, missing(each)]);
  });
});

/** A team's own people write of their team only; a unit's officers give quotas to units below theirs only. */
function mayWrite(role: RoleName, name: string, writes: readonly Permission[]): boolean {
  if (!writes.includes((PERMISSIONS[name] ?? 'team:write') as Permission)) return false;
  const ofTeam = ['member', 'leader', 'integration'].includes(role);
  // These write the second team's report.
  if (ofTeam) return !['submitReport', 'amendReport', 'commentReport'].includes(name);
  return role === 'province-admin' || !['giveQuota', 'changeQuota'].includes(name);
}
