import type { TestApp } from './app';
import type { Client, Identity } from './client';
import { unitId } from './found';

const ROUND = `id from closesOn dueDay consolidated duty reason frozen reporters level { code } unit { code }
  form { code indicators { code } narratives { code } versions { clause document { key } } }`;
export const OPEN_ROUND = `mutation ($input: OpenReportRoundInput!) { openReportRound(input: $input) { ${ROUND} } }`;
const REPORT = 'id version state submittedDay versions { number state hash } nextSteps { step to permission }';
export const SAVE = `mutation ($input: SaveReportDraftInput!) { saveReportDraft(input: $input) { ${REPORT} } }`;
export const SUBMIT = `mutation ($input: SubmitReportInput!) { submitReport(input: $input) { ${REPORT} } }`;
export const RETURN = `mutation ($input: ReturnReportInput!) { returnReport(input: $input) { ${REPORT} } }`;
export const APPROVE = `mutation ($input: ApproveReportInput!) { approveReport(input: $input) { ${REPORT} } }`;
export const AMEND = `mutation ($input: AmendReportInput!) { amendReport(input: $input) { ${REPORT} } }`;
export const EXCUSE = 'mutation ($input: ExcuseReportInput!) { excuseReport(input: $input) { id } }';
export const COMMENT = 'mutation ($input: CommentReportInput!) { commentReport(input: $input) { id } }';

export interface ReadReport {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly submittedDay: string | null;
  readonly versions: readonly { readonly number: number; readonly state: string; readonly hash: string | null }[];
}

/** Who acts in a commune: one writes, another approves. */
export interface People {
  readonly writer: Client;
  readonly approver: Client;
}

export function peopleOf(service: TestApp, province: string, identity: Identity = { role: 'province-admin' }): People {
  return {
    writer: service.as(province, { ...identity, subject: 'writer' }),
    approver: service.as(province, { ...identity, subject: 'approver' }),
  };
}

export interface Commune {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
}

/** The communes of a unit with their teams on a day. */
export async function communesOf(client: Client, code: string, on: string): Promise<Commune[]> {
  const { adminUnit } = await client.ask(
    `query ($code: String!, $on: Date!) { adminUnit(by: { code: $code }, on: $on) { children(first: 50) { edges { node {
       id code name teams(first: 20) { edges { node { id name } } } } } } } }`,
    { code, on },
  );
  return adminUnit.children.edges.map(({ node }: { node: Commune & { teams: { edges: { node: object }[] } } }) => ({
    ...node,
    teams: node.teams.edges.map((edge) => edge.node),
  }));
}

/** A round of a unit; of the month of July 2022 if not said. */
export async function openRound(client: Client, code: string, input: Record<string, unknown> = {}) {
  const asked = { unitId: await unitId(client, code), from: '2022-07-01', until: '2022-08-01', dueDay: '2022-08-05', ...input };
  return (await client.ask(OPEN_ROUND, { input: asked })).openReportRound;
}

/** The rounds there are, those of the latest period first. */
export async function roundsOf(client: Client, filter: Record<string, unknown> = {}) {
  const { reportRounds } = await client.ask(
    `query ($filter: ReportRoundFilter) { reportRounds(filter: $filter, first: 200) { edges { node { ${ROUND} } } } }`,
    { filter },
  );
  return reportRounds.edges.map(({ node }: { node: object }) => node);
}

export type Values = Readonly<Record<string, number | null>>;
export const toValues = (values: Values) => Object.entries(values).map(([indicator, value]) => ({ indicator, value }));

/** Writes in a draft; the first time if no version is said. */
export async function save(client: Client, roundId: string, holder: object, values: Values, more: object = {}): Promise<ReadReport> {
  const input = { roundId, holder, expectedVersion: 0, values: toValues(values), ...more };
  return (await client.ask(SAVE, { input })).saveReportDraft;
}

export async function submit(client: Client, { id, version }: ReadReport): Promise<ReadReport> {
  return (await client.ask(SUBMIT, { input: { reportId: id, expectedVersion: version } })).submitReport;
}

export const hashOf = ({ versions }: ReadReport) => versions.at(-1)?.hash as string;

export async function approve(client: Client, report: ReadReport): Promise<ReadReport> {
  return (await client.ask(APPROVE, { input: { reportId: report.id, expectedHash: hashOf(report) } })).approveReport;
}

/** Written, handed in and approved by another. */
export async function reported({ writer, approver }: People, roundId: string, holder: object, values: Values): Promise<ReadReport> {
  return approve(approver, await submit(writer, await save(writer, roundId, holder, values)));
}

/** An approved report is changed and approved again. */
export async function amended(
  { writer, approver }: People,
  roundId: string,
  holder: object,
  id: string,
  values: Values,
): Promise<ReadReport> {
  const { amendReport } = await writer.ask(AMEND, { input: { reportId: id, reason: 'Số liệu đã rà soát' } });
  const draft = await save(writer, roundId, holder, values, { expectedVersion: amendReport.version });
  return approve(approver, await submit(writer, draft));
}

const TOTALS = `query ($id: ID!, $unit: ID) { reportRound(id: $id) { totals(unit: $unit) {
  code segment value numerator denominator complete expected reported unknown missingCount missing { why team { name } unit { name } } } } }`;

/** What a round comes to in a unit for an indicator. */
export async function totalOf(client: Client, id: string, unit: string | null, code: string) {
  const { reportRound } = await client.ask(TOTALS, { id, unit });
  return reportRound.totals.find((total: { code: string; segment: string | null }) => total.code === code && total.segment === null);
}

/** The second of August 2022, 10:00 in Asia/Ho_Chi_Minh. */
export const IN_AUGUST = new Date('2022-08-02T03:00:00Z');

/** The teams of Phú Lương are asked for their results of July 2022. */
export interface JulyRound {
  readonly people: People;
  readonly communes: readonly Commune[];
  /** The round's id. */
  readonly round: string;
  /** A team that has not reported yet. */
  nextTeam(): { teamId: string };
  /** The variables of a first save. */
  saving(holder: object, values: Values, more?: object): { input: Record<string, unknown> };
}

export async function openJulyRound(service: TestApp): Promise<JulyRound> {
  const people = peopleOf(service, 'thai-nguyen');
  const communes = await communesOf(people.writer, '168', '2022-07-31');
  const round: string = (await openRound(people.writer, '168', { duty: 'team-results' })).id;
  const teams = communes.slice(1).flatMap((commune) => commune.teams);
  return {
    people,
    communes,
    round,
    nextTeam: () => ({ teamId: teams.pop()?.id as string }),
    saving: (holder, values, more = {}) => ({ input: { roundId: round, holder, expectedVersion: 0, values: toValues(values), ...more } }),
  };
}
