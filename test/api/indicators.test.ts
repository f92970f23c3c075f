import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { newDocument, unitId } from '../support/found';
import { refusalOf } from '../support/refused';

const RECORD =
  'mutation ($input: RecordUnitFiguresInput!) { recordUnitFigures(input: $input) { id figures { kind value day source { number } } } }';

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

const admin = () => service.as('thai-nguyen', { role: 'province-admin' });

describe('what can be counted', () => {
  const INDICATORS = `query ($unit: ID, $on: Date) { indicators(unit: $unit, on: $on) {
    code name unit pillar kind decimals overTime numerator denominator isCore segments { code } versions { clause document { key } } } }`;
  const ask = async (province: string, variables: Record<string, unknown> = {}) =>
    (await service.as(province).ask(INDICATORS, variables)).indicators as { code: string; isCore: boolean; versions: unknown[] }[];
  const codes = async (province: string, variables?: Record<string, unknown>) => (await ask(province, variables)).map(({ code }) => code);

  it('is the catalogue of the unit on the day, with the clause that names it, and what every province has', async () => {
    const phuLuong = await unitId(admin(), '168');
    const own = await ask('thai-nguyen', { unit: phuLuong, on: '2022-06-01' });
    expect(own.find(({ code }) => code === 'digital-stalls-opened')).toMatchObject({
      isCore: false,
      versions: [{ clause: 'I.1, II.3.1.b', document: { key: 'plan174' } }],
    });
    expect(await codes('thai-nguyen', { on: '2022-06-01' })).not.toContain('digital-stalls-opened');
    expect(await codes('thai-nguyen', { unit: phuLuong, on: '2022-05-01' })).not.toContain('digital-stalls-opened');
    expect(own.find(({ code }) => code === 'people-reached')).toMatchObject({ isCore: true, versions: [], segments: expect.any(Array) });
  });

  it('is in part the same in every province', async () => {
    for (const province of ['binh-duong', 'ha-noi', 'thai-nguyen'])
      expect(await codes(province)).toEqual(expect.arrayContaining(['people-reached', 'people-guided-public-services']));
  });

  it('is said in Vietnamese or English', async () => {
    const [indicator] = (await service.as('ha-noi', { language: 'vi' }).ask('{ indicators { name en: name(in: EN) unit pillar } }'))
      .indicators;
    expect(indicator).toEqual({
      name: 'Số người biết, hiểu và thực hiện: sử dụng dịch vụ công trực tuyến',
      en: 'People able: online public services',
      unit: 'người',
      pillar: 'SKILLS',
    });
  });
});

describe('figures of units', () => {
  const figure = async (value: number, day = '2021-12-31', changed: object = {}) => ({
    unitId: await unitId(admin(), '05431'),
    kind: 'POPULATION',
    value,
    day,
    ...changed,
  });

  it('hold from their day until a later one, with their source', async () => {
    const source = newDocument('2022-01-15');
    await admin().ask(RECORD, { input: { figures: [await figure(4100), await figure(4200, '2022-12-31')], source } });
    const on = async (day: string) =>
      (
        await service
          .as('thai-nguyen')
          .ask('query ($on: Date) { adminUnit(by: { code: "05431" }, on: $on) { figures { kind value day source { number } } } }', {
            on: day,
          })
      ).adminUnit.figures;
    expect(await on('2021-12-30')).toEqual([]);
    expect(await on('2022-06-01')).toEqual([{ kind: 'POPULATION', value: 4100, day: '2021-12-31', source: { number: source.new.number } }]);
    expect(await on('2023-01-01')).toMatchObject([{ value: 4200 }]);
  });

  it('are corrected by recording them again, which is on record with what stood before', async () => {
    await admin().ask(RECORD, { input: { figures: [await figure(10, '2020-12-31')] } });
    await admin().ask(RECORD, { input: { figures: [await figure(11, '2020-12-31')] } });
    const { events } = await admin().ask(
      'query ($unit: ID) { events(filter: { unit: $unit }, first: 1) { edges { node { action before after } } } }',
      {
        unit: (await figure(0)).unitId,
      },
    );
    expect(events.edges[0].node).toEqual({
      action: 'admin-unit.figure-recorded',
      before: { kind: 'population', value: 10 },
      after: { kind: 'population', value: 11, documentId: null },
    });
  });

  it.each([
    ['a negative number', { value: -1 }, 'INVALID_INPUT'],
    ['a number beyond all', { value: 2_000_000_001 }, 'INVALID_INPUT'],
    ['a day in the far future', { day: '2099-01-01' }, 'DAY_TOO_LATE'],
    ['a unit that is not there', { unitId: 'QWRtaW5Vbml0OjAxOTAwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMA' }, 'NOT_FOUND'],
  ])('are refused with %s', async (_what, changed, code) => {
    const input = { figures: [await figure(1, '2021-06-30', changed)] };
    expect(await refusalOf(service, admin(), RECORD, { input })).toMatchObject({ refused: code });
  });

  it('are refused twice in one request, and outside the officer’s reach', async () => {
    const twice = { figures: [await figure(1, '2021-06-30'), await figure(2, '2021-06-30')] };
    expect(await refusalOf(service, admin(), RECORD, { input: twice })).toMatchObject({ refused: 'INVALID_INPUT' });
    const neighbour = service.as('thai-nguyen', { role: 'commune-officer', unit: '05443' });
    expect(await refusalOf(service, neighbour, RECORD, { input: { figures: [await figure(1)] } })).toMatchObject({ refused: 'FORBIDDEN' });
  });
});

describe('targets that law sets', () => {
  const targetsOf = async (code: string, on: string) =>
    (
      await service
        .as('thai-nguyen')
        .ask(
          `query ($code: String!, $on: Date!) { adminUnit(by: { code: $code }, on: $on) { legalTargets { key bound value from until indicator { code } clause document { key } version { number } } } }`,
          { code, on },
        )
    ).adminUnit.legalTargets;

  it('are those for each district, and for Phú Lương its own besides, with document and clause', async () => {
    const dossiers = {
      document: { key: 'onlineDossiers' },
      clause: 'đoạn 9',
      key: 'online-level-4',
      bound: 'AT_LEAST',
      value: 55,
      from: '2022-01-01',
      until: '2023-01-01',
    };
    expect(await targetsOf('164', '2022-06-01')).toMatchObject([{ ...dossiers, indicator: { code: 'online-level-4-share' } }]);
    expect(await targetsOf('168', '2022-06-01')).toMatchObject([
      dossiers,
      {
        key: 'skilled-working-age',
        value: 70,
        from: null,
        until: '2026-01-01',
        clause: 'I.1',
        document: { key: 'plan174' },
        version: { number: 2 },
      },
    ]);
  });

  it('are none before the documents, and none for a commune or the province', async () => {
    expect(await targetsOf('168', '2022-04-01')).toEqual([]);
    expect(await targetsOf('05431', '2022-06-01')).toEqual([]);
    expect(await targetsOf('19', '2022-06-01')).toEqual([]);
  });
});
