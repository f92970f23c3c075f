import fc from 'fast-check';
import { provinces } from '../../plugins';
import { expandTimeline, lastGoodDay } from '../../src/modules/task/expand-timeline.rules';
import { addDays } from '../../src/tenancy/day';
import type { Province } from '../../src/tenancy/province';

const thaiNguyen = provinces.find(({ slug }) => slug === 'thai-nguyen') as Province;
const at = (codes: readonly string[]) => () => ({ codes });
const codesIn = (codes: readonly string[], from: string, until: string) =>
  expandTimeline(thaiNguyen, at(codes), from, until).items.map(({ sourceCode }) => sourceCode);
const PHU_LUONG = ['168', '19'];

it('of "before 31/5" the last good day is the 30th, of "by 31/10" the 31st', () => {
  expect(lastGoodDay({ bound: 'before', day: '2022-05-31' })).toBe('2022-05-30');
  expect(lastGoodDay({ bound: 'by', day: '2022-10-31' })).toBe('2022-10-31');
});

describe('the timeline of Phú Lương', () => {
  it('asks for each task of the themes of June and July, with the words, document and clause of the law', () => {
    const { items } = expandTimeline(thaiNguyen, at(PHU_LUONG), '2022-06-01', '2022-08-01');
    expect(items.map(({ sourceCode, dueDay }) => [sourceCode, dueDay])).toEqual([
      ['theme:platforms-of-the-province:install-c-thai-nguyen', '2022-06-30'],
      ['theme:platforms-of-the-province:install-thai-nguyen-id', '2022-06-30'],
      ['theme:platforms-of-the-province:install-party-handbook', '2022-06-30'],
      ['theme:portals-and-public-services:portal-lookup', '2022-07-31'],
      ['theme:portals-and-public-services:online-public-services', '2022-07-31'],
      ['phase:operation', '2022-11-30'],
    ]);
    expect(items[0]).toMatchObject({
      title: { vi: 'Cài đặt, sử dụng C-Thái Nguyên' },
      pillar: 'society',
      from: '2022-06-01',
      until: '2022-07-01',
      legalDocument: 'roadmap',
      clause: 'đoạn 11',
      ruleVersion: 2,
    });
  });

  it('takes the law of each day of the period: before the plan of the district that of the province', () => {
    expect(codesIn(PHU_LUONG, '2022-05-01', '2022-06-01')).toEqual([
      'milestone:founding-decisions-sent',
      'phase:recruitment',
      'phase:founding',
    ]);
    expect(codesIn(PHU_LUONG, '2022-05-01', '2022-05-16')).toEqual(['phase:recruitment']);
    expect(codesIn(['19'], '2022-05-16', '2022-06-01')).toEqual(['phase:recruitment']);
    expect(codesIn(PHU_LUONG, '2022-01-01', '2022-04-21')).toEqual([]);
  });

  it('has a milestone in the period of its last good day only', () => {
    expect(codesIn(PHU_LUONG, '2022-05-30', '2022-05-31')).toContain('milestone:founding-decisions-sent');
    for (const [from, until] of [
      ['2022-05-16', '2022-05-30'],
      ['2022-05-31', '2022-06-01'],
    ] as const)
      expect(codesIn(PHU_LUONG, from, until)).not.toContain('milestone:founding-decisions-sent');
  });
});

it('a period asks for what its parts ask for, however it is divided', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2022-01-01', days));
  fc.assert(
    fc.property(fc.constantFrom(...provinces), fc.tuple(day, day, day), (province, days) => {
      const [from, middle, until] = [...days].sort() as [string, string, string];
      fc.pre(from < middle && middle < until);
      const codes = (a: string, b: string) =>
        expandTimeline(province, at(['168', province.code]), a, b).items.map(
          ({ ruleVersion, sourceCode }) => `${ruleVersion} ${sourceCode}`,
        );
      expect(new Set(codes(from, until))).toEqual(new Set([...codes(from, middle), ...codes(middle, until)]));
    }),
    { numRuns: 300 },
  );
});
