import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { addHamlet, foundHamletTeam, newDocument } from '../support/found';
import { ALLOCATE, CHANGE, communesOf, GIVE, givenQuota, heldOf, MOVE, TAKE_BACK } from '../support/quota';
import { refusalOf } from '../support/refused';

const DAY = '2024-04-01';
let service: TestApp;
let admin: Client;
let communes: { id: string; code: string; name: string }[];
beforeAll(async () => {
  service = await startApp();
  admin = service.as('thai-nguyen', { role: 'province-admin' });
  communes = await communesOf(admin, '168');
});
afterAll(() => service.close());

const commune = (n: number) => communes[n] as (typeof communes)[number];
const share = (unitId: string, amount: number) => ({ holder: { unitId }, amount });
const allocation = (quota: { id: string; unitId: string }, shares: unknown[], changed: object = {}) => ({
  input: { quotaId: quota.id, fromUnitId: quota.unitId, shares, day: DAY, ...changed },
});

describe('a quota', () => {
  it('of 10,000 at Phú Lương, split over its 15 communes by population, sums to 10,000 and leaves nothing', async () => {
    const quota = await givenQuota(admin, '168', 10_000);
    const figures = communes.map(({ id }, n) => ({ unitId: id, kind: 'POPULATION', value: 3000 + 617 * n, day: '2021-12-31' }));
    await admin.ask('mutation ($input: RecordUnitFiguresInput!) { recordUnitFigures(input: $input) { id } }', { input: { figures } });
    const { proposeQuotaSplit: parts } = await admin.ask(
      'query ($holding: ID!, $on: Date) { proposeQuotaSplit(holding: $holding, by: POPULATION, on: $on) { unit { id } weight amount } }',
      { holding: quota.holding.id, on: DAY },
    );
    expect(parts).toHaveLength(15);
    expect(parts.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0)).toBe(10_000);
    expect(await heldOf(admin, quota.id, DAY)).toMatchObject({ received: 10_000, allocated: 0, remainder: 10_000, receivers: [] });
    await admin.ask(
      ALLOCATE,
      allocation(
        quota,
        parts.map(({ unit, amount }: { unit: { id: string }; amount: number }) => share(unit.id, amount)),
      ),
    );
    const held = await heldOf(admin, quota.id, DAY);
    expect(held).toMatchObject({ received: 10_000, allocated: 10_000, remainder: 0, isOverAllocated: false });
    expect(held.receivers.reduce((sum, { received }) => sum + received, 0)).toBe(10_000);
  });

  it('is read as it stood on any day, with every entry, its reason and its event', async () => {
    const quota = await givenQuota(admin, '168', 100);
    await admin.ask(ALLOCATE, allocation(quota, [share(commune(0).id, 40)], { day: '2024-01-10' }));
    await admin.ask(ALLOCATE, allocation(quota, [share(commune(0).id, 10)], { day: '2024-02-10' }));
    await admin.ask(TAKE_BACK, {
      input: { quotaId: quota.id, holder: { unitId: commune(0).id }, amount: 15, day: '2024-03-10', reason: 'Không đạt tiến độ' },
    });
    const left = async (on: string) => (await heldOf(admin, quota.id, on)).remainder;
    expect(await Promise.all(['2024-01-09', '2024-01-10', '2024-02-10', '2024-03-10'].map(left))).toEqual([100, 60, 50, 65]);
    const { adminUnit } = await admin.ask(
      `query ($id: ID!, $on: Date!) { adminUnit(by: { id: $id }, on: $on) { quotas { edges { node { received quota { id }
        entries { kind amount day reason event { action } } } } } } }`,
      { id: commune(0).id, on: '2024-03-31' },
    );
    // Periods of these quotas lie apart; only one that has the day is told.
    expect(adminUnit.quotas.edges).toEqual([]);
    const { quota: read } = await admin.ask(
      'query ($id: ID!) { quota(id: $id) { holding { receivers { edges { node { entries { kind amount day reason event { action } } } } } } } }',
      { id: quota.id },
    );
    expect(read.holding.receivers.edges[0].node.entries).toEqual([
      { kind: 'ASSIGN', amount: 40, day: '2024-01-10', reason: null, event: { action: 'quota.assigned' } },
      { kind: 'TOP_UP', amount: 10, day: '2024-02-10', reason: null, event: { action: 'quota.topped-up' } },
      { kind: 'TAKE_BACK', amount: -15, day: '2024-03-10', reason: 'Không đạt tiến độ', event: { action: 'quota.taken-back' } },
    ]);
  });

  it('shows over-allocation where a part was taken back that had been handed on, until that is taken back as well', async () => {
    const quota = await givenQuota(admin, '168', 100);
    const below = await foundHamletTeam(admin, { commune: commune(0).code, day: '2022-05-20' });
    await admin.ask(ALLOCATE, allocation(quota, [share(commune(0).id, 100)]));
    await admin.ask(ALLOCATE, {
      input: { quotaId: quota.id, fromUnitId: commune(0).id, shares: [{ holder: { teamId: below.id }, amount: 80 }], day: DAY },
    });
    const back = (holder: object, amount: number) => ({ input: { quotaId: quota.id, holder, amount, day: DAY, reason: 'Điều chỉnh' } });
    await admin.ask(TAKE_BACK, back({ unitId: commune(0).id }, 50));
    expect((await heldOf(admin, quota.id)).receivers).toMatchObject([
      { received: 50, allocated: 80, remainder: -30, isOverAllocated: true },
    ]);
    await admin.ask(TAKE_BACK, back({ teamId: below.id }, 30));
    expect((await heldOf(admin, quota.id)).receivers).toMatchObject([
      { received: 50, allocated: 50, remainder: 0, isOverAllocated: false },
    ]);
  });

  it('moves from one commune to another in one step, and grows and shrinks from outside', async () => {
    const quota = await givenQuota(admin, '168', 100);
    await admin.ask(ALLOCATE, allocation(quota, [share(commune(0).id, 60)]));
    const move = (amount: number) => ({
      input: { quotaId: quota.id, holder: { unitId: commune(0).id }, to: { unitId: commune(1).id }, amount, day: DAY, reason: 'Cân đối' },
    });
    await admin.ask(MOVE, move(25));
    expect(await heldOf(admin, quota.id)).toMatchObject({ allocated: 60, receivers: [{ received: 35 }, { received: 25 }] });
    expect(await refusalOf(service, admin, MOVE, move(36))).toMatchObject({ refused: 'QUOTA_EXCEEDED', asked: 36, left: 35 });
    const change = (by: number) => ({ input: { quotaId: quota.id, by, day: DAY, document: newDocument('2024-03-20') } });
    expect((await admin.ask(CHANGE, change(50))).changeQuota).toEqual({ target: 150 });
    expect((await admin.ask(CHANGE, change(-100))).changeQuota).toEqual({ target: 50 });
    expect(await heldOf(admin, quota.id)).toMatchObject({ received: 50, allocated: 60, remainder: -10, isOverAllocated: true });
  });

  it('follows to the team that remains when teams merge, by entries that name the merger; the commune’s sum does not move', async () => {
    const quota = await givenQuota(admin, '168', 100, { from: '2024-01-01', until: '2025-01-01' });
    const over = await givenQuota(admin, '168', 100, { from: '2023-01-01', until: '2024-01-01' });
    const [stays, ends] = [
      await foundHamletTeam(admin, { commune: commune(2).code, day: '2022-05-20' }),
      await foundHamletTeam(admin, { commune: commune(2).code, day: '2022-05-20' }),
    ];
    for (const each of [quota, over]) {
      await admin.ask(ALLOCATE, allocation(each, [share(commune(2).id, 100)]));
      const shares = [stays, ends].map(({ id }, n) => ({ holder: { teamId: id }, amount: 30 + n }));
      await admin.ask(ALLOCATE, { input: { quotaId: each.id, fromUnitId: commune(2).id, shares, day: DAY } });
    }
    await admin.ask('mutation ($input: MergeTeamsInput!) { mergeTeams(input: $input) { id } }', {
      input: { intoTeamId: stays.id, teamIds: [ends.id], from: '2024-06-15', decision: newDocument('2024-06-10') },
    });
    const quotasOf = async (id: string, on: string) =>
      (
        await admin.ask(
          'query ($id: ID!, $on: Date!) { team(id: $id, on: $on) { quotas { edges { node { received entries { kind amount event { action cause { action } } } } } } } }',
          { id, on },
        )
      ).team.quotas.edges.map(({ node }: { node: unknown }) => node);
    expect(await quotasOf(ends.id, '2024-06-14')).toMatchObject([{ received: 31 }]);
    expect(await quotasOf(ends.id, '2024-06-15')).toMatchObject([{ received: 0 }]);
    const [now] = await quotasOf(stays.id, '2024-06-15');
    expect(now).toMatchObject({ received: 61 });
    expect(now.entries.at(-1)).toEqual({
      kind: 'SUCCESSION',
      amount: 31,
      event: { action: 'quota.succeeded', cause: { action: 'team.merged' } },
    });
    const { adminUnit } = await admin.ask(
      'query ($id: ID!) { adminUnit(by: { id: $id }, on: "2024-07-01") { quotas { edges { node { received allocated } } } } }',
      { id: commune(2).id },
    );
    expect(adminUnit.quotas.edges).toEqual([{ node: { received: 100, allocated: 61 } }]);
    // A period that was over keeps its holders.
    expect(await quotasOf(ends.id, '2023-12-31')).toMatchObject([]);
    expect((await heldOf(admin, over.id)).receivers).toMatchObject([{ received: 100, allocated: 61 }]);
  });

  it('follows to the hamlet that hamlets merged into, with what they had handed on', async () => {
    const quota = await givenQuota(admin, '168', 100, { from: '2024-02-01', until: '2025-02-01' });
    const [one, other] = [await addHamlet(admin, commune(3).code), await addHamlet(admin, commune(3).code)];
    await admin.ask(ALLOCATE, allocation(quota, [share(commune(3).id, 100)]));
    const shares = [share(one.id, 20), share(other.id, 30)];
    await admin.ask(ALLOCATE, { input: { quotaId: quota.id, fromUnitId: commune(3).id, shares, day: DAY } });
    const { mergeAdminUnits } = await admin.ask('mutation ($input: MergeAdminUnitsInput!) { mergeAdminUnits(input: $input) { id } }', {
      input: { unitIds: [one.id, other.id], name: 'Gộp', localCode: 'Q-1', from: '2024-07-01', decision: newDocument('2024-06-20') },
    });
    const { adminUnit } = await admin.ask(
      'query ($id: ID!) { adminUnit(by: { id: $id }, on: "2024-07-01") { quotas { edges { node { received giver { allocated } } } } } }',
      { id: mergeAdminUnits.id },
    );
    expect(adminUnit.quotas.edges).toEqual([{ node: { received: 50, giver: { allocated: 50 } } }]);
  });
});

describe('what is refused leaves nothing behind', () => {
  it.each<[string, (n: number) => object, string]>([
    ['more than is left', () => ({ shares: [share(commune(0).id, 101)] }), 'QUOTA_EXCEEDED'],
    [
      'parts that together are more than is left',
      () => ({ shares: [share(commune(0).id, 60), share(commune(1).id, 60)] }),
      'QUOTA_EXCEEDED',
    ],
    ['a negative part', () => ({ shares: [share(commune(0).id, -1)] }), 'INVALID_INPUT'],
    ['a part of nothing', () => ({ shares: [share(commune(0).id, 0)] }), 'INVALID_INPUT'],
    ['half a person', () => ({ shares: [share(commune(0).id, 0.5)] }), 'INVALID_INPUT'],
    ['a number beyond all', () => ({ shares: [share(commune(0).id, 1e308)] }), 'INVALID_INPUT'],
    ['text for a number', () => ({ shares: [share(commune(0).id, 'ten' as unknown as number)] }), 'BAD_USER_INPUT'],
    ['one holder twice', () => ({ shares: [share(commune(0).id, 1), share(commune(0).id, 1)] }), 'INVALID_INPUT'],
    ['a part from a unit that holds nothing', () => ({ fromUnitId: commune(0).id, shares: [share(commune(1).id, 1)] }), 'NO_QUOTA_HELD'],
    ['a day to come', () => ({ shares: [share(commune(0).id, 1)], day: '2099-01-01' }), 'DAY_TOO_LATE'],
  ])('%s', async (_what, changed, code) => {
    const quota = await givenQuota(admin, '168', 100);
    expect(await refusalOf(service, admin, ALLOCATE, allocation(quota, [], changed(0)))).toMatchObject({ refused: code });
  });

  it('a unit of another district, a holder of another giver, a day before what is on record', async () => {
    const quota = await givenQuota(admin, '168', 100);
    const [foreign] = await communesOf(admin, '164');
    const at = async (shares: unknown[], changed: object = {}) =>
      (await refusalOf(service, admin, ALLOCATE, allocation(quota, shares, changed))).refused;
    expect(await at([share(foreign?.id as string, 1)])).toBe('OUTSIDE_SUBTREE');
    const team = await foundHamletTeam(admin, { commune: commune(4).code, day: '2022-05-20' });
    await admin.ask(ALLOCATE, allocation(quota, [share(commune(4).id, 10), { holder: { teamId: team.id }, amount: 5 }]));
    const fromCommune = { fromUnitId: commune(4).id };
    expect(await at([{ holder: { teamId: team.id }, amount: 1 }], fromCommune)).toBe('OTHER_GIVER');
    expect(await at([share(commune(5).id, 1)], { day: '2024-03-31' })).toBe('LATER_CHANGES');
  });

  it('a quota that is on record, of an indicator that is none, for a segment it does not have, or that ends before it begins', async () => {
    const quota = await givenQuota(admin, '168', 100, { from: '2030-01-01', until: '2031-01-01' });
    const input = (changed: object) => ({
      input: {
        unitId: quota.unitId,
        indicator: 'people-reached',
        target: 5,
        from: '2030-01-01',
        until: '2031-01-01',
        document: newDocument('2022-05-20'),
        ...changed,
      },
    });
    const refused = async (changed: object) => refusalOf(service, admin, GIVE, input(changed));
    expect(await refused({})).toMatchObject({ refused: 'DUPLICATE_QUOTA', existing: quota.id });
    expect(await refused({ indicator: 'songs-sung' })).toMatchObject({ refused: 'UNKNOWN_CODE', field: 'indicator' });
    expect(await refused({ segment: 'giants' })).toMatchObject({ refused: 'UNKNOWN_CODE', field: 'segment of people-reached' });
    expect(await refused({ until: '2029-01-01' })).toMatchObject({ refused: 'INVALID_INPUT' });
    expect((await admin.ask(GIVE, input({ segment: 'women' }))).giveQuota.target).toBe(5);
  });

  it('sharing out a percentage, or by a figure that a commune lacks, which is named', async () => {
    const ratio = await givenQuota(admin, '168', 70, { indicator: 'skilled-working-age-share' });
    expect(await refusalOf(service, admin, ALLOCATE, allocation(ratio, [share(commune(0).id, 1)]))).toMatchObject({
      refused: 'NOT_ADDITIVE',
    });
    const quota = await givenQuota(admin, '164', 100);
    const SPLIT = 'query ($holding: ID!) { proposeQuotaSplit(holding: $holding, by: HOUSEHOLDS) { amount } }';
    const refused = await refusalOf(service, admin, SPLIT, { holding: quota.holding.id });
    expect(refused).toMatchObject({ refused: 'FIGURE_MISSING', kind: 'households' });
    expect(refused.units).toHaveLength((await communesOf(admin, '164')).length);
  });

  it('an officer below the giving unit, and one beside it', async () => {
    const quota = await givenQuota(admin, '168', 100);
    await admin.ask(ALLOCATE, allocation(quota, [share(commune(6).id, 10)]));
    const own = service.as('thai-nguyen', { role: 'commune-officer', unit: commune(6).code });
    expect(await refusalOf(service, own, ALLOCATE, allocation(quota, [share(commune(6).id, 1)]))).toMatchObject({ refused: 'FORBIDDEN' });
    const team = await foundHamletTeam(admin, { commune: commune(6).code, day: '2022-05-20' });
    const handOn = {
      input: { quotaId: quota.id, fromUnitId: commune(6).id, shares: [{ holder: { teamId: team.id }, amount: 4 }], day: DAY },
    };
    await own.ask(ALLOCATE, handOn);
    const next = service.as('thai-nguyen', { role: 'commune-officer', unit: commune(7).code });
    expect(await refusalOf(service, next, ALLOCATE, handOn)).toMatchObject({ refused: 'FORBIDDEN' });
  });
});
