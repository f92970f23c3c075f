import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { mutation, WRITES } from '../support/every-write';
import { addHamlet, foundHamletTeam, newcomer as person, newDocument, unique, unitId } from '../support/found';
import { refusalOf } from '../support/refused';

const [DISTRICT, COMMUNE, NEXT] = ['278', '10165', '10168'];
const GRANT = `mutation ($input: GrantRoleInput!) { grantRole(input: $input) {
  id actor role from until grantedBy revokedAt unit { code } team { id } } }`;
const REVOKE = 'mutation ($input: RevokeGrantInput!) { revokeGrant(input: $input) { id revokedAt } }';
const LOG = mutation('logOutreach');

/** The service's clock; moved by setting it. */
const now = new Date('2026-01-15T03:00:00Z');
const at = (instant: string) => now.setTime(Date.parse(instant));
let service: TestApp;
let admin: Client;
let [district, commune, next] = ['', '', ''];
beforeAll(async () => {
  service = await startApp({ now });
  admin = service.as('ha-noi', { role: 'province-admin', hours: 10_000 });
  [district, commune, next] = [await unitId(admin, DISTRICT), await unitId(admin, COMMUNE), await unitId(admin, NEXT)];
});
beforeEach(() => at('2026-01-15T03:00:00Z'));
afterAll(() => service.close());

/** Somebody whose token grants nothing. */
const as = (subject: string) => service.as('ha-noi', { role: 'public', subject, hours: 10_000 });
const grant = async (by: Client, input: Record<string, unknown>) => (await by.ask(GRANT, { input })).grantRole;
const refused = (by: Client, input: Record<string, unknown>) => refusalOf(service, by, GRANT, { input });
/** Somebody new with one grant. */
const newcomer = async (input: Record<string, unknown>) => {
  const actor = unique('can-bo-');
  const { id } = await grant(admin, { actor, ...input });
  return { actor, id, client: as(actor) };
};
const addsHamlet = (client: Client, parentId: string) =>
  client.answer(mutation('addAdminUnit'), {
    input: {
      parentId,
      localCode: unique('G-'),
      designation: 'Thôn',
      name: unique('Mới '),
      from: '2024-05-01',
      decision: newDocument('2024-05-01'),
    },
  });
const mayAdd = async (client: Client, parentId: string) => {
  const { errors } = await addsHamlet(client, parentId);
  if (errors && errors[0]?.extensions.code !== 'FORBIDDEN') throw new Error(JSON.stringify(errors));
  return !errors;
};

describe('a grant on record', () => {
  it('holds beside what the token says, where it says and nowhere else', async () => {
    const { client, actor, id } = await newcomer({ role: 'COMMUNE_OFFICER', unitId: commune });
    expect([await mayAdd(client, commune), await mayAdd(client, next)]).toEqual([true, false]);
    expect(await mayAdd(as('somebody else'), commune)).toBe(false);
    const { grants } = await admin.ask(
      `query ($actor: String!) { grants(filter: { actor: $actor }) { totalCount edges { node { id role from until grantedBy unit { code } } } } }`,
      { actor },
    );
    expect(grants).toEqual({
      totalCount: 1,
      edges: [{ node: { id, role: 'COMMUNE_OFFICER', from: '2026-01-15', until: null, grantedBy: 'somebody', unit: { code: COMMUNE } } }],
    });
  });

  it('ends with the request after it is revoked, and both are told in events', async () => {
    const { client, id } = await newcomer({ role: 'COMMUNE_OFFICER', unitId: commune });
    expect(await mayAdd(client, commune)).toBe(true);
    const { revokeGrant } = await admin.ask(REVOKE, { input: { grantId: id } });
    expect(revokeGrant.revokedAt).toBe('2026-01-15T03:00:00.000Z');
    expect(await mayAdd(client, commune)).toBe(false);
    await admin.ask(REVOKE, { input: { grantId: id } });
    const { events } = await admin.ask('{ events(first: 20) { edges { node { action subject actor } } } }');
    const told = events.edges
      .map(({ node }: { node: { subject: string } }) => node)
      .filter(({ subject }: { subject: string }) => subject === id);
    expect(told).toEqual([
      { action: 'grant.revoked', subject: id, actor: 'somebody' },
      { action: 'grant.given', subject: id, actor: 'somebody' },
    ]);
  });

  it('ends with its last day in Asia/Ho_Chi_Minh, and begins with its first', async () => {
    const { client } = await newcomer({ role: 'COMMUNE_OFFICER', unitId: commune, from: '2026-01-17', until: '2026-01-20' });
    for (const [instant, holds] of [
      ['2026-01-16T16:59:59Z', false],
      ['2026-01-16T17:00:00Z', true],
      ['2026-01-19T16:59:59Z', true],
      ['2026-01-19T17:00:00Z', false],
    ] as const) {
      at(instant);
      expect([instant, await mayAdd(client, commune)]).toEqual([instant, holds]);
    }
  });

  it('costs each request one statement, by the index of its actor', async () => {
    const { client } = await newcomer({ role: 'ANALYST' });
    service.takeStatements();
    await client.ask('{ province { slug } }');
    expect(service.takeStatements().filter((statement) => statement.includes('actor_grant'))).toHaveLength(1);
  });

  it('given twice under one key is given once', async () => {
    const input = { actor: unique('can-bo-'), role: 'READER', idempotencyKey: unique('a key of a grant ') };
    expect((await grant(admin, input)).id).toBe((await grant(admin, input)).id);
  });
});

describe('after a merger', () => {
  it('a grant of a hamlet holds in the hamlet it became from that day on, and for what lay in the old one', async () => {
    const [one, other] = [await addHamlet(admin, COMMUNE), await addHamlet(admin, COMMUNE)];
    const outside = await addHamlet(admin, COMMUNE);
    const { client } = await newcomer({ role: 'COMMUNE_OFFICER', unitId: one.id });
    const found = (unit: string, day: string) =>
      client.answer(mutation('foundTeam'), {
        input: { kind: 'hamlet-team', host: { unitIds: [unit] }, decision: newDocument(day), from: day },
      });
    const old = await found(one.id, '2025-01-01');
    expect(old.errors).toBeUndefined();
    const input = {
      unitIds: [one.id, other.id],
      name: 'Chung',
      localCode: unique('M-'),
      from: '2026-02-01',
      decision: newDocument('2026-01-10'),
    };
    const { mergeAdminUnits } = await admin.ask(mutation('mergeAdminUnits'), { input });
    const successor = mergeAdminUnits.id;
    const rename = (unit: string, from: string) =>
      client.answer(mutation('renameAdminUnit'), {
        input: { unitId: unit, name: unique('Tên '), from, decision: newDocument('2026-01-10') },
      });
    expect((await rename(successor, '2026-02-02')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    at('2026-01-31T17:00:00Z');
    expect((await rename(successor, '2026-02-02')).errors).toBeUndefined();
    expect((await rename(outside.id, '2026-02-02')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const contact = await client.answer(mutation('setTeamContact'), {
      input: { teamId: old.data.foundTeam.id, expectedVersion: 1, contactChannel: '1022' },
    });
    expect(contact.errors).toBeUndefined();
  });

  it('a grant of a unit of which a part went elsewhere does not reach there', async () => {
    const [whole, other, taker, joined] = await Promise.all([1, 2, 3, 4].map(() => addHamlet(admin, COMMUNE)));
    const ids = [whole, other, taker, joined].map(
      (hamlet) =>
        Buffer.from(hamlet?.id ?? '', 'base64url')
          .toString()
          .split(':')[1],
    );
    const edge = (from: number, to: number, status: string, share: number | null) =>
      service.owner.query(
        `INSERT INTO admin_unit_succession (tenant, id, predecessor_id, successor_id, kind, day, share, status)
         VALUES ('ha-noi', gen_random_uuid(), $1, $2, 'merge', '2025-01-01', $3, $4)`,
        [ids[from], ids[to], share, status],
      );
    await edge(0, 2, 'confirmed', 0.5);
    await edge(1, 3, 'pending', 1);
    for (const [from, to] of [
      [whole, taker],
      [other, joined],
    ] as const) {
      const { client } = await newcomer({ role: 'COMMUNE_OFFICER', unitId: from?.id });
      const input = { unitId: to?.id, name: 'Khác', from: '2026-01-10', decision: newDocument('2026-01-10') };
      expect(await client.refusal(mutation('renameAdminUnit'), { input })).toBe('FORBIDDEN');
    }
  });

  it('a grant of a team follows it to the team that absorbed it, and reaches no other', async () => {
    const [ends, stays, other] = [
      await foundHamletTeam(admin, { commune: COMMUNE, day: '2024-04-01' }),
      await foundHamletTeam(admin, { commune: COMMUNE, day: '2024-04-01' }),
      await foundHamletTeam(admin, { commune: COMMUNE, day: '2024-04-01' }),
    ];
    const { client } = await newcomer({ role: 'MEMBER', teamId: ends.id });
    const log = async (teamId: string, day: string) => {
      const input = { teamId, pillar: 'SKILLS', day, people: 3, idempotencyKey: unique('a key of an entry ') };
      return (await client.answer(LOG, { input })).errors?.[0]?.extensions.code;
    };
    expect([await log(ends.id, '2026-01-10'), await log(stays.id, '2026-01-10')]).toEqual([undefined, 'FORBIDDEN']);
    const input = { intoTeamId: stays.id, teamIds: [ends.id], from: '2026-02-01', decision: newDocument('2026-01-10') };
    await admin.ask(mutation('mergeTeams'), { input });
    expect(await log(stays.id, '2026-01-10')).toBe('FORBIDDEN');
    at('2026-02-01T03:00:00Z');
    expect([await log(stays.id, '2026-02-01'), await log(other.id, '2026-02-01')]).toEqual([undefined, 'FORBIDDEN']);
  });
});

describe('whoever grants', () => {
  const officer = (until?: string) => newcomer({ role: 'COMMUNE_OFFICER', unitId: commune, until });

  it('gives no permission they have not got', async () => {
    const { client } = await officer();
    expect(await refused(client, { actor: 'x', role: 'PROVINCE_OFFICER', unitId: commune })).toMatchObject({
      refused: 'GRANT_BEYOND_OWN',
      role: 'province-officer',
      permission: 'finding:waive',
    });
    expect(await refused(client, { actor: 'x', role: 'PROVINCE_ADMIN' })).toEqual({ refused: 'FORBIDDEN', permission: 'grant:manage' });
    expect((await grant(client, { actor: 'x', role: 'LEADER', unitId: commune })).role).toBe('LEADER');
  });

  it('gives no place they have not got: above, beside, the whole province, a team elsewhere', async () => {
    const { client } = await officer();
    const elsewhere = await foundHamletTeam(admin, { commune: NEXT, day: '2024-04-01' });
    for (const place of [{ unitId: district }, { unitId: next }, {}, { teamId: elsewhere.id }])
      expect(await refused(client, { actor: 'x', role: 'MEMBER', ...place })).toEqual({ refused: 'FORBIDDEN', permission: 'grant:manage' });
  });

  it('gives nothing for longer than they hold it', async () => {
    const { client } = await officer('2026-03-01');
    for (const until of [undefined, '2026-03-02'])
      expect(await refused(client, { actor: 'x', role: 'MEMBER', unitId: commune, until })).toMatchObject({ refused: 'GRANT_BEYOND_OWN' });
    expect((await grant(client, { actor: 'x', role: 'MEMBER', unitId: commune, until: '2026-03-01' })).until).toBe('2026-03-01');
  });

  it('gives nothing to themselves, to nobody, backwards, or to a role that is of the whole province', async () => {
    const { client, actor } = await officer();
    expect(await refused(client, { actor, role: 'LEADER', unitId: commune })).toEqual({ refused: 'GRANT_TO_ONESELF' });
    for (const nobody of ['public', 'system', 'key:abc'])
      expect(await refused(admin, { actor: nobody, role: 'READER' })).toMatchObject({
        refused: 'INVALID_INPUT',
        fields: [{ field: 'actor' }],
      });
    expect(await refused(client, { actor: 'x', role: 'LEADER', unitId: commune, from: '2026-01-14' })).toMatchObject({
      refused: 'DAY_TOO_EARLY',
    });
    expect(await refused(admin, { actor: 'x', role: 'PROVINCE_ADMIN', unitId: commune })).toMatchObject({ refused: 'INVALID_INPUT' });
    expect(await refused(client, { actor: 'x', role: 'LEADER', unitId: commune, until: '2026-01-15' })).toMatchObject({
      refused: 'INVALID_INPUT',
    });
  });

  it('does not take back what is more than their own, nor anything elsewhere', async () => {
    const { client } = await officer();
    const more = await newcomer({ role: 'PROVINCE_OFFICER', unitId: commune });
    const elsewhere = await newcomer({ role: 'MEMBER', unitId: next });
    const wide = await newcomer({ role: 'READER' });
    const revoke = (grantId: string) => refusalOf(service, client, REVOKE, { input: { grantId } });
    expect(await revoke(more.id)).toMatchObject({ refused: 'GRANT_BEYOND_OWN', permission: 'finding:waive' });
    expect(await revoke(elsewhere.id)).toEqual({ refused: 'FORBIDDEN', permission: 'grant:manage' });
    expect(await revoke(wide.id)).toEqual({ refused: 'FORBIDDEN', permission: 'grant:manage' });
  });

  it('sees the grants of their own places only, in lists, in totals and by id', async () => {
    const { client } = await officer();
    const elsewhere = await newcomer({ role: 'MEMBER', unitId: next });
    const wide = await newcomer({ role: 'READER' });
    const ASK = `query ($id: ID!, $actor: String!, $unit: ID!) { node(id: $id) { id }
      byActor: grants(filter: { actor: $actor }) { totalCount edges { node { id } } } byUnit: grants(filter: { unit: $unit }) { totalCount } }`;
    for (const { id, actor } of [elsewhere, wide])
      expect(await client.ask(ASK, { id, actor, unit: next })).toEqual({
        node: null,
        byActor: { totalCount: 0, edges: [] },
        byUnit: { totalCount: 0 },
      });
    const { grants } = await client.ask('query ($unit: ID!) { grants(filter: { unit: $unit }) { totalCount } }', { unit: commune });
    expect(grants.totalCount).toBeGreaterThan(0);
  });

  it('is no key of a machine', async () => {
    const input = { name: 'Máy', scopes: ['grant:manage'], until: '2026-06-01' };
    const CREATE = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key } }';
    expect(await refusalOf(service, admin, CREATE, { input })).toMatchObject({ refused: 'INVALID_INPUT', fields: [{ field: 'scopes' }] });
  });
});

it('a volunteer of one team writes of that team by every mutation, and of no other', async () => {
  const [own, other] = [
    await foundHamletTeam(admin, { commune: COMMUNE, day: '2024-04-01' }),
    await foundHamletTeam(admin, { commune: COMMUNE, day: '2024-04-01' }),
  ];
  const { client } = await newcomer({ role: 'MEMBER', teamId: own.id });
  const things = (teamId: string) => ({ teams: [teamId, teamId], hamlets: ['', ''], task: null }) as never;
  expect((await client.answer(LOG, { input: WRITES.logOutreach?.(things(own.id)) })).errors).toBeUndefined();
  expect(await client.refusal(LOG, { input: WRITES.logOutreach?.(things(other.id)) })).toBe('FORBIDDEN');
});

it('a leader recognises the people of the team of the grant, and nobody of another', async () => {
  const [own, other] = [
    await foundHamletTeam(admin, { commune: COMMUNE, day: '2024-04-01', members: [person({ seat: 'LEADER' }, { phone: '0912345678' })] }),
    await foundHamletTeam(admin, { commune: COMMUNE, day: '2024-04-01', members: [person({ seat: 'LEADER' }, { phone: '0912345679' })] }),
  ];
  const { client } = await newcomer({ role: 'LEADER', teamId: own.id });
  const seen = async (id: string) => {
    const { team } = await client.ask('query ($id: ID!) { team(id: $id) { members { edges { node { person { name phone } } } } } }', {
      id,
    });
    return team.members.edges[0].node.person;
  };
  expect((await seen(own.id)).name).toMatch(/^Nguyễn Thử/);
  expect((await seen(own.id)).phone).toMatch(/678$/);
  expect((await seen(own.id)).phone).not.toContain('0912345');
  expect(await seen(other.id)).toBeNull();
});
