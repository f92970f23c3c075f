import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Identity } from '../support/client';
import { makeThings, mutation, WRITES } from '../support/every-write';
import { PERMISSIONS } from '../support/permissions';
import type { Things } from '../support/every-write';
import { cityRoster, foundHamletTeam, unitId } from '../support/found';
import { refusalOf } from '../support/refused';

const [DISTRICT, COMMUNE, NEXT] = ['278', '10165', '10168'];
/** What only an administrator does. */
const ADMINISTRATORS = ['account:manage', 'key:manage'];

let service: TestApp;
let things: Things;
beforeAll(async () => {
  service = await startApp();
  things = await makeThings(service.as('ha-noi', { role: 'province-admin' }), COMMUNE);
});
afterAll(() => service.close());

describe.each(Object.keys(WRITES))('%s', (name) => {
  const input = () => WRITES[name]?.(things);
  const permission = PERMISSIONS[name] ?? 'team:write';

  it('is not for a reader, who is told which permission is missing', async () => {
    const refused = await refusalOf(service, service.as('ha-noi', { role: 'reader' }), mutation(name), { input: input() });
    expect(refused).toEqual({ refused: 'FORBIDDEN', permission });
  });

  const ADMIN = ADMINISTRATORS.includes(permission);
  const WAIVER = ['waiveFinding', 'recordPersonRequest', 'closePersonRequest', 'erasePerson'].includes(name);
  it.each<[string, Identity]>([
    ['an officer of the next commune', { role: WAIVER ? 'province-officer' : 'commune-officer', unit: NEXT }],
    ['an officer of another district', { role: 'province-officer', unit: '277' }],
    ['an officer of a unit that is not there', { role: 'province-officer', unit: '99999' }],
  ])('is not for %s', async (_who, identity) => {
    const refused = await refusalOf(service, service.as('ha-noi', identity), mutation(name), { input: input() });
    // A person is not even there for who does not keep a roster with them.
    const notThere = (type: string, field: string) => ({ refused: 'NOT_FOUND', type, field });
    if (name === 'closePersonRequest') expect(refused).toEqual(notThere('PersonRequest', 'requestId'));
    else if (name === 'revokeGrant') expect(refused).toEqual(notThere('Grant', 'grantId'));
    else if (/Person/.test(name)) expect(refused).toEqual(notThere('Person', 'personId'));
    else expect(refused).toEqual({ refused: 'FORBIDDEN', permission });
  });

  // What is given to a unit is given by who keeps the unit above it.
  const FROM_ABOVE = name === 'giveQuota' || name === 'changeQuota';
  it(`is for an ${ADMIN ? 'administrator' : `officer of the ${FROM_ABOVE ? 'district' : 'commune'}`}`, async () => {
    const unit = FROM_ABOVE ? DISTRICT : COMMUNE;
    const role = WAIVER ? 'province-officer' : 'commune-officer';
    const officer = service.as('ha-noi', ADMIN ? { role: 'province-admin' } : { role, unit });
    const own = await makeThings(service.as('ha-noi', { role: 'province-admin' }), COMMUNE);
    const answer = await officer.answer(mutation(name), { input: WRITES[name]?.(own) });
    if (name === 'resumeTeam') expect(answer.errors?.[0]?.extensions.code).toBe('WRONG_STATUS');
    else expect(answer.errors).toBeUndefined();
  });
});

describe('an officer of a commune', () => {
  it('does not found a team in a hamlet of the next commune, nor in an organisation there', async () => {
    const officer = service.as('binh-duong', { role: 'commune-officer', unit: '25843' });
    const { foundTeam: input } = { foundTeam: WRITES.foundTeam?.(things) };
    const organisation = { name: 'Công ty', unitId: await unitId(officer, '25840') };
    const founding = { ...input, kind: 'organisation-team', host: { organisation } };
    expect(await refusalOf(service, officer, mutation('foundTeam'), { input: founding })).toEqual({
      refused: 'FORBIDDEN',
      permission: 'team:write',
    });
  });

  it('reads the events of that commune only, and no other part of an event elsewhere than what happened', async () => {
    const EVENTS = '{ events(first: 200) { totalCount edges { node { id actor after } } } }';
    const count = async (identity: Identity) => (await service.as('ha-noi', identity).ask(EVENTS)).events.totalCount;
    const all = await count({ role: 'province-admin' });
    const [here, next] = [await count({ role: 'commune-officer', unit: COMMUNE }), await count({ role: 'commune-officer', unit: NEXT })];
    expect(here).toBeGreaterThan(0);
    expect(here).toBeLessThan(all);
    const team = things.teams[0];
    const CAUSE = `query ($team: ID!, $event: ID!) { node(id: $event) { id } team(id: $team) { findings(first: 1) { edges { node { cause { action day actor before after } } } } } }`;
    const asked = (identity: Identity) => service.as('ha-noi', identity).ask(CAUSE, { team, event: things.event });
    const seen = { action: 'team.founded', day: '2024-04-01' };
    const of = ({ team: read }: { team: { findings: { edges: { node: { cause: unknown } }[] } } }) => read.findings.edges[0]?.node.cause;
    expect(of(await asked({ role: 'commune-officer', unit: COMMUNE }))).toMatchObject({
      ...seen,
      actor: 'somebody',
      after: { kind: 'hamlet-team' },
    });
    for (const identity of [{ role: 'commune-officer', unit: NEXT }, { role: 'reader' }] as const) {
      const answer = await asked(identity);
      expect(answer.node).toBeNull();
      expect(of(answer)).toEqual({ ...seen, actor: null, before: null, after: null });
    }
    expect(next).toBe(1);
    expect(await refusalOf(service, service.as('ha-noi', { role: 'reader' }), EVENTS, {})).toEqual({
      refused: 'FORBIDDEN',
      permission: 'event:read',
    });
  });

  it('is one of many who write at once: twelve changes together are all done', async () => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const teams = [];
    for (let n = 0; n < 12; n++) teams.push(await foundHamletTeam(admin, { commune: COMMUNE, day: '2024-04-01' }));
    const officer = service.as('ha-noi', { role: 'commune-officer', unit: COMMUNE });
    const adding = teams.map(({ id }) => officer.answer(mutation('addMembers'), { input: { teamId: id, members: cityRoster() } }));
    expect((await Promise.all(adding)).map(({ errors }) => errors?.[0]?.extensions.code ?? 'done')).toEqual(Array(12).fill('done'));
  });
});
