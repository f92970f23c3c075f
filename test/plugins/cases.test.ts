import { judgeTeam } from '../../src/modules/finding/judge-team.rules';
import { judgeUnit } from '../../src/modules/finding/judge-unit.rules';
import type { Breach, LawCase, Province } from '../../src/tenancy/province';
import { plugins } from './all';

function judge(province: Province, { codes, level, team, unit, on }: LawCase): Breach[] {
  return [
    ...(team ? judgeTeam(province, { codes, level, kind: team.kind }, team, on) : []),
    ...(unit ? judgeUnit(province, { codes, level }, unit, on) : []),
  ];
}

describe.each(plugins)('$slug', ({ province, cases }) => {
  test.each(cases.map((each) => [each.name, each] as const))('%s', (_name, each) => {
    const found = judge(province, each).map(({ rule, requirement }) => `${rule}/${requirement}`);
    expect(found.sort()).toEqual([...each.breaches].sort());
  });
});

describe('how grave a breach is', () => {
  const province = (slug: string) => plugins.find((plugin) => plugin.slug === slug)?.province as Province;
  const pair = { kind: 'hamlet-team', documents: [], members: [] };
  const severities = (slug: string, codes: string[], on: string) =>
    new Set(judgeTeam(province(slug), { codes, level: 'hamlet', kind: 'hamlet-team' }, pair, on).map(({ severity }) => severity));

  test('what only the national guidance asks for is advice', () => {
    expect(severities('ha-noi', ['277', '01'], '2023-10-31')).toEqual(new Set(['ADVICE']));
  });

  test('what a directive of the city asks for is a breach', () => {
    expect(severities('ha-noi', ['277', '01'], '2024-04-01')).toEqual(new Set(['BREACH']));
  });

  test('a decision that came late is a warning', () => {
    const late = { id: 'a', kind: 'hamlet-team', decided: '2022-06-02', from: '2022-06-02', until: 'infinity', hosts: [] };
    const found = judgeUnit(
      province('thai-nguyen'),
      { codes: ['168', '19'], level: 'hamlet' },
      { from: '2000-01-01', teams: [late] },
      '2022-07-01',
    );
    expect(found.map(({ severity }) => severity)).toEqual(['WARNING']);
  });
});
