import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { mutation, WRITES } from '../support/every-write';
import { addHamlet, foundHamletTeam, newcomer as person, newDocument, unique } from '../support/found';
import { granted } from '../support/grants';

const COMMUNE = '10165';
const LOG = mutation('logOutreach');

/** The service's clock; moved by setting it. */
const now = new Date('2026-01-15T03:00:00Z');
const at = (instant: string) => now.setTime(Date.parse(instant));
let service: TestApp;
let admin: Client;
beforeAll(async () => {
  service = await startApp({ now });
  admin = service.as('ha-noi', { role: 'province-admin', hours: 10_000 });
});
beforeEach(() => at('2026-01-15T03:00:00Z'));
afterAll(() => service.close());

const newcomer = (input: Record<string, unknown>) => granted(service, admin, input);

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
