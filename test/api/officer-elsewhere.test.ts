import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { makeThings, mutation, WRITES } from '../support/every-write';
import type { Things } from '../support/every-write';
import { unitId } from '../support/found';
import { PERMISSIONS, UNSEEN } from '../support/permissions';
import { refusalOf } from '../support/refused';

const [COMMUNE, NEXT] = ['10165', '10168'];
const GRANT = 'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { id } }';

let service: TestApp;
let things: Things;
let next: Client;
let own: Client;
beforeAll(async () => {
  service = await startApp();
  const admin = service.as('ha-noi', { role: 'province-admin' });
  things = await makeThings(admin, COMMUNE);
  const officer = async (actor: string, code: string) => {
    await admin.ask(GRANT, { input: { actor, role: 'COMMUNE_OFFICER', unitId: await unitId(admin, code) } });
    return service.as('ha-noi', { role: 'public', subject: actor });
  };
  [own, next] = [await officer('can-bo-10165', COMMUNE), await officer('can-bo-10168', NEXT)];
});
afterAll(() => service.close());

/** What there is to see of a commune by the right to keep it: a question and what it shows. */
const SEEN: Readonly<Record<string, readonly [string, (data: never) => unknown]>> = {
  'a person by its id': ['query ($person: ID!) { found: node(id: $person) { id } }', ({ found }: { found: unknown }) => found !== null],
  'persons among many ids': [
    'query ($person: ID!) { found: nodes(ids: [$person]) { id } }',
    ({ found }: { found: unknown[] }) => found[0] !== null,
  ],
  'a person behind a member': [
    'query ($member: ID!) { found: node(id: $member) { ... on Member { person { name phone } } } }',
    ({ found }: { found: { person: unknown } }) => found.person !== null,
  ],
  'a person behind a team': [
    'query ($team: ID!) { found: team(id: $team) { members { edges { node { person { name } } } } } }',
    ({ found }: { found: { members: { edges: { node: { person: unknown } }[] } } }) => found.members.edges[0]?.node.person != null,
  ],
  'an event by its id': ['query ($event: ID!) { found: node(id: $event) { id } }', ({ found }: { found: unknown }) => found !== null],
  'the events of a team': [
    'query ($team: ID!) { found: events(filter: { team: $team }) { totalCount } }',
    ({ found }: { found: { totalCount: number } }) => found.totalCount > 0,
  ],
  'events behind a team': [
    'query ($team: ID!) { found: team(id: $team) { events { totalCount edges { node { after } } } } }',
    ({ found }: { found: { events: { totalCount: number } } }) => found.events.totalCount > 0,
  ],
  'who brought a task about': [
    'query ($task: ID!) { found: task(id: $task) { history { event { actor before after } } } }',
    ({ found }: { found: { history: { event: { actor: unknown } }[] } }) => found.history[0]?.event.actor !== null,
  ],
  'what brought a finding about': [
    'query ($finding: ID!) { found: node(id: $finding) { ... on Finding { cause { actor after } } } }',
    ({ found }: { found: { cause: { actor: unknown } | null } }) => found.cause?.actor != null,
  ],
  'the thread of a report': [
    'query ($report: ID!) { found: report(id: $report) { thread { note } } }',
    ({ found }: { found: { thread: unknown[] } }) => found.thread.length > 0,
  ],
  'values that are not approved': [
    'query ($report: ID!) { found: report(id: $report) { fields { value } versions { number } } }',
    ({ found }: { found: { fields: unknown[]; versions: unknown[] } }) => found.fields.length + found.versions.length > 0,
  ],
  'a grant by its id': ['query ($grant: ID!) { found: node(id: $grant) { id } }', ({ found }: { found: unknown }) => found !== null],
  'grants of a commune': [
    'query ($commune: ID!) { found: grants(filter: { unit: $commune }) { totalCount } }',
    ({ found }: { found: { totalCount: number } }) => found.totalCount > 0,
  ],
};

describe.each(Object.entries(SEEN))('%s', (_what, [document, shown]) => {
  const look = async (client: Client) => {
    const all = { ...things, team: things.teams[0], report: things.reports[1] } as unknown as Record<string, string>;
    const names = [...document.matchAll(/\$(\w+):/g)].map(([, name]) => name as string);
    return shown((await client.ask(document, Object.fromEntries(names.map((name) => [name, all[name]])))) as never);
  };

  it('is there for the officer of the commune, and not for the one of the next commune', async () => {
    expect([await look(own), await look(next)]).toEqual([true, false]);
  });
});

it.each(Object.keys(WRITES))('%s of a commune is refused to the officer of the next one', async (name) => {
  const refused = await refusalOf(service, next, mutation(name), { input: WRITES[name]?.(things) });
  const permission = PERMISSIONS[name] ?? 'team:write';
  expect(refused).toEqual(UNSEEN[name] ?? { refused: 'FORBIDDEN', permission });
});

describe('words among numbers', () => {
  it('are null to an analyst, who sees the numbers', async () => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const takeBack = WRITES.takeBackQuota?.(things);
    await admin.ask(mutation('takeBackQuota'), { input: takeBack });
    const ASK = 'query ($quota: ID!) { quota(id: $quota) { holding { receivers { edges { node { entries { amount reason } } } } } } }';
    const reasons = async (client: Client) => {
      const { quota } = await client.ask(ASK, { quota: things.quota });
      return quota.holding.receivers.edges.flatMap(({ node }: { node: { entries: { amount: number; reason: string | null }[] } }) =>
        node.entries.map(({ amount, reason }) => [typeof amount, reason]),
      );
    };
    expect(await reasons(service.as('ha-noi', { role: 'reader' }))).toContainEqual(['number', 'Thử']);
    const seen = await reasons(service.as('ha-noi', { role: 'analyst' }));
    expect(seen.length).toBeGreaterThan(1);
    for (const each of seen) expect(each).toEqual(['number', null]);
  });
});
