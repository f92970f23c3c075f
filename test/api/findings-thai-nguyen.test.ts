import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { findingsInBoth, findingsOf, foundHamletTeam, unitId, villageRoster } from '../support/found';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of any shape
type Answer = any;

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

const PHU_LUONG = '05614';
const SONG_CONG = '05530';

describe('a team in Thái Nguyên', () => {
  const found = (commune: string, size: number, day = '2022-05-20') =>
    foundHamletTeam(service.as('thai-nguyen', { role: 'province-admin' }), { commune, day, members: villageRoster(size) });
  const chainOf = ({ chain }: Answer) =>
    chain.map(({ version, verdict, reason, by }: Answer) => [version.document.number, verdict, reason, by]);
  const DISTRICT_WINS = [
    ['793/BTTTT-THH', 'LOST', 'LATER_VERSION', 2],
    ['70/KH-UBND', 'LOST', 'NARROWER_SCOPE', 3],
    ['174/KH-UBND', 'WON', 'IN_FORCE', null],
  ];

  it('of six people passes in Phú Lương by the rule of the district', async () => {
    const team = await found(PHU_LUONG, 6);
    expect(await findingsOf(service.as('thai-nguyen'), team.id, '2022-06-15')).toEqual([]);
  });

  it('lives in Phú Lương under a rule whose chain shows that the 2–5 of the province lost, and to what', async () => {
    const client = service.as('thai-nguyen');
    const { rule } = await client.ask(
      `query ($unit: ID!) { rule(name: TEAM_SIZE, unit: $unit, kind: "hamlet-team", on: "2022-06-15") { outcome value
        chain { verdict reason by version { number unitCode value clause quote document { number issued { day source } } } } } }`,
      { unit: await unitId(client, PHU_LUONG) },
    );
    expect(rule).toMatchObject({ outcome: 'VALUE', value: { min: 5, max: 7, counts: 'all' } });
    expect(chainOf(rule)).toEqual(DISTRICT_WINS);
    expect(rule.chain[1].version).toMatchObject({ unitCode: null, value: { min: 2, max: 5, counts: 'all' }, clause: 'đoạn 2' });
    expect(rule.chain[1].version.document.issued.map(({ day }: Answer) => day)).toEqual(['2022-04-21', '2022-04-23']);
    expect(rule.chain[2].version).toMatchObject({ unitCode: '168', clause: 'II.1', quote: 'mỗi tổ có từ 05-07 người' });
  });

  it('of four people is too small for Phú Lương, although the province would allow it', async () => {
    const team = await found(PHU_LUONG, 4);
    const [en, vi] = await findingsInBoth(service, 'thai-nguyen', team.id, '2022-06-15');
    expect(en).toMatchObject([
      {
        rule: 'TEAM_SIZE',
        since: '2022-05-20',
        observed: { count: 4, text: '4 people in the whole team' },
        expected: { min: 5, max: 7, counts: 'ALL', text: 'whole team 5–7' },
        fix: { action: 'ADD_MEMBERS', count: 1, text: 'one more member' },
        winners: [{ clause: 'II.1', document: { number: '174/KH-UBND' } }],
        cause: { action: 'team.founded', day: '2022-05-20' },
      },
    ]);
    expect(chainOf(en[0])).toEqual(DISTRICT_WINS);
    expect(vi[0]).toMatchObject({ expected: { text: 'cả Tổ 5–7' }, fix: { text: 'bổ sung 1 người' } });
  });

  it('of six people is over the five of the province anywhere else, where four are right', async () => {
    const [six, four] = [await found(SONG_CONG, 6), await found(SONG_CONG, 4)];
    const [en, vi] = await findingsInBoth(service, 'thai-nguyen', six.id, '2022-06-15');
    expect(en).toMatchObject([
      {
        rule: 'TEAM_SIZE',
        observed: { count: 6 },
        expected: { min: 2, max: 5, counts: 'ALL' },
        fix: { action: 'REMOVE_MEMBERS_OR_FOUND_SECOND_TEAM', count: 1, text: 'one member fewer or a second team' },
        winners: [{ clause: 'đoạn 2', quote: 'sẽ có từ 2 - 5 thành viên', document: { number: '70/KH-UBND' } }],
      },
    ]);
    expect(chainOf(en[0])).toEqual([
      ['793/BTTTT-THH', 'LOST', 'LATER_VERSION', 2],
      ['70/KH-UBND', 'WON', 'IN_FORCE', null],
      ['174/KH-UBND', 'LOST', 'OTHER_UNIT', null],
    ]);
    expect(vi[0].fix.text).toBe('giảm 1 người hoặc lập thêm một Tổ');
    expect(await findingsOf(service.as('thai-nguyen'), four.id, '2022-06-15')).toEqual([]);
  });

  it('decided on 31/5/2022 is late in Phú Lương, where it was due before that day; one of 30/5 is not', async () => {
    const late = await found(PHU_LUONG, 6, '2022-05-31');
    const [en, vi] = await findingsInBoth(service, 'thai-nguyen', late.id, '2022-05-31');
    expect(en).toMatchObject([
      {
        rule: 'COVERAGE',
        requirement: 'team-per-hamlet:late',
        severity: 'WARNING',
        since: '2022-05-31',
        observed: { day: '2022-05-31', text: 'decided on 2022-05-31' },
        expected: { deadline: { bound: 'BEFORE', day: '2022-05-31' }, text: 'before 2022-05-31' },
        fix: { action: 'EXPLAIN_OR_WAIVE', text: 'explain it, or have it waived' },
        winners: [{ clause: 'I.2, III.5', document: { number: '174/KH-UBND' } }],
      },
    ]);
    expect(vi[0]).toMatchObject({ expected: { text: 'trước ngày 2022-05-31' }, fix: { text: 'giải trình hoặc đề nghị miễn' } });
    const inTime = await found(PHU_LUONG, 6, '2022-05-30');
    expect(await findingsOf(service.as('thai-nguyen'), inTime.id, '2022-05-31')).toEqual([]);
    const elsewhere = await found(SONG_CONG, 5, '2022-05-31');
    expect(await findingsOf(service.as('thai-nguyen'), elsewhere.id, '2022-06-15')).toEqual([]);
  });
});
