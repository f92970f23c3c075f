import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { ADD_UNIT, addHamlet, newDocument, unique, unitId } from '../support/found';
import type { Hamlet } from '../support/found';
import { refusalOf } from '../support/refused';

const COMMUNE = '10120';
const RENAME = 'mutation ($input: RenameAdminUnitInput!) { renameAdminUnit(input: $input) { id on fullName from } }';
const MERGE =
  'mutation ($input: MergeAdminUnitsInput!) { mergeAdminUnits(input: $input) { id on fullName localCode from parent { code } } }';
const UNIT = 'query ($id: ID!, $on: Date) { adminUnit(by: { id: $id }, on: $on) { fullName from until history { fullName from until } } }';

let service: TestApp;
let officer: Client;
beforeAll(async () => {
  service = await startApp();
  officer = service.as('ha-noi', { role: 'commune-officer', unit: COMMUNE });
});
afterAll(() => service.close());

const decision = (day = '2024-05-02') => newDocument(day, { authority: 'provincial-council', issuer: 'HĐND thành phố Hà Nội' });
const renaming = (unit: string, from: string, name = 'Mới') => ({ input: { unitId: unit, name, from, decision: decision() } });
const merging = (units: Hamlet[], from: string, rest: Record<string, unknown> = {}) => ({
  input: { unitIds: units.map(({ id }) => id), name: 'Đoàn Kết', localCode: unique('M-'), from, decision: decision(), ...rest },
});
const refused = (document: string, variables: Record<string, unknown>, client = officer) => refusalOf(service, client, document, variables);

describe('a hamlet', () => {
  it('is added to a commune with its code, and is there from its first day on', async () => {
    const parentId = await unitId(officer, COMMUNE);
    const input = {
      parentId,
      localCode: 'CK-01',
      designation: 'Thôn',
      name: 'Khê Tang',
      from: '2023-03-01',
      decision: decision('2023-02-20'),
    };
    const { addAdminUnit } = await officer.ask(
      'mutation ($input: AddAdminUnitInput!) { addAdminUnit(input: $input) { id on code localCode designation name fullName level { code } from until parent { code } ancestors { code } } }',
      { input },
    );
    const { id, ...rest } = addAdminUnit;
    expect(rest).toEqual({
      on: '2023-03-01',
      code: null,
      localCode: 'CK-01',
      designation: 'Thôn',
      name: 'Khê Tang',
      fullName: 'Thôn Khê Tang',
      level: { code: 'hamlet' },
      from: '2023-03-01',
      until: null,
      parent: { code: COMMUNE },
      ancestors: [{ code: '01' }, { code: '278' }, { code: COMMUNE }],
    });
    expect(await officer.ask(UNIT, { id, on: '2023-02-28' })).toEqual({ adminUnit: null });
    const SEARCH = 'query ($on: Date!) { adminUnits(filter: { search: "khe tang" }, on: $on) { edges { node { id } } } }';
    expect((await officer.ask(SEARCH, { on: '2023-02-28' })).adminUnits.edges).toEqual([]);
    expect((await officer.ask(SEARCH, { on: '2023-03-01' })).adminUnits.edges).toEqual([{ node: { id } }]);
    const { events } = await officer.ask(
      'query ($unit: ID!) { events(filter: { unit: $unit }) { edges { node { action day actor after } } } }',
      { unit: id },
    );
    expect(events.edges).toEqual([
      {
        node: {
          action: 'admin-unit.added',
          day: '2023-03-01',
          actor: 'somebody',
          after: { level: 'hamlet', localCode: 'CK-01', designation: 'Thôn', name: 'Khê Tang', parentId },
        },
      },
    ]);
  });

  it('is not added under the code of another one of the commune, but may have a code of the next commune', async () => {
    const { localCode } = await addHamlet(officer, COMMUNE);
    const input = { parentId: await unitId(officer, COMMUNE), localCode, designation: 'Thôn', name: 'Hai', from: '2024-01-01' };
    expect(await refused(ADD_UNIT, { input })).toEqual({ refused: 'DUPLICATE_CODE', field: 'localCode', value: localCode });
    const admin = service.as('ha-noi', { role: 'province-admin' });
    expect((await addHamlet(admin, '10126', { localCode })).localCode).toBe(localCode);
  });

  it('is added to a commune only, by an officer of that commune, on a day that is not far ahead', async () => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const input = async (parent: string, from = '2024-01-01') => ({
      input: { parentId: await unitId(admin, parent), localCode: unique('X-'), designation: 'Xã', name: 'Mới', from },
    });
    expect(await refused(ADD_UNIT, await input('278'), admin)).toEqual({
      refused: 'OFFICIAL_UNIT',
      code: '278',
    });
    expect(await refused(ADD_UNIT, await input('10126'))).toEqual({ refused: 'FORBIDDEN', permission: 'unit:write' });
    expect(await refused(ADD_UNIT, await input(COMMUNE, '2027-01-17'))).toMatchObject({
      refused: 'DAY_TOO_LATE',
      field: 'from',
      bound: '2027-01-16',
    });
    const { id } = await addHamlet(officer, COMMUNE);
    const below = { parentId: id, localCode: unique('X-'), designation: 'Ngõ', name: 'Một', from: '2024-01-01' };
    expect(await refused(ADD_UNIT, { input: below })).toEqual({ refused: 'OFFICIAL_UNIT', code: null });
  });

  it('keeps its identity when it is renamed; each name is found on its own days only', async () => {
    const { id } = await addHamlet(officer, COMMUNE, { name: 'Cổ Xưa' });
    const { renameAdminUnit } = await officer.ask(RENAME, renaming(id, '2024-06-01', 'Tân Lập'));
    expect(renameAdminUnit).toEqual({ id, on: '2024-06-01', fullName: 'Thôn Tân Lập', from: '2024-06-01' });
    expect((await officer.ask(UNIT, { id, on: '2024-05-31' })).adminUnit).toMatchObject({ fullName: 'Thôn Cổ Xưa', until: '2024-06-01' });
    expect((await officer.ask(UNIT, { id })).adminUnit).toEqual({
      fullName: 'Thôn Tân Lập',
      from: '2024-06-01',
      until: null,
      history: [
        { fullName: 'Thôn Cổ Xưa', from: '2020-01-01', until: '2024-06-01' },
        { fullName: 'Thôn Tân Lập', from: '2024-06-01', until: null },
      ],
    });
    const SEARCH = 'query ($on: Date!) { adminUnits(filter: { search: "co xua" }, on: $on) { totalCount } }';
    expect(await officer.ask(SEARCH, { on: '2024-05-31' })).toEqual({ adminUnits: { totalCount: 1 } });
    expect(await officer.ask(SEARCH, { on: '2024-06-01' })).toEqual({ adminUnits: { totalCount: 0 } });
  });

  it('is under the law of its place from its first day on; before, nobody can tell which', async () => {
    const { id } = await addHamlet(officer, COMMUNE, { from: '2024-03-01' });
    const RULE = 'query ($unit: ID!, $on: Date!) { rule(name: TEAM_SIZE, unit: $unit, on: $on) { outcome value } }';
    expect(await officer.ask(RULE, { unit: id, on: '2024-03-01' })).toEqual({
      rule: { outcome: 'VALUE', value: { min: 5, max: 7, counts: 'all' } },
    });
    expect(await refused(RULE, { unit: id, on: '2024-02-29' })).toEqual({ refused: 'UNIT_NOT_THERE', field: 'unit', day: '2024-02-29' });
  });

  it('is not renamed on a day before or on which it was renamed already, nor before it was there', async () => {
    const { id } = await addHamlet(officer, COMMUNE);
    await officer.ask(RENAME, renaming(id, '2024-06-01'));
    expect(await refused(RENAME, renaming(id, '2024-05-01'))).toEqual({ refused: 'LATER_CHANGES', field: 'from', from: '2024-06-01' });
    expect(await refused(RENAME, renaming(id, '2024-06-01'))).toEqual({ refused: 'LATER_CHANGES', field: 'from', from: '2024-06-01' });
    expect(await refused(RENAME, renaming(id, '2019-12-31'))).toEqual({ refused: 'UNIT_NOT_THERE', field: 'unitId', day: '2019-12-31' });
  });

  it('with an official code is not for renaming or merging here', async () => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const commune = { id: await unitId(admin, COMMUNE) } as Hamlet;
    const next = { id: await unitId(admin, '10126') } as Hamlet;
    expect(await refused(RENAME, renaming(commune.id, '2024-06-01'), admin)).toEqual({ refused: 'OFFICIAL_UNIT', code: COMMUNE });
    expect(await refused(MERGE, merging([commune, next], '2024-06-01'), admin)).toEqual({ refused: 'OFFICIAL_UNIT', code: COMMUNE });
  });
});

describe('hamlets of one commune', () => {
  it('merge into a new one from a day on, which is found by name from then', async () => {
    const [one, two, three] = [await addHamlet(officer, COMMUNE), await addHamlet(officer, COMMUNE), await addHamlet(officer, COMMUNE)];
    const { mergeAdminUnits: merged } = await officer.ask(MERGE, merging([one, two, three], '2024-07-01', { designation: 'Khu' }));
    expect(merged).toMatchObject({ on: '2024-07-01', fullName: 'Khu Đoàn Kết', from: '2024-07-01', parent: { code: COMMUNE } });
    for (const { id, fullName } of [one, two, three]) {
      expect((await officer.ask(UNIT, { id, on: '2024-06-30' })).adminUnit).toMatchObject({ fullName, until: '2024-07-01' });
      expect(await officer.ask(UNIT, { id, on: '2024-07-01' })).toEqual({ adminUnit: null });
    }
    const { adminUnit } = await officer.ask('query ($id: ID!) { adminUnit(by: { id: $id }) { predecessors { unit { id } } } }', merged);
    expect(adminUnit.predecessors.map(({ unit }: { unit: { id: string } }) => unit.id)).toEqual([one.id, two.id, three.id]);
  });

  it('may give their merger the code that one of them had', async () => {
    const [one, two] = [await addHamlet(officer, COMMUNE), await addHamlet(officer, COMMUNE)];
    const { mergeAdminUnits } = await officer.ask(MERGE, merging([one, two], '2024-07-01', { localCode: one.localCode }));
    expect(mergeAdminUnits.localCode).toBe(one.localCode);
  });

  it('do not merge twice, nor on their first day, nor one with itself, nor over a later change', async () => {
    const [one, two] = [await addHamlet(officer, COMMUNE), await addHamlet(officer, COMMUNE)];
    expect(await refused(MERGE, merging([one, one], '2024-07-01'))).toMatchObject({ refused: 'INVALID_INPUT' });
    expect(await refused(MERGE, merging([one], '2024-07-01'))).toMatchObject({ refused: 'INVALID_INPUT' });
    expect(await refused(MERGE, merging([one, two], '2020-01-01'))).toMatchObject({ refused: 'LATER_CHANGES' });
    await officer.ask(RENAME, renaming(two.id, '2024-09-01'));
    expect(await refused(MERGE, merging([one, two], '2024-08-01'))).toEqual({
      refused: 'LATER_CHANGES',
      field: 'from',
      from: '2024-09-01',
    });
    await officer.ask(MERGE, merging([one, two], '2024-10-01'));
    expect(await refused(MERGE, merging([one, two], '2024-11-01'))).toEqual({
      refused: 'UNIT_NOT_THERE',
      field: 'unitIds',
      day: '2024-11-01',
    });
  });

  it('do not merge with one of another commune', async () => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const [one, other] = [await addHamlet(admin, COMMUNE), await addHamlet(admin, '10126')];
    expect(await refused(MERGE, merging([one, other], '2024-07-01'), admin)).toEqual({ refused: 'UNITS_NOT_SIBLINGS', day: '2024-07-01' });
    expect(await refused(MERGE, merging([one, other], '2024-07-01'))).toEqual({ refused: 'FORBIDDEN', permission: 'unit:write' });
  });

  it('do not merge by a decision that is on record under the same number', async () => {
    const [one, two] = [await addHamlet(officer, COMMUNE), await addHamlet(officer, COMMUNE)];
    const cited = decision();
    await officer.ask(RENAME, { input: { unitId: one.id, name: 'Khác', from: '2024-06-01', decision: cited } });
    expect(await refused(MERGE, merging([one, two], '2024-07-01', { decision: cited }))).toMatchObject({
      refused: 'DUPLICATE_DOCUMENT',
      number: cited.new.number,
      day: '2024-05-02',
    });
  });
});
