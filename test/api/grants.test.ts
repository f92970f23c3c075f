import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { foundHamletTeam, unique, unitId } from '../support/found';
import { GRANT, grant, granted, mayAdd } from '../support/grants';
import { refusalOf } from '../support/refused';

const [DISTRICT, COMMUNE, NEXT] = ['278', '10165', '10168'];
const REVOKE = 'mutation ($input: RevokeGrantInput!) { revokeGrant(input: $input) { id revokedAt } }';

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
const refused = (by: Client, input: Record<string, unknown>) => refusalOf(service, by, GRANT, { input });
const newcomer = (input: Record<string, unknown>) => granted(service, admin, input);

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
    service.takeGrantReads();
    await client.ask('{ province { slug } law: province { name } }');
    const [asked, ...more] = service.takeGrantReads();
    expect(more).toEqual([]);
    await service.owner.query(
      `INSERT INTO actor_grant (tenant, id, from_day, actor, role, granted_by) SELECT 'ha-noi', gen_random_uuid(), '2025-01-01', 'x' || n, 'reader', 'x' FROM generate_series(1, 5000) n`,
    );
    await service.owner.query('ANALYZE actor_grant');
    const db = service.databases.get('ha-noi');
    const plan: { 'QUERY PLAN': string }[] = await (db as NonNullable<typeof db>).query(
      `EXPLAIN ${asked?.text}`,
      asked?.values as unknown[],
    );
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toContain('actor_grant_actor_id_idx');
    expect(text).not.toContain('Seq Scan on actor_grant');
  });

  it('given twice under one key is given once', async () => {
    const input = { actor: unique('can-bo-'), role: 'READER', idempotencyKey: unique('a key of a grant ') };
    expect((await grant(admin, input)).id).toBe((await grant(admin, input)).id);
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
    expect(await revoke(elsewhere.id)).toEqual({ refused: 'NOT_FOUND', type: 'Grant', field: 'grantId' });
    expect(await revoke(wide.id)).toEqual({ refused: 'NOT_FOUND', type: 'Grant', field: 'grantId' });
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
