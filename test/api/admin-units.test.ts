import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { addHamlet, throughPages, unitId } from '../support/found';
import type { Connection } from '../support/found';

interface Unit {
  readonly id: string;
  readonly name: string;
}

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

const nodes = <T>({ edges }: Connection<T>) => edges.map(({ node }) => node);
const names = (list: Connection<Unit>) => nodes(list).map(({ name }) => name);

describe('units of the national list', () => {
  it.each([
    { slug: 'ha-noi', province: '01', districts: 30, communes: 579, district: '277', name: 'Huyện Chương Mỹ', inIt: 32 },
    { slug: 'thai-nguyen', province: '19', districts: 9, communes: 178, district: '168', name: 'Huyện Phú Lương', inIt: 15 },
    { slug: 'binh-duong', province: '74', districts: 9, communes: 91, district: '724', name: 'Thành phố Dĩ An', inIt: 7 },
  ])('of $slug are $districts districts and $communes communes, $inIt of them in $name', async (expected) => {
    const { top, district } = await service.as(expected.slug).ask(
      `query ($province: String!, $district: String!) {
        top: adminUnit(by: { code: $province }) {
          parent { id } districts: descendants(level: "district") { totalCount } communes: descendants(level: "commune") { totalCount } children { totalCount }
        }
        district: adminUnit(by: { code: $district }) { fullName level { code } parent { code } communes: descendants(level: "commune") { totalCount } children { totalCount } }
      }`,
      expected,
    );
    const { districts, communes, inIt } = expected;
    expect(top).toEqual({
      parent: null,
      districts: { totalCount: districts },
      communes: { totalCount: communes },
      children: { totalCount: districts },
    });
    expect(district).toEqual({
      fullName: expected.name,
      level: { code: 'district' },
      parent: { code: expected.province },
      communes: { totalCount: inIt },
      children: { totalCount: inIt },
    });
  });

  it('stand once in a list, also where nothing of a list below them is asked but its length', async () => {
    const { adminUnits } = await service
      .as('ha-noi')
      .ask(
        '{ adminUnits(filter: { level: "district" }, first: 3) { edges { node { name children { totalCount } descendants(level: "commune") { pageInfo { hasPreviousPage } } } } } }',
      );
    expect(nodes<{ name: string; children: { totalCount: number } }>(adminUnits)).toEqual([
      { name: 'Ba Đình', children: { totalCount: 14 }, descendants: { pageInfo: { hasPreviousPage: false } } },
      { name: 'Ba Vì', children: { totalCount: 31 }, descendants: { pageInfo: { hasPreviousPage: false } } },
      { name: 'Bắc Từ Liêm', children: { totalCount: 13 }, descendants: { pageInfo: { hasPreviousPage: false } } },
    ]);
  });

  it('are found by id as by code, on any day, as far back as anybody asks', async () => {
    const client = service.as('ha-noi');
    const ASK = 'query ($by: AdminUnitBy!, $on: Date) { adminUnit(by: $by, on: $on) { id on code fullName from until } }';
    const byCode = await client.ask(ASK, { by: { code: '10030' } });
    expect(byCode.adminUnit).toMatchObject({ on: '2026-01-15', code: '10030', fullName: 'Xã Đông Phương Yên', from: null, until: null });
    expect(await client.ask(ASK, { by: { id: byCode.adminUnit.id } })).toEqual(byCode);
    expect((await client.ask(ASK, { by: { id: byCode.adminUnit.id }, on: '1954-10-10' })).adminUnit).toEqual({
      ...byCode.adminUnit,
      on: '1954-10-10',
    });
    expect(await client.ask(ASK, { by: { code: '99999' } })).toEqual({ adminUnit: null });
  });

  it('know all units they lie in, the province first', async () => {
    const { adminUnit } = await service
      .as('ha-noi')
      .ask('{ adminUnit(by: { code: "10057" }) { ancestors { code level { code name(language: EN) } } parent { parent { name } } } }');
    expect(adminUnit).toEqual({
      ancestors: [
        { code: '01', level: { code: 'province', name: 'City' } },
        { code: '277', level: { code: 'district', name: 'District' } },
      ],
      parent: { parent: { name: 'Hà Nội' } },
    });
  });

  it('stand in Vietnamese order: đ after d, tones after letters', async () => {
    const { adminUnit } = await service
      .as('ha-noi')
      .ask('{ adminUnit(by: { code: "01" }) { children(first: 50) { edges { node { id name } } } } }');
    expect(names(adminUnit.children)).toEqual(
      // prettier-ignore
      ['Ba Đình', 'Ba Vì', 'Bắc Từ Liêm', 'Cầu Giấy', 'Chương Mỹ', 'Đan Phượng', 'Đông Anh', 'Đống Đa', 'Gia Lâm', 'Hà Đông', 'Hai Bà Trưng',
        'Hoài Đức', 'Hoàn Kiếm', 'Hoàng Mai', 'Long Biên', 'Mê Linh', 'Mỹ Đức', 'Nam Từ Liêm', 'Phú Xuyên', 'Phúc Thọ', 'Quốc Oai', 'Sóc Sơn',
        'Sơn Tây', 'Tây Hồ', 'Thạch Thất', 'Thanh Oai', 'Thanh Trì', 'Thanh Xuân', 'Thường Tín', 'Ứng Hòa'],
    );
  });
});

describe('lists of units', () => {
  const LIST = `query ($first: Int!, $after: String, $filter: AdminUnitFilter, $on: Date) {
    adminUnits(first: $first, after: $after, filter: $filter, on: $on) { totalCount edges { node { id name } } pageInfo { hasNextPage endCursor } }
  }`;
  const all = (variables: Record<string, unknown>) =>
    throughPages<Unit>(service.as('ha-noi'), LIST, ({ adminUnits }: { adminUnits: Connection<Unit> }) => adminUnits, variables);

  it('give each of 579 communes once, page by page, in the same order as in large pages', async () => {
    const small = await all({ first: 40, filter: { level: 'commune' } });
    expect(small.map((page) => page.length)).toEqual([...Array<number>(14).fill(40), 19]);
    const ids = small.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(579);
    expect((await all({ first: 200, filter: { level: 'commune' } })).flat().map(({ id }) => id)).toEqual(ids);
    const sorted = small.flat().map(({ name }) => name);
    expect(sorted).toEqual([...sorted].sort(new Intl.Collator('vi').compare));
  });

  it('lose none of the 207 hamlets of Chương Mỹ that share a few names', async () => {
    const within = await unitId(service.as('ha-noi'), '277');
    const found = await all({ first: 7, filter: { level: 'hamlet', within } });
    expect(found).toHaveLength(30);
    expect(new Set(found.flat().map(({ id }) => id)).size).toBe(207);
    expect(new Set(found.flat().map(({ name }) => name))).toEqual(new Set(['1', '2', '3', '4', '5', '6', '7', '1-2']));
  });

  it('say that nothing precedes the first page and something the second, and go on from a cursor', async () => {
    const ASK = `query ($after: String) { adminUnit(by: { code: "277" }) { children(first: 30, after: $after) { edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
    const { children: first } = (await service.as('ha-noi').ask(ASK)).adminUnit;
    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: first.edges[0].cursor,
      endCursor: first.edges[29].cursor,
    });
    const { children: second } = (await service.as('ha-noi').ask(ASK, { after: first.pageInfo.endCursor })).adminUnit;
    expect(second.edges).toHaveLength(2);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it.each([
    ['chuong my', ['Chương Mỹ']],
    ['CHUONG  MỸ', ['Chương Mỹ']],
    ['huyen chuong', ['Chương Mỹ']],
    ['Chương Mỹ', ['Chương Mỹ']],
    ['Chu\u031bo\u031bng My\u0303', ['Chương Mỹ']],
    ['dong da', ['Đống Đa']],
    ['ong da', []],
    ['%', []],
  ])('find districts by "%s"', async (search, expected) => {
    const { adminUnits } = await service.as('ha-noi').ask(LIST, { first: 10, filter: { search, level: 'district' } });
    expect(names(adminUnits)).toEqual(expected);
    expect(adminUnits.totalCount).toBe(expected.length);
  });

  it('find a word within the name, and only within a unit if one is named', async () => {
    const client = service.as('ha-noi');
    const within = await unitId(client, '277');
    const { adminUnits } = await client.ask(LIST, { first: 20, filter: { search: 'phu n', level: 'commune', within } });
    expect(names(adminUnits)).toEqual(['Phú Nam An', 'Phú Nghĩa']);
    const { adminUnits: anywhere } = await client.ask(LIST, { first: 200, filter: { search: 'phu', level: 'commune', within } });
    expect(names(anywhere)).toEqual([
      'Đồng Phú',
      'Đông Phương Yên',
      'Nam Phương Tiến',
      'Phú Nam An',
      'Phú Nghĩa',
      'Phụng Châu',
      'Tiên Phương',
      'Trần Phú',
    ]);
  });

  it('sort letters and tones of names as Vietnamese does', async () => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const words = ['A', 'Ă', 'Â', 'D', 'Đ', 'E', 'Ê', 'Ma', 'Mà', 'Mả', 'Mã', 'Má', 'Mạ', 'Mà Na', 'O', 'Ô', 'Ơ', 'U', 'Ư', 'Y'];
    for (const name of [...words].reverse()) await addHamlet(admin, '10180', { name });
    const { adminUnit } = await admin.ask('{ adminUnit(by: { code: "10180" }) { children(first: 50) { edges { node { id name } } } } }');
    expect(names(adminUnit.children)).toEqual(words);
  });
});

describe('the two hamlets of Chương Mỹ that merged on 1/2/2024', () => {
  const COMMUNE = '10111';
  const CHILDREN = `query ($on: Date) { adminUnit(by: { code: "${COMMUNE}" }, on: $on) { on children { totalCount edges { node { id name on until } } } } }`;

  it('are there on the day before and their successor is from that day on', async () => {
    const client = service.as('ha-noi');
    const before = (await client.ask(CHILDREN, { on: '2024-01-31' })).adminUnit;
    const after = (await client.ask(CHILDREN, { on: '2024-02-01' })).adminUnit;
    expect(before.on).toBe('2024-01-31');
    expect(nodes<{ on: string }>(before.children).every(({ on }) => on === '2024-01-31')).toBe(true);
    expect(names(before.children)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(names(after.children)).toEqual(['1-2', '3', '4', '5', '6']);
    expect(nodes<{ until: string | null }>(before.children).map(({ until }) => until)).toEqual([
      '2024-02-01',
      '2024-02-01',
      ...Array<null>(4).fill(null),
    ]);
  });

  it('name their successor and the decision, and it names them', async () => {
    const client = service.as('ha-noi');
    const [one, two] = nodes<Unit>((await client.ask(CHILDREN, { on: '2024-01-31' })).adminUnit.children) as [Unit, Unit];
    const ASK = `query ($id: ID!, $on: Date!) { adminUnit(by: { id: $id }, on: $on) {
      history { name from until } predecessors { kind day share confirmed unit { id on name } } successors { kind day share confirmed decision { number issuer } unit { id on fullName } }
    } }`;
    const { adminUnit } = await client.ask(ASK, { id: one.id, on: '2023-06-01' });
    expect(adminUnit).toMatchObject({
      history: [{ name: '1', from: '2020-01-01', until: '2024-02-01' }],
      predecessors: [],
      successors: [
        {
          kind: 'MERGE',
          day: '2024-02-01',
          share: 1,
          confirmed: true,
          decision: { number: '40/NQ-HĐND', issuer: 'HĐND thành phố Hà Nội' },
          unit: { on: '2024-02-01', fullName: 'Thôn 1-2' },
        },
      ],
    });
    const successor = adminUnit.successors[0].unit.id;
    const { adminUnit: now } = await client.ask(ASK, { id: successor, on: '2026-01-15' });
    expect(now.predecessors.map(({ unit }: { unit: Unit }) => unit)).toEqual([
      { id: one.id, on: '2024-01-31', name: '1' },
      { id: two.id, on: '2024-01-31', name: '2' },
    ]);
    expect(now.successors).toEqual([]);
    expect(await client.ask(ASK, { id: one.id, on: '2024-02-01' })).toEqual({ adminUnit: null });
    expect(await client.ask(ASK, { id: successor, on: '2024-01-31' })).toEqual({ adminUnit: null });
  });
});
