import type { DataSource } from 'typeorm';
import { provinces } from '../../plugins';
import type { Actor } from '../../src/auth/permissions';
import { systemSession } from '../../src/bring-up';
import { createApiKey } from '../../src/modules/account/api-key.service';
import type { NewApiKey } from '../../src/modules/account/api-key.service';
import { nationalCodes } from '../../src/modules/admin-unit';
import { write } from '../../src/modules/event';
import type { Province } from '../../src/tenancy/province';
import { createRegistry } from '../../src/tenancy/registry';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { NOW } from '../support/constants';
import { newDocument, unique, unitId } from '../support/found';
import { refusalOf } from '../support/refused';
import { bearing, grantedTo, newPerson } from '../support/signed-in';

const [DISTRICT, COMMUNE, NEXT] = ['278', '10165', '10168'];
const now = new Date(NOW);

let service: TestApp;
let admin: Client;
/** The service with no proxy before it. */
let direct: TestApp;
beforeAll(async () => {
  service = await startApp({ now, config: { trustProxy: ['127.0.0.1'] } });
  direct = await startApp();
  admin = service.as('ha-noi', { role: 'province-admin', hours: 24 * 500 });
});
afterAll(() => Promise.all([service.close(), direct.close()]));

const CREATE =
  'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key apiKey { id prefix actor scopes unitCode until addresses maker lastUsedAt revokedAt } } }';
const REVOKE = 'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { revokedAt } }';
const ASK = '{ province { slug } }';
const EVENTS = '{ events { totalCount } }';

interface Made {
  readonly key: string;
  readonly id: string;
  readonly actor: string;
  readonly prefix: string;
}

async function make(input: Record<string, unknown> = {}): Promise<Made> {
  const { createApiKey } = await admin.ask(CREATE, {
    input: { name: 'Cổng dịch vụ công', scopes: ['law:read'], until: '2026-06-01', ...input },
  });
  return { key: createApiKey.key, ...createApiKey.apiKey };
}
const by = ({ key }: Made, province?: string) => bearing(service, key, province);
async function addHamletBy(made: Made, code: string): Promise<void> {
  const input = {
    parentId: await unitId(admin, code),
    localCode: unique('K-'),
    designation: 'Thôn',
    name: 'Khóa',
    from: '2024-05-01',
    decision: newDocument('2024-05-01'),
  };
  await by(made).ask('mutation ($input: AddAdminUnitInput!) { addAdminUnit(input: $input) { id } }', { input });
}
const lastUse = async ({ id }: Made) =>
  (await admin.ask('query ($id: ID!) { node(id: $id) { ... on ApiKey { lastUsedAt } } }', { id })).node.lastUsedAt;

describe('an API key', () => {
  it('is shown once, of which only a digest is kept; its prefix is no secret', async () => {
    const input = { name: 'Kho dữ liệu', scopes: ['law:read'], until: '2026-06-01', idempotencyKey: unique('a key once ') };
    const { key, apiKey } = (await admin.ask(CREATE, { input })).createApiKey;
    expect(key).toMatch(/^tsk_[a-z0-9]{10}_[\w-]{43}$/);
    expect(apiKey).toMatchObject({ prefix: key.slice(4, 14), actor: `key:${key.slice(4, 14)}`, maker: 'somebody', lastUsedAt: null });
    expect((await admin.ask(CREATE, { input })).createApiKey).toMatchObject({ key: null, apiKey: { id: apiKey.id } });
    const { rows } = await service.owner.query<{ row: string }>(
      'SELECT t::text AS row FROM api_key t UNION ALL SELECT t::text FROM event t UNION ALL SELECT t::text FROM idempotency_key t',
    );
    expect(rows.filter(({ row }) => row.includes(key.slice(15)))).toEqual([]);
    expect(rows.some(({ row }) => row.includes(apiKey.prefix))).toBe(true);
  });

  it('is an actor of its own in every event', async () => {
    const key = await make({ scopes: ['unit:write'], unitCode: COMMUNE });
    await addHamletBy(key, COMMUNE);
    const { events } = await admin.ask('{ events(first: 1) { edges { node { action actor } } } }');
    expect(events.edges[0].node).toEqual({ action: 'admin-unit.added', actor: key.actor });
  });

  it('has its scopes and nothing else, not even to sign in', async () => {
    const key = await make({ scopes: ['law:read', 'team:read'] });
    await by(key).ask(ASK);
    await by(key).ask('{ teams { totalCount } }');
    for (const [document, permission] of [
      ['{ findings { totalCount } }', 'finding:read'],
      ['{ events { totalCount } }', 'event:read'],
      ['{ apiKeys { totalCount } }', 'key:manage'],
      ['{ accounts { totalCount } }', 'account:manage'],
      ['mutation { signIn(input: { login: "x", password: "x" }) { accessToken } }', 'session:open'],
    ] as const)
      expect(await refusalOf(service, by(key), document, {})).toEqual({ refused: 'FORBIDDEN', permission });
  });

  it('reaches its unit and what is below it, and nothing beside it', async () => {
    const key = await make({ scopes: ['unit:write', 'event:read'], unitCode: DISTRICT });
    await addHamletBy(key, COMMUNE);
    await expect(addHamletBy(await make({ scopes: ['unit:write'], unitCode: COMMUNE }), NEXT)).rejects.toThrow('FORBIDDEN');
    const count = async (made: Made) => (await by(made).ask(EVENTS)).events.totalCount;
    const all = await count(await make({ scopes: ['event:read'] }));
    const [inside, beside] = [
      await count(await make({ scopes: ['event:read'], unitCode: COMMUNE })),
      await count(await make({ scopes: ['event:read'], unitCode: NEXT })),
    ];
    expect(inside).toBeGreaterThan(0);
    expect(inside).toBeLessThan(all);
    for (const [unit, seen] of [
      [COMMUNE, inside],
      [NEXT, beside],
    ] as const) {
      const officer = service.as('ha-noi', { role: 'commune-officer', unit, hours: 24 * 500 });
      expect((await officer.ask(EVENTS)).events.totalCount).toBe(seen);
    }
  });

  it('comes from its addresses only, as the proxy that is trusted names them', async () => {
    const key = await make({ addresses: ['203.0.113.7', '10.1.0.0/16', '2001:db8::/32'] });
    const from = async (address: string) => (await by(key).post({ query: ASK }, { 'X-Forwarded-For': address })).status;
    for (const inside of ['203.0.113.7', '10.1.255.255', '2001:db8:ffff::1', '::ffff:10.1.0.1'])
      expect({ inside, status: await from(inside) }).toEqual({ inside, status: 200 });
    for (const outside of ['203.0.113.8', '10.2.0.0', '2001:db9::1', '::ffff:10.2.0.1', '127.0.0.1', '10.1.0.1, 10.2.0.1', 'x'])
      expect({ outside, status: await from(outside) }).toEqual({ outside, status: 401 });
  });

  it('takes no word of a client on where it comes from', async () => {
    const input = { name: 'x', scopes: ['law:read'], until: '2026-06-01', addresses: ['10.1.0.0/16'] };
    const made = (await direct.as('ha-noi', { role: 'province-admin' }).ask(CREATE, { input })).createApiKey;
    expect((await direct.as('ha-noi', { bearer: made.key }).post({ query: ASK }, { 'X-Forwarded-For': '10.1.0.1' })).status).toBe(401);
  });

  it('shows its last use, to the minute', async () => {
    const key = await make();
    const uses: (string | null)[] = [];
    for (const seconds of [0, 30, 31]) {
      now.setTime(now.getTime() + seconds * 1000);
      await by(key).ask(ASK);
      uses.push(await lastUse(key));
    }
    expect(uses[1]).toBe(uses[0]);
    expect(Date.parse(uses[2] as string) - Date.parse(uses[0] as string)).toBe(61_000);
    await by({ ...key, key: `${key.key.slice(0, -1)}${key.key.endsWith('A') ? 'B' : 'A'}` }).post({ query: ASK });
    expect(await lastUse(key)).toBe(uses[2]);
  });

  it('ends when it is revoked, at once and for good', async () => {
    const key = await make();
    await by(key).ask(ASK);
    const { revokedAt } = (await admin.ask(REVOKE, { input: { apiKeyId: key.id } })).revokeApiKey;
    expect(await by(key).refusal(ASK)).toBe('TOKEN_INVALID');
    expect((await admin.ask(REVOKE, { input: { apiKeyId: key.id } })).revokeApiKey).toEqual({ revokedAt });
  });

  it('is nothing in another province, nor can that one revoke it', async () => {
    const key = await make();
    expect(await by(key, 'thai-nguyen').refusal(ASK)).toBe('TOKEN_INVALID');
    const elsewhere = service.as('thai-nguyen', { role: 'province-admin', hours: 24 * 500 });
    expect(await refusalOf(service, elsewhere, REVOKE, { input: { apiKeyId: key.id } })).toMatchObject({
      refused: 'NOT_FOUND',
      type: 'ApiKey',
    });
    expect((await elsewhere.ask('{ apiKeys { totalCount } }')).apiKeys.totalCount).toBe(0);
  });

  it('is not another one with its prefix, nor one with a letter changed', async () => {
    const [one, other] = [await make(), await make()];
    for (const key of [
      `tsk_${one.prefix}_${other.key.slice(15)}`,
      one.key.slice(0, -1),
      `${one.key}A`,
      one.key.toUpperCase(),
      one.key.replace('tsk_', 'tsr_'),
    ])
      expect(await by({ ...one, key }).refusal(ASK)).toBe('TOKEN_INVALID');
  });
});

describe('making an API key', () => {
  const refused = (input: Record<string, unknown>, client = admin) =>
    refusalOf(service, client, CREATE, { input: { name: 'x', scopes: ['law:read'], until: '2026-06-01', ...input } });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['without a scope', { scopes: [] }, { refused: 'INVALID_INPUT', fields: [{ field: 'scopes' }] }],
    ['with a scope that is not', { scopes: ['law:write'] }, { refused: 'INVALID_INPUT', fields: [{ field: 'scopes' }] }],
    ['that makes keys', { scopes: ['key:manage'] }, { refused: 'INVALID_INPUT', fields: [{ field: 'scopes' }] }],
    ['that keeps accounts', { scopes: ['account:manage'] }, { refused: 'INVALID_INPUT', fields: [{ field: 'scopes' }] }],
    [
      'of a unit with a scope that knows no units',
      { scopes: ['team:read'], unitCode: COMMUNE },
      { refused: 'INVALID_INPUT', fields: [{ field: 'scopes' }] },
    ],
    ['with a network that is none', { addresses: ['10.0.0.0/33'] }, { refused: 'INVALID_INPUT', fields: [{ field: 'addresses' }] }],
    ['with a host name', { addresses: ['localhost'] }, { refused: 'INVALID_INPUT', fields: [{ field: 'addresses' }] }],
    ['of a unit that is not', { unitCode: '99999' }, { refused: 'NOT_FOUND', type: 'AdminUnit', field: 'unitCode' }],
    ['of a unit of another province', { unitCode: '05617' }, { refused: 'NOT_FOUND', type: 'AdminUnit', field: 'unitCode' }],
    ['that is over already', { until: '2026-01-15' }, { refused: 'DAY_TOO_EARLY', field: 'until', bound: '2026-01-16' }],
    ['for ever', { until: '2027-06-01' }, { refused: 'DAY_TOO_LATE', field: 'until', bound: '2027-01-16' }],
  ])('%s is refused', async (_what, input, expected) => {
    expect(await refused(input)).toMatchObject(expected);
  });

  it('is for who manages keys, which no key does', async () => {
    const officer = bearing(service, grantedTo(await newPerson(service), 'province-officer'));
    expect(await refused({}, officer)).toEqual({ refused: 'FORBIDDEN', permission: 'key:manage' });
    expect(await refused({}, by(await make()))).toEqual({ refused: 'FORBIDDEN', permission: 'key:manage' });
  });

  it('gives nothing that its maker lacks there', async () => {
    const province = createRegistry(provinces, nationalCodes).get('ha-noi') as Province;
    const system = systemSession(province, service.databases.get('ha-noi') as DataSource, now);
    const making = (actor: Partial<Actor>, input: Partial<NewApiKey>) =>
      write({ ...system, actor: { ...system.actor, ...actor } }, { name: 'createApiKey', input: null }, async (writing) => {
        const { key } = await createApiKey(writing, { name: 'x', scopes: ['unit:write'], until: '2026-06-01', addresses: [], ...input });
        return key;
      });
    const officer = { grants: [{ role: 'commune-officer', unit: COMMUNE }] } as const;
    await making(officer, { unitCode: COMMUNE });
    await making(officer, { unitCode: COMMUNE, scopes: ['law:read', 'unit:write'] });
    await making({ only: ['unit:write'] }, {});
    for (const [actor, input] of [
      [officer, {}],
      [officer, { unitCode: NEXT }],
      [officer, { unitCode: DISTRICT }],
      [officer, { unitCode: COMMUNE, scopes: ['unit:write', 'finding:waive'] }],
      [{ only: ['law:read'] as const }, {}],
    ] as const)
      await expect(making(actor, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('for a day holds to the end of the day before', async () => {
    const key = await make({ until: '2026-01-17' });
    await by(key).ask(ASK);
    now.setTime(Date.parse('2026-01-16T16:59:59Z'));
    await by(key).ask(ASK);
    now.setTime(Date.parse('2026-01-16T17:00:00Z'));
    expect(await by(key).refusal(ASK)).toBe('TOKEN_INVALID');
  });
});
