import type { TestApp } from './app';
import type { Client } from './client';
import { newDocument, unique } from './found';

export const GRANT = `mutation ($input: GrantRoleInput!) { grantRole(input: $input) {
  id actor role from until grantedBy revokedAt unit { code } team { id } } }`;

/** For each mutation grants are kept by, an input that it takes. */
export const GRANT_WRITES: Readonly<
  Record<string, (things: { teams: readonly [string, string]; grant: string }) => Record<string, unknown>>
> = {
  grantRole: ({ teams }) => ({ actor: 'a volunteer', role: 'MEMBER', teamId: teams[0], until: '2026-06-01' }),
  revokeGrant: ({ grant }) => ({ grantId: grant }),
};

/** A grant by somebody. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers of any shape
export async function grant(by: Client, input: Record<string, unknown>): Promise<any> {
  return (await by.ask(GRANT, { input })).grantRole;
}

export interface Granted {
  readonly actor: string;
  /** Of the grant. */
  readonly id: string;
  readonly client: Client;
}

/** Somebody new whose token grants nothing, with one grant on record. */
export async function granted(service: TestApp, admin: Client, input: Record<string, unknown>): Promise<Granted> {
  const actor = unique('can-bo-');
  const { id } = await grant(admin, { actor, ...input });
  return { actor, id, client: service.as('ha-noi', { role: 'public', subject: actor, hours: 10_000 }) };
}

/** Whether somebody may add a hamlet to a unit; adds one if so. */
export async function mayAdd(client: Client, parentId: string): Promise<boolean> {
  const input = {
    parentId,
    localCode: unique('G-'),
    designation: 'Thôn',
    name: unique('Mới '),
    from: '2024-05-01',
    decision: newDocument('2024-05-01'),
  };
  const { errors } = await client.answer('mutation ($input: AddAdminUnitInput!) { addAdminUnit(input: $input) { id } }', { input });
  if (errors && errors[0]?.extensions.code !== 'FORBIDDEN') throw new Error(JSON.stringify(errors));
  return !errors;
}
