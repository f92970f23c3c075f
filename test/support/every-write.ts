import { ACCOUNT_ANSWERS, ACCOUNT_WRITES, makeAccount } from './accounts';
import type { Client } from './client';
import { ALLOCATE, givenQuota, nextPeriod } from './quota';
import { addHamlet, foundHamletTeam, foundTeam, newcomer, newDocument, unique, unitId } from './found';
import { grant, GRANT_WRITES } from './grants';
import { approve, hashOf, openRound, save, submit } from './reports';

/** Ids of one thing of each type, in one commune. */
export interface Things {
  readonly commune: string;
  readonly hamlets: readonly [string, string];
  readonly teams: readonly [string, string];
  readonly member: string;
  readonly person: string;
  /** Of that person, about their data. */
  readonly request: string;
  readonly document: string;
  readonly finding: string;
  readonly event: string;
  readonly grant: string;
  readonly account: string;
  readonly apiKey: string;
  /** A quota of the commune's, of which the first team holds a part. */
  readonly quota: string;
  /** Of the commune. */
  readonly directive: string;
  /** Of the first team, from that directive. */
  readonly task: string;
  /** Of the first team. */
  readonly outreach: string;
  /** Of teams; nothing is written yet for the first of the two teams. */
  readonly round: string;
  /** Drafted, handed in by a colleague, and approved. */
  readonly reports: readonly [string, string, string];
  /** Of the report that was handed in. */
  readonly hash: string;
}

/** Two hamlets without a team, and two teams of one person each in hamlets of their own. */
export async function makeThings(admin: Client, commune: string): Promise<Things> {
  const hamlets = [(await addHamlet(admin, commune)).id, (await addHamlet(admin, commune)).id] as const;
  const team = await foundHamletTeam(admin, { commune, day: '2024-04-01', members: [newcomer({ seat: 'LEADER' })] });
  const { id } = await addHamlet(admin, commune);
  const decision = { existing: team.foundingDecision.id };
  const other = await foundTeam(admin, { kind: 'hamlet-team', host: { unitIds: [id] }, decision, from: '2024-04-01' });
  const { team: read } = await admin.ask(
    'query ($id: ID!) { team(id: $id) { members { edges { node { id person { id } } } } findings { edges { node { id } } } events { edges { node { id } } } } }',
    { id: team.id },
  );
  const work = await makeWork(admin, await unitId(admin, commune), team.id);
  const personId = read.members.edges[0].node.person.id;
  const { recordPersonRequest } = await admin.ask(mutation('recordPersonRequest'), { input: { personId, kind: 'ACCESS' } });
  const { round, reports, hash } = await makeReports(admin, commune, other.id);
  return {
    ...work,
    ...(await makeAccount(admin)),
    grant: (await grant(admin, { actor: 'a volunteer', role: 'MEMBER', teamId: team.id })).id,
    commune: await unitId(admin, commune),
    hamlets,
    teams: [team.id, other.id],
    member: read.members.edges[0].node.id,
    person: personId,
    request: recordPersonRequest.id,
    document: team.foundingDecision.id,
    finding: read.findings.edges[0].node.id,
    event: read.events.edges[0].node.id,
    quota: await makeQuota(admin, commune, team.id),
    round,
    reports,
    hash,
  };
}

async function makeQuota(admin: Client, code: string, teamId: string): Promise<string> {
  const { id, unitId: fromUnitId } = await givenQuota(admin, code, 100);
  const shares = [{ holder: { teamId }, amount: 10 }];
  await admin.ask(ALLOCATE, { input: { quotaId: id, fromUnitId, shares, day: '2024-04-01' } });
  return id;
}

/** Reports of one team in each state that a change of reports begins from. */
async function makeReports(admin: Client, commune: string, teamId: string): Promise<Pick<Things, 'round' | 'reports' | 'hash'>> {
  const colleague = admin.colleague();
  const open = async (from: string, until: string): Promise<string> => {
    const form = { new: { code: unique('w-'), name: 'Thử', indicators: ['people-trained'] } };
    const { id } = await openRound(admin, commune, { from, until, dueDay: until, form, reporters: { teams: true }, reason: 'Thử' });
    return id;
  };
  const rounds = [
    await open('2025-10-01', '2025-11-01'),
    await open('2025-11-01', '2025-12-01'),
    await open('2025-12-01', '2026-01-01'),
  ] as const;
  const write = (client: Client, round: string) => save(client, round, { teamId }, { 'people-trained': 5 });
  const draft = await write(admin, rounds[0]);
  const submitted = await submit(colleague, await write(colleague, rounds[1]));
  const approved = await approve(admin, await submit(colleague, await write(colleague, rounds[2])));
  return { round: rounds[0], reports: [draft.id, submitted.id, approved.id], hash: hashOf(submitted) };
}

/** A directive of a unit, a task of it for a team, and an entry in the team's log. */
async function makeWork(admin: Client, unit: string, teamId: string): Promise<Pick<Things, 'directive' | 'task' | 'outreach'>> {
  const { giveDirective } = await admin.ask(mutation('giveDirective'), { input: directive(unit) });
  await admin.ask(mutation('passOnDirective'), { input: { directiveId: giveDirective.id, to: { teamIds: [teamId] }, day: '2024-05-01' } });
  const { tasks } = await admin.ask('query ($team: ID!) { tasks(filter: { team: $team }) { edges { node { id } } } }', { team: teamId });
  const { logOutreach } = await admin.ask(mutation('logOutreach'), { input: outreach(teamId) });
  return { directive: giveDirective.id, task: tasks.edges[0].node.id, outreach: logOutreach.id };
}

type Input = Record<string, unknown>;

const directive = (unitId: string): Input => ({
  unitId,
  title: 'Hướng dẫn VNeID',
  from: '2024-05-01',
  until: '2024-06-01',
  day: '2024-05-01',
});
const outreach = (teamId: string): Input => ({
  teamId,
  pillar: 'SKILLS',
  day: '2024-05-02',
  people: 3,
  idempotencyKey: unique('a key of one entry '),
});

/** For each mutation an input that it takes; what it says stands on these things. */
export const WRITES: Readonly<Record<string, (things: Things) => Input>> = {
  ...ACCOUNT_WRITES,
  ...GRANT_WRITES,
  addAdminUnit: ({ commune }) => ({
    parentId: commune,
    localCode: unique('W-'),
    designation: 'Thôn',
    name: 'Mới',
    from: '2024-05-01',
    decision: newDocument('2024-05-01'),
  }),
  recordUnitFigures: ({ commune }) => ({
    figures: [{ unitId: commune, kind: 'POPULATION', value: 5000, day: '2023-12-31' }],
    source: newDocument('2024-01-15'),
  }),
  renameAdminUnit: ({ hamlets }) => ({ unitId: hamlets[0], name: 'Khác', from: '2024-05-01', decision: newDocument('2024-05-01') }),
  mergeAdminUnits: ({ hamlets }) => ({
    unitIds: hamlets,
    name: 'Chung',
    localCode: unique('W-'),
    from: '2024-05-01',
    decision: newDocument('2024-05-01'),
  }),
  foundTeam: ({ hamlets }) => ({
    kind: 'hamlet-team',
    host: { unitIds: [hamlets[0]] },
    decision: newDocument('2024-05-01'),
    regulation: newDocument('2024-05-01'),
    members: [newcomer({ seat: 'LEADER' })],
  }),
  renameTeams: ({ teams }) => ({ teamIds: [teams[0]], name: 'Tổ Khác', from: '2024-05-01', decision: newDocument('2024-05-01') }),
  recordTeamDocument: ({ teams }) => ({ teamIds: [teams[0]], type: 'working-regulation', document: newDocument('2024-05-01') }),
  setTeamContact: ({ teams }) => ({ teamId: teams[0], expectedVersion: 1, contactChannel: 'https://zalo.me/g/abc' }),
  suspendTeam: deciding,
  dissolveTeam: deciding,
  mergeTeams: ({ teams, hamlets }) => ({
    intoTeamId: teams[0],
    teamIds: [teams[1]],
    unitIds: [hamlets[0]],
    from: '2024-05-01',
    decision: newDocument('2024-05-01'),
  }),
  addMembers: ({ teams }) => ({ teamId: teams[0], members: [newcomer({ seat: 'MEMBER' })] }),
  changeMember: ({ member }) => ({ memberId: member, expectedVersion: 1, from: '2024-05-01', seat: 'DEPUTY' }),
  removeMember: ({ member }) => ({ memberId: member, expectedVersion: 1, left: '2024-05-01' }),
  correctPerson: ({ person }) => ({ personId: person, expectedVersion: 1, name: 'Nguyễn Đúng Tên' }),
  recordPersonRequest: ({ person }) => ({ personId: person, kind: 'CORRECTION' }),
  closePersonRequest: ({ request }) => ({ requestId: request, status: 'DONE' }),
  erasePerson: ({ person }) => ({ personId: person, expectedVersion: 1, reason: 'Theo yêu cầu' }),
  waiveFinding: ({ finding }) => ({ findingId: finding, document: newDocument('2024-05-01'), reason: 'Thử', through: '2026-12-31' }),
  resumeTeam: deciding,
  giveQuota: ({ commune }) => ({
    unitId: commune,
    indicator: 'people-reached',
    target: 10,
    ...nextPeriod(),
    document: newDocument('2024-05-01'),
  }),
  changeQuota: ({ quota }) => ({ quotaId: quota, by: 5, day: '2024-05-01', document: newDocument('2024-05-01') }),
  allocateQuota: ({ quota, commune, hamlets }) => ({
    quotaId: quota,
    fromUnitId: commune,
    shares: [{ holder: { unitId: hamlets[0] }, amount: 1 }],
    day: '2024-05-01',
    document: newDocument('2024-05-01'),
  }),
  takeBackQuota: ({ quota, teams }) => ({ quotaId: quota, holder: { teamId: teams[0] }, amount: 1, day: '2024-05-01', reason: 'Thử' }),
  moveQuota: ({ quota, teams }) => ({
    quotaId: quota,
    holder: { teamId: teams[0] },
    to: { teamId: teams[1] },
    amount: 1,
    day: '2024-05-01',
    reason: 'Thử',
  }),
  giveDirective: ({ commune }) => ({ ...directive(commune), document: newDocument('2024-05-01') }),
  expandTimeline: ({ commune }) => ({ unitId: commune, from: '2024-01-01', until: '2024-04-01' }),
  passOnDirective: ({ directive: directiveId, teams }) => ({ directiveId, to: { teamIds: [teams[1]] }, day: '2024-05-01' }),
  moveTask: ({ task }) => ({ taskId: task, expectedVersion: 1, to: 'ACCEPTED' }),
  assignTask: ({ task, member }) => ({ taskId: task, expectedVersion: 1, memberIds: [member] }),
  addTaskEvidence: ({ task }) => ({ taskId: task, text: 'Đã hướng dẫn tại nhà văn hóa' }),
  logOutreach: ({ teams, task }) => ({ ...outreach(teams[0]), taskId: task }),
  correctOutreach: ({ outreach: outreachId, task }) => ({ outreachId, expectedVersion: 1, people: 4, taskId: task }),
  cancelOutreach: ({ outreach: outreachId }) => ({ outreachId, expectedVersion: 1, reason: 'Ghi nhầm' }),
  openReportRound: ({ commune, document }) => ({
    unitId: commune,
    from: '2025-09-01',
    until: '2025-10-01',
    dueDay: '2025-10-05',
    form: { new: { code: unique('w-'), name: 'Thử', indicators: ['people-trained'] } },
    reporters: { unitIds: [commune] },
    reason: 'Thử',
    document: { existing: document },
  }),
  excuseReport: ({ round, teams }) => ({ roundId: round, holder: { teamId: teams[0] }, reason: 'Thử' }),
  saveReportDraft: ({ round, teams }) => ({
    roundId: round,
    holder: { teamId: teams[0] },
    expectedVersion: 0,
    values: [{ indicator: 'people-trained', value: 1 }],
  }),
  submitReport: ({ reports }) => ({ reportId: reports[0], expectedVersion: 1 }),
  returnReport: ({ reports }) => ({ reportId: reports[1], reason: 'Thử' }),
  approveReport: ({ reports, hash }) => ({ reportId: reports[1], expectedHash: hash }),
  amendReport: ({ reports }) => ({ reportId: reports[2], reason: 'Thử' }),
  commentReport: ({ reports }) => ({ reportId: reports[0], text: 'Thử' }),
};

function deciding({ teams }: Things): Input {
  return { teamId: teams[0], expectedVersion: 1, from: '2024-05-01', decision: newDocument('2024-05-01') };
}

/** The document of a mutation that takes one input, asking for the id of what it answers with, or for how many things it made. */
export function mutation(name: string): string {
  const answer = ACCOUNT_ANSWERS[name] ?? (['expandTimeline', 'passOnDirective'].includes(name) ? 'made' : 'id');
  return `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${answer} } }`
    .replace(/\b(Suspend|Resume|Dissolve)TeamInput/, 'TeamDecisionInput')
    .replace(/\b(Reset|Disable|Enable)AccountInput/, 'AccountInput');
}
