import type { Client } from './client';
import { newDocument, unitId } from './found';

export const GIVE = 'mutation ($input: GiveQuotaInput!) { giveQuota(input: $input) { id target holding { id } } }';
export const ALLOCATE = 'mutation ($input: AllocateQuotaInput!) { allocateQuota(input: $input) { id } }';
export const TAKE_BACK = 'mutation ($input: TakeBackQuotaInput!) { takeBackQuota(input: $input) { id } }';
export const MOVE = 'mutation ($input: MoveQuotaInput!) { moveQuota(input: $input) { id } }';
export const CHANGE = 'mutation ($input: ChangeQuotaInput!) { changeQuota(input: $input) { target } }';

export interface GivenQuota {
  readonly id: string;
  readonly target: number;
  readonly holding: { readonly id: string };
  /** Id of the unit it was given to. */
  readonly unitId: string;
}

/** Periods that no other quota of a test has. */
let month = 0;
export function nextPeriod(): { from: string; until: string } {
  const day = (n: number) => `${2022 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01`;
  month += 1;
  return { from: day(month - 1), until: day(month) };
}

/** Gives a unit a quota that no law asks for, in a period of its own. */
export async function givenQuota(client: Client, code: string, target: number, changed: object = {}): Promise<GivenQuota> {
  const unit = await unitId(client, code);
  const input = { unitId: unit, indicator: 'people-reached', target, ...nextPeriod(), document: newDocument('2022-05-20'), ...changed };
  return { ...(await client.ask(GIVE, { input })).giveQuota, unitId: unit };
}

export interface Held {
  readonly received: number;
  readonly allocated: number;
  readonly remainder: number;
  readonly isOverAllocated: boolean;
  readonly unit: { readonly name: string } | null;
  readonly team: { readonly id: string } | null;
}

const HELD = 'id received allocated remainder isOverAllocated unit { id code name } team { id }';

/** What stands at the top of a quota on a day, and at those who receive from it. */
export async function heldOf(client: Client, quotaId: string, on?: string): Promise<Held & { receivers: Held[] }> {
  const { quota } = await client.ask(
    `query ($id: ID!, $on: Date) { quota(id: $id, on: $on) { holding { ${HELD} receivers(first: 200) { edges { node { ${HELD} } } } } } }`,
    { id: quotaId, on },
  );
  const { receivers, ...held } = quota.holding;
  return { ...held, receivers: receivers.edges.map(({ node }: { node: Held }) => node) };
}

/** Ids of the communes of a district, in order of their names. */
export async function communesOf(client: Client, code: string): Promise<{ id: string; code: string; name: string }[]> {
  const { adminUnit } = await client.ask(
    'query ($code: String!) { adminUnit(by: { code: $code }, on: "2024-03-31") { children(first: 50) { edges { node { id code name } } } } }',
    { code },
  );
  return adminUnit.children.edges.map(({ node }: { node: { id: string; code: string; name: string } }) => node);
}
