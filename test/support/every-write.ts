import type { Client } from './client';
import { addHamlet, foundHamletTeam, foundTeam, newcomer, newDocument, unique, unitId } from './found';
import { approve, hashOf, openRound, save, submit } from './reports';

/** Ids of one thing of each type, in one commune. */
export interface Things {
  readonly commune: string;
  readonly hamlets: readonly [string, string];
  readonly teams: readonly [string, string];
  readonly member: string;
  readonly person: string;
  readonly document: string;
  readonly finding: string;
  readonly event: string;
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
  const { round, reports, hash } = await makeReports(admin, commune, other.id);
  return {
    commune: await unitId(admin, commune),
    hamlets,
    teams: [team.id, other.id],
    member: read.members.edges[0].node.id,
    person: read.members.edges[0].node.person.id,
    document: team.foundingDecision.id,
    finding: read.findings.edges[0].node.id,
    event: read.events.edges[0].node.id,
    round,
    reports,
    hash,
  };
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

type Input = Record<string, unknown>;

/** For each mutation an input that it takes; what it says stands on these things. */
export const WRITES: Readonly<Record<string, (things: Things) => Input>> = {
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
  waiveFinding: ({ finding }) => ({ findingId: finding, document: newDocument('2024-05-01'), reason: 'Thử', through: '2026-12-31' }),
  resumeTeam: deciding,
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

/** The document of a mutation that takes one input and answers with something that has an id. */
export function mutation(name: string): string {
  return `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`.replace(
    /\b(Suspend|Resume|Dissolve)TeamInput/,
    'TeamDecisionInput',
  );
}
