import { isObjectType } from 'graphql';
import type { GraphQLField } from 'graphql';
import { permissionOf, createSchema } from '../../src/api/schema';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { foundEnterpriseTeam, foundHamletTeam, newcomer, unitId } from '../support/found';
import { refusalOf } from '../support/refused';
import { asking } from '../support/sample';
import { STRANGER } from '../support/signed-in';

const COMMUNE = '10165';
const SET = 'mutation ($input: SetTeamContactInput!) { setTeamContact(input: $input) { id version contactChannel } }';

/** All that anybody may see; written down here a second time, so that it does not grow by itself. */
const PUBLIC: Readonly<Record<string, readonly string[]>> = {
  Query: ['adminUnit', 'adminUnits', 'team', 'teams'],
  AdminUnit:
    'ancestors children code descendants designation from fullName id level localCode memberCount name on parent teamCount teams until'.split(
      ' ',
    ),
  Team: 'contactChannel hosts id kind memberCount name on'.split(' '),
  Code: ['code', 'name'],
};

const schema = createSchema();
const fieldsOf = (name: string): GraphQLField<unknown, unknown>[] => {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.values(type.getFields()) : [];
};

let service: TestApp;
let admin: Client;
let stranger: Client;
let team: string;
let commune: string;
beforeAll(async () => {
  service = await startApp();
  admin = service.as('ha-noi', { role: 'province-admin' });
  stranger = service.as('ha-noi', STRANGER);
  commune = await unitId(admin, COMMUNE);
  team = (await foundHamletTeam(admin, { commune: COMMUNE, day: '2024-04-01', members: [newcomer({ seat: 'LEADER' })] })).id;
});
afterAll(() => service.close());

describe('without a token', () => {
  const codes = async (document: string) => {
    const { data, errors = [] } = await stranger.answer(document);
    return { data, codes: [...new Set(errors.map(({ extensions }) => extensions.code))] };
  };
  const inside: Readonly<Record<string, () => string>> = {
    AdminUnit: () => `adminUnit(by: { id: "${commune}" })`,
    Team: () => `team(id: "${team}")`,
  };
  const below = Object.keys(inside).flatMap((type) => fieldsOf(type).map((field) => [`${type}.${field.name}`, type, field] as const));

  it.each(below)('%s is seen if it is public, and asks for a token if not', async (_path, type, field) => {
    const { data, codes: refused } = await codes(`{ found: ${inside[type]?.()} { ${asking(field, { level: '"hamlet"' })} } }`);
    if (PUBLIC[type]?.includes(field.name)) expect({ refused, found: typeof data.found }).toEqual({ refused: [], found: 'object' });
    else expect(refused).toEqual(['UNAUTHENTICATED']);
  });

  const roots = ['Query', 'Mutation'].flatMap((type) => fieldsOf(type).map((field) => [`${type}.${field.name}`, type, field] as const));
  it.each(roots)('%s is open if it is public, and asks for a token if not', async (_path, type, field) => {
    const signsIn = permissionOf(field) === 'session:open';
    const { codes: refused } = await codes(`${type.toLowerCase()} { ${asking(field)} }`);
    if (PUBLIC[type]?.includes(field.name) || signsIn) expect(refused).not.toContain('FORBIDDEN');
    else expect(refused).toEqual(['UNAUTHENTICATED']);
    if (PUBLIC[type]?.includes(field.name)) expect(refused).not.toContain('UNAUTHENTICATED');
  });

  it('the units and teams of a commune are read with their numbers, as on a day', async () => {
    const { adminUnit } = await stranger.ask(
      `query ($code: String!) { adminUnit(by: { code: $code }, on: "2024-05-01") { fullName teamCount memberCount
        teams { totalCount edges { node { name kind { name } hosts { fullName } memberCount } } } } }`,
      { code: COMMUNE },
    );
    expect(adminUnit).toMatchObject({ teamCount: 1, memberCount: 1, teams: { totalCount: 1, edges: [{ node: { memberCount: 1 } }] } });
  });

  it('no way leads from what is public to a person or to who is a member', async () => {
    for (const fields of ['members { edges { node { person { name } } } }', 'events { edges { node { actor } } }', 'tasks { totalCount }'])
      expect((await codes(`{ team(id: "${team}") { ${fields} } }`)).codes).toEqual(['UNAUTHENTICATED']);
    for (const id of [team, commune]) expect((await codes(`{ node(id: "${id}") { id } }`)).codes).toEqual(['UNAUTHENTICATED']);
  });

  it('somebody with a token and no grant sees the same and is told what is missing', async () => {
    const nobody = service.as('ha-noi', { role: 'public', subject: 'nobody' });
    expect(await nobody.ask(`{ team(id: "${team}") { name memberCount } }`)).toMatchObject({ team: { memberCount: 1 } });
    for (const field of ['status', 'foundedDay', 'members { totalCount }', 'documents { number }'])
      expect(await nobody.refusal(`{ team(id: "${team}") { ${field} } }`)).toBe('FORBIDDEN');
  });
});

describe('how anybody reaches a team', () => {
  const set = (contactChannel: string | null, expectedVersion: number, teamId = team) =>
    admin.ask(SET, { input: { teamId, expectedVersion, contactChannel } });
  const seen = async (client: Client, teamId = team) =>
    (await client.ask(`{ team(id: "${teamId}") { contactChannel } }`)).team.contactChannel;

  it('is set, seen by everybody, taken back, and told in events', async () => {
    expect(await seen(stranger)).toBeNull();
    const { setTeamContact } = await set('https://zalo.me/g/abcdef123', 1);
    expect(setTeamContact).toMatchObject({ version: 2, contactChannel: 'https://zalo.me/g/abcdef123' });
    expect(await seen(stranger)).toBe('https://zalo.me/g/abcdef123');
    await set('024 3888 8888', 2);
    expect(await seen(stranger)).toBe('024 3888 8888');
    await set(null, 3);
    expect(await seen(stranger)).toBeNull();
    const { events } = await admin.ask(`{ events(filter: { team: "${team}" }, first: 3) { edges { node { action before after } } } }`);
    expect(events.edges.map(({ node }: { node: unknown }) => node)).toEqual([
      { action: 'team.contact-set', before: { contactChannel: '024 3888 8888' }, after: { contactChannel: null } },
      { action: 'team.contact-set', before: { contactChannel: 'https://zalo.me/g/abcdef123' }, after: { contactChannel: '024 3888 8888' } },
      { action: 'team.contact-set', before: { contactChannel: null }, after: { contactChannel: 'https://zalo.me/g/abcdef123' } },
    ]);
  });

  it.each([
    ['http://zalo.me/g/abc'],
    ['javascript:alert(1)'],
    ['https://user:secret@zalo.me/g'],
    ['https://localhost'],
    ['https://zalo.me/g/a b'],
    ['gặp tổ trưởng Nguyễn Văn A'],
    ['a@b.vn'],
    ['12'],
    [''],
    [`https://zalo.me/${'a'.repeat(300)}`],
  ])('is not %j', async (contactChannel) => {
    const input = { teamId: team, expectedVersion: 4, contactChannel };
    expect(await refusalOf(service, admin, SET, { input })).toMatchObject({
      refused: 'INVALID_INPUT',
      fields: [{ field: 'contactChannel' }],
    });
  });

  it('is not overwritten unseen', async () => {
    const input = { teamId: team, expectedVersion: 1, contactChannel: '1022' };
    expect(await refusalOf(service, admin, SET, { input })).toMatchObject({ refused: 'VERSION_CONFLICT' });
  });

  it('of an organisation is not for strangers', async () => {
    const enterprise = await foundEnterpriseTeam(service.as('binh-duong', { role: 'province-admin' }), {
      commune: '25843',
      day: '2024-05-01',
    });
    const keeper = service.as('binh-duong', { role: 'province-admin' });
    await keeper.ask(SET, { input: { teamId: enterprise.id, expectedVersion: 1, contactChannel: '1022' } });
    expect(await seen(service.as('binh-duong'), enterprise.id)).toBe('1022');
    expect(await seen(service.as('binh-duong', STRANGER), enterprise.id)).toBeNull();
  });
});
