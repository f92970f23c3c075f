import type { TestApp } from './app';
import type { Client } from './client';

let count = 0;

/** A word that no other call gives, for numbers, codes and names that must differ. */
export function unique(prefix: string): string {
  return `${prefix}${++count}`;
}

export interface Position {
  readonly seat: 'LEADER' | 'DEPUTY' | 'MEMBER';
  readonly post?: string | null;
  readonly constituencies?: readonly string[];
  readonly skills?: readonly string[];
  readonly joined?: string;
}

/** Somebody who is not on record yet. */
export function newcomer(position: Position, person: Record<string, unknown> = {}) {
  return { ...position, person: { new: { name: unique('Nguyễn Thử '), ...person } } };
}

interface Issue {
  readonly number?: string;
  readonly authority?: string;
  readonly issuer?: string;
}

/** A document not on record yet. */
export function newDocument(issuedDay: string, { number, authority = 'commune-committee', issuer = 'UBND xã Thử Nghiệm' }: Issue = {}) {
  return { new: { number: number ?? `${unique('')}/QĐ-UBND`, issuedDay, authority, issuer } };
}

/** As Bình Dương's plan wants a team of a khu ấp, but for the number of its ordinary members and who of them knows IT. */
export function quarterRoster(ordinary: number, skills: readonly string[] = ['basic-it']) {
  return [
    newcomer({ seat: 'LEADER', post: 'hamlet-head' }),
    newcomer({ seat: 'DEPUTY', post: 'youth-branch-secretary', constituencies: ['youth-union'] }),
    ...Array.from({ length: ordinary }, (_, n) =>
      newcomer({ seat: 'MEMBER', constituencies: ['volunteers'], skills: n === 0 ? skills : [] }),
    ),
  ];
}

/** As the enterprises' part of the same plan wants it. */
export function enterpriseRoster(size: number) {
  return [
    newcomer({ seat: 'LEADER', post: 'organisation-leader' }),
    newcomer({ seat: 'DEPUTY', post: 'union-group-head' }),
    ...Array.from({ length: size - 2 }, () => newcomer({ seat: 'MEMBER', constituencies: ['trade-union'], skills: ['basic-it'] })),
  ];
}

/** As Thái Nguyên and Phú Lương want the people, 3 to any number of them. */
export function villageRoster(size: number) {
  const skills = ['mobile-apps', 'digital-platforms'];
  return [
    newcomer({ seat: 'LEADER', post: 'hamlet-head', constituencies: ['hamlet-leadership'], skills }),
    newcomer({ seat: 'DEPUTY', post: 'youth-branch-secretary', constituencies: ['youth-union'], skills }),
    newcomer({ seat: 'MEMBER', constituencies: ['women-union'], skills }),
    ...Array.from({ length: size - 3 }, () => newcomer({ seat: 'MEMBER', constituencies: ['volunteers'], skills })),
  ];
}

/** Six people as Hà Nội wants them from 2024 on, but for the post of the leader. */
export function cityRoster(leader: string | null = 'hamlet-head') {
  return [
    newcomer({ seat: 'LEADER', post: leader }),
    newcomer({ seat: 'DEPUTY', post: 'youth-branch-secretary' }),
    newcomer({ seat: 'MEMBER', constituencies: ['women-branch-head'] }),
    newcomer({ seat: 'MEMBER', constituencies: ['veterans-branch-head'] }),
    newcomer({ seat: 'MEMBER', constituencies: ['area-police'] }),
    newcomer({ seat: 'MEMBER', constituencies: ['digitally-skilled'], skills: ['digital-skills-training'] }),
  ];
}

/** The id of the unit with an official code. */
export async function unitId(client: Client, code: string): Promise<string> {
  const { adminUnit } = await client.ask('query ($code: String!) { adminUnit(by: { code: $code }) { id } }', { code });
  return adminUnit.id;
}

export const ADD_UNIT = 'mutation ($input: AddAdminUnitInput!) { addAdminUnit(input: $input) { id name fullName localCode } }';

export interface Hamlet {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly localCode: string;
}

/** A new hamlet in a commune, that has been there since 2020. */
export async function addHamlet(client: Client, commune: string, input: Record<string, unknown> = {}): Promise<Hamlet> {
  const { addAdminUnit } = await client.ask(ADD_UNIT, {
    input: {
      parentId: await unitId(client, commune),
      localCode: unique('H-'),
      designation: 'Thôn',
      name: unique('Thử '),
      from: '2020-01-01',
      ...input,
    },
  });
  return addAdminUnit;
}

export const FOUND_TEAM = `mutation ($input: FoundTeamInput!) { foundTeam(input: $input) {
  id on version status name foundedDay endedDay memberCount foundingDecision { id number } hosts { id }
} }`;

export interface FoundedTeam {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly foundingDecision: { readonly id: string; readonly number: string };
  readonly hosts: readonly { readonly id: string }[];
}

/** A team by whatever the input says. */
export async function foundTeam(client: Client, input: Record<string, unknown>): Promise<FoundedTeam> {
  return (await client.ask(FOUND_TEAM, { input })).foundTeam;
}

interface HamletTeam {
  /** Official code of the commune. */
  readonly commune: string;
  readonly day: string;
  readonly authority?: string;
  readonly members?: readonly unknown[];
  readonly [more: string]: unknown;
}

/** A team in a new hamlet of a commune, by a decision of a day. */
export async function foundHamletTeam(client: Client, { commune, day, authority, ...input }: HamletTeam): Promise<FoundedTeam> {
  const { id } = await addHamlet(client, commune);
  return foundTeam(client, { kind: 'hamlet-team', host: { unitIds: [id] }, decision: newDocument(day, { authority }), ...input });
}

/** A team of an enterprise in a commune, founded by its own leader if not said. */
export async function foundEnterpriseTeam(client: Client, { commune, day, authority, ...input }: HamletTeam): Promise<FoundedTeam> {
  const decision = newDocument(day, { authority: authority ?? 'organisation-leader', issuer: unique('Công ty Thử ') });
  const organisation = { name: decision.new.issuer, unitId: await unitId(client, commune) };
  return foundTeam(client, { kind: 'organisation-team', host: { organisation }, decision, ...input });
}

const FINDINGS = `query ($team: ID!, $on: Date!, $rule: RuleName) { team(id: $team, on: $on) { findings(filter: { rule: $rule }, first: 100) { edges { node {
  id on rule requirement severity since until
  observed { count codes day text } expected { min max counts anyOf seat deadline { bound day } text } fix { action count codes seat text }
  winners { number unitCode value clause quote document { number title } }
  chain { verdict reason by version { number value clause document { number } } }
  cause { action day } unit { id } waiver { reason from until document { number } }
} } } } }`;

/** What is found about a team on a day, by one rule or all. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers of any shape
export async function findingsOf(client: Client, team: string, on: string, rule?: string): Promise<any[]> {
  const answer = await client.ask(FINDINGS, { team, on, rule });
  return answer.team.findings.edges.map(({ node }: { node: unknown }) => node);
}

/** The same in English and in Vietnamese. */
export function findingsInBoth(service: TestApp, province: string, team: string, on: string) {
  return Promise.all([
    findingsOf(service.as(province, { language: 'en' }), team, on),
    findingsOf(service.as(province, { language: 'vi' }), team, on),
  ]);
}

/** Rule and requirement of everything found about a team on a day, in order. */
export async function breachesOf(client: Client, team: string, on: string): Promise<string[]> {
  return (await findingsOf(client, team, on)).map(({ rule, requirement }) => `${rule}/${requirement}`).sort();
}

/** The nodes of a list, page by page. @param document takes $first and $after. */
export async function throughPages<T>(
  client: Client,
  document: string,
  list: (data: never) => Connection<T>,
  variables: Record<string, unknown>,
): Promise<T[][]> {
  const pages: T[][] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo }: Connection<T> = list((await client.ask(document, { ...variables, after })) as never);
    pages.push(edges.map(({ node }) => node));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return pages;
}

export interface Connection<T> {
  readonly edges: readonly { readonly node: T }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
