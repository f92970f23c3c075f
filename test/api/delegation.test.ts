import fc from 'fast-check';
import { ROLES } from '../../src/auth/permissions';
import type { RoleName } from '../../src/auth/permissions';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { foundHamletTeam, unique, unitId } from '../support/found';

const GRANT = 'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { id } }';
const FAR = '9999-12-31';

let service: TestApp;
let admin: Client;
/** Places by name: their input, and the names of those within each, itself among them. */
let inputs: Record<string, Record<string, string>>;
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  province: ['province', 'district', 'commune', 'hamlet', 'team', 'next', 'other', 'otherTeam'],
  district: ['district', 'commune', 'hamlet', 'team', 'next'],
  commune: ['commune', 'hamlet', 'team'],
  hamlet: ['hamlet', 'team'],
  team: ['team'],
  next: ['next'],
  other: ['other', 'otherTeam'],
  otherTeam: ['otherTeam'],
};
const PLACES = Object.keys(WITHIN);
const ROLE_NAMES = Object.keys(ROLES).filter((role) => role !== 'public') as RoleName[];
const DAYS = ['2026-02-01', '2026-03-01', '2026-06-01', '2027-01-01', FAR];

beforeAll(async () => {
  service = await startApp();
  admin = service.as('ha-noi', { role: 'province-admin' });
  const team = await foundHamletTeam(admin, { commune: '10165', day: '2024-04-01' });
  const otherTeam = await foundHamletTeam(admin, { commune: '09562', day: '2024-04-01' });
  inputs = {
    province: {},
    district: { unitId: await unitId(admin, '278') },
    commune: { unitId: await unitId(admin, '10165') },
    hamlet: { unitId: team.hosts[0]?.id as string },
    team: { teamId: team.id },
    next: { unitId: await unitId(admin, '10168') },
    other: { unitId: await unitId(admin, '09562') },
    otherTeam: { teamId: otherTeam.id },
  };
});
afterAll(() => service.close());

interface Held {
  readonly actor: string;
  readonly role: RoleName;
  readonly place: string;
  readonly until: string;
}

const permissionsOf = (role: RoleName): readonly string[] => [...ROLES[role].province, ...ROLES[role].subtree];
const give = async (by: Client, { actor, role, place, until }: Held) => {
  const input = { actor, role: role.toUpperCase().replaceAll('-', '_'), ...inputs[place], ...(until === FAR ? {} : { until }) };
  return (await by.answer(GRANT, { input })).errors?.[0]?.extensions.code;
};

const step = fc.record({
  by: fc.nat(),
  role: fc.constantFrom(...ROLE_NAMES),
  place: fc.constantFrom(...PLACES),
  until: fc.constantFrom(...DAYS),
});
const first = fc.record({
  role: fc.constantFrom<RoleName>('commune-officer', 'district-officer', 'province-officer'),
  place: fc.constantFrom('province', 'district', 'commune', 'hamlet', 'team'),
  until: fc.constantFrom(...DAYS),
});

it('chains of delegations give nobody more than the first grantor has: no permission, no place, no day', async () => {
  const seen = { given: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(first, fc.array(step, { minLength: 5, maxLength: 12 }), async (origin, steps) => {
      const root: Held = { actor: unique('goc-'), ...origin };
      expect(await give(admin, root)).toBeUndefined();
      const chain: Held[] = [root];
      for (const { by, role, place, until } of steps) {
        const grantor = chain[by % chain.length] as Held;
        const next: Held = { actor: unique('nhan-'), role, place, until };
        const code = await give(service.as('ha-noi', { role: 'public', subject: grantor.actor }), next);
        const allowed =
          permissionsOf(grantor.role).includes('grant:manage') &&
          permissionsOf(role).every((permission) => permissionsOf(grantor.role).includes(permission)) &&
          (ROLES[role].subtree.length === 0 ? place === 'province' && grantor.place === 'province' : true) &&
          WITHIN[grantor.place]?.includes(place) === true &&
          until <= grantor.until;
        expect({ next, given: code === undefined }).toEqual({ next, given: allowed });
        if (code !== undefined) {
          seen.refused++;
          expect(['FORBIDDEN', 'GRANT_BEYOND_OWN', 'INVALID_INPUT']).toContain(code);
          continue;
        }
        seen.given++;
        chain.push(next);
        expect(WITHIN[root.place]).toContain(place);
        expect(until <= root.until).toBe(true);
        expect(permissionsOf(root.role)).toEqual(expect.arrayContaining([...permissionsOf(role)]));
      }
    }),
    { numRuns: 40 },
  );
  expect(seen.given).toBeGreaterThan(20);
  expect(seen.refused).toBeGreaterThan(20);
});

it('two who hold different things do not join them into a third', async () => {
  const [time, place] = [unique('thoi-gian-'), unique('noi-')];
  const officer = { role: 'commune-officer' as const };
  // One person holds a commune for long, and the district for a short time.
  await give(admin, { ...officer, actor: time, place: 'commune', until: FAR });
  await give(admin, { ...officer, actor: time, place: 'district', until: '2026-02-01' });
  const client = service.as('ha-noi', { role: 'public', subject: time });
  expect(await give(client, { role: 'leader', actor: place, place: 'next', until: '2026-03-01' })).toBe('GRANT_BEYOND_OWN');
  expect(await give(client, { role: 'leader', actor: place, place: 'next', until: '2026-02-01' })).toBeUndefined();
  expect(await give(client, { role: 'leader', actor: place, place: 'team', until: FAR })).toBeUndefined();
});
