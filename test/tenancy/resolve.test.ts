import type { Rules, TeamSize } from '../../src/tenancy/province';
import { noRule, resolve } from '../../src/tenancy/rule';
import type { Scope, Version } from '../../src/tenancy/rule';
import { resolveRule } from '../../src/tenancy/tighten';
import { ask, basis, district, fates, hamlet, size, value } from './versions';

describe('in time', () => {
  const versions = [size(2, 5, '2022-04-21', { until: '2023-01-01' }), size(3, 6, '2023-01-01')];

  test('nothing is said before the first version', () => {
    const found = ask(versions, '2022-04-20');
    expect(found).toMatchObject({ outcome: { kind: 'NONE' }, winners: [] });
    expect(fates(found)).toEqual([
      ['LOST', 'NOT_YET_IN_FORCE', undefined],
      ['LOST', 'NOT_YET_IN_FORCE', undefined],
    ]);
  });

  test('a version holds on its first day', () => {
    expect(ask(versions, '2022-04-21')).toMatchObject({ outcome: value(2, 5), winners: [0] });
  });

  test('a version no longer holds on the day it ends', () => {
    const found = ask(versions, '2023-01-01');
    expect(found).toMatchObject({ outcome: value(3, 6), winners: [1] });
    expect(fates(found)[0]).toEqual(['LOST', 'NO_LONGER_IN_FORCE', undefined]);
  });

  test('a later version of the same scope takes over and is named for it', () => {
    const found = ask([size(2, 5), size(3, 6, '2023-01-01')], '2024-01-01');
    expect(found).toMatchObject({ outcome: value(3, 6), winners: [1] });
    expect(fates(found)).toEqual([
      ['LOST', 'LATER_VERSION', 1],
      ['WON', 'IN_FORCE', undefined],
    ]);
  });

  test('when the later version has ended the earlier one without an end holds again', () => {
    expect(ask([size(2, 5), size(3, 6, '2023-01-01', { until: '2024-01-01' })], '2024-01-01')).toMatchObject({ outcome: value(2, 5) });
  });
});

describe('in place', () => {
  const versions = [size(2, 5), size(5, 7, '2022-05-16', { scope: district })];

  test('a district puts its own value in place of the province', () => {
    const found = ask(versions, '2022-06-01');
    expect(found).toMatchObject({ outcome: value(5, 7), winners: [1] });
    expect(fates(found)).toEqual([
      ['LOST', 'NARROWER_SCOPE', 1],
      ['WON', 'IN_FORCE', undefined],
    ]);
  });

  test('before the district has spoken the province holds there too', () => {
    expect(ask(versions, '2022-05-15')).toMatchObject({ outcome: value(2, 5) });
  });

  test('a later version of the province does not take over from the district', () => {
    expect(ask([...versions, size(1, 9, '2024-01-01')], '2024-06-01')).toMatchObject({ outcome: value(5, 7), winners: [1] });
  });

  test('another district, level or kind is told so', () => {
    const scopes: Scope[] = [district, { level: 'commune' }, { kind: 'organisation-team' }];
    const found = ask(
      scopes.map((scope) => size(5, 7, '2022-05-16', { scope })),
      '2022-06-01',
      { codes: ['165', '19'], level: 'hamlet', kind: 'hamlet-team' },
    );
    expect(found.outcome).toEqual({ kind: 'NONE' });
    expect(found.chain.map(({ reason }) => reason)).toEqual(['OTHER_UNIT', 'OTHER_LEVEL', 'OTHER_KIND']);
  });

  test('the commune wins over its district and the district over the province, in whatever order they stand', () => {
    const three = [size(1, 1), size(2, 2, '2022-05-01', { scope: district }), size(3, 3, '2022-06-01', { scope: { unit: '05611' } })];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ])
      expect(
        ask(
          order.map((at) => three[at] as Version<TeamSize>),
          '2023-01-01',
        ).outcome,
      ).toEqual(value(3, 3));
  });

  test('a kind in a district is narrower than either alone', () => {
    const versions = [
      size(1, 1, '2022-05-01', { scope: district }),
      size(2, 2, '2022-05-01', { scope: { ...district, kind: 'hamlet-team' } }),
    ];
    expect(ask(versions, '2022-06-01').outcome).toEqual(value(2, 2));
  });
});

describe('where a document leaves it open', () => {
  test('a rule without any version is no rule, with its reason', () => {
    expect(resolve(noRule('nothing stated'), hamlet, '2022-06-01')).toEqual({
      outcome: { kind: 'NO_RULE', reason: 'nothing stated' },
      winners: [],
      chain: [],
    });
  });

  test('a district that leaves it open wins over a province that does not', () => {
    const found = ask([size(2, 5), { from: '2022-05-16', scope: district, value: noRule('left open'), basis }], '2022-06-01');
    expect(found).toMatchObject({ outcome: { kind: 'NO_RULE', reason: 'left open' }, winners: [1] });
  });
});

describe('a conflict', () => {
  const crossing = [size(2, 5, '2022-05-01', { scope: district }), size(5, 7, '2022-05-01', { scope: { kind: 'hamlet-team' } })];

  test('of two scopes of which neither lies inside the other is never settled silently', () => {
    const found = ask(crossing, '2022-06-01');
    expect(found.outcome).toEqual({ kind: 'CONFLICT' });
    expect([...found.winners].sort()).toEqual([0, 1]);
    expect(fates(found)).toEqual([
      ['LOST', 'CONFLICTING_SCOPE', 1],
      ['LOST', 'CONFLICTING_SCOPE', 0],
    ]);
  });

  test('is none where both say the same', () => {
    const same = crossing.map((version) => ({ ...version, value: { min: 2, max: 5, counts: 'all' as const } }));
    expect(ask(same, '2022-06-01')).toMatchObject({ outcome: value(2, 5) });
  });

  test('is none where both leave the matter open', () => {
    const open = crossing.map((version, index) => ({ ...version, value: noRule(`reason ${index}`) }));
    expect(ask(open, '2022-06-01').outcome).toMatchObject({ kind: 'NO_RULE' });
  });

  test('is settled by a scope inside both', () => {
    const both = size(4, 4, '2022-05-01', { scope: { ...district, kind: 'hamlet-team' } });
    expect(ask([...crossing, both], '2022-06-01')).toMatchObject({ outcome: value(4, 4), winners: [2] });
  });

  test('leaves nobody who won', () => {
    const tighter = size(3, 9, '2022-05-01', { scope: { ...district, kind: 'hamlet-team', level: 'hamlet' }, mode: 'tighten' });
    const found = ask([...crossing, tighter], '2022-06-01');
    expect(found.outcome).toEqual({ kind: 'CONFLICT' });
    expect(found.chain.map(({ verdict }) => verdict)).toEqual(['LOST', 'LOST', 'LOST']);
  });
});

describe('tightening', () => {
  const tighter = (min: number, max: number, scope: Scope = district) => size(min, max, '2022-05-16', { scope, mode: 'tighten' });

  test('joins the district to the province: both must be met', () => {
    const found = ask([size(2, 5), tighter(3, 9)], '2022-06-01');
    expect(found).toMatchObject({ outcome: value(3, 5), winners: [0, 1] });
    expect(fates(found)).toEqual([
      ['WON', 'IN_FORCE', undefined],
      ['TIGHTENED', 'TIGHTENS_WIDER', 0],
    ]);
  });

  test('leaves a bound that it does not speak of', () => {
    const least = { ...tighter(3, 3), value: { min: 3, counts: 'all' as const } };
    expect(ask([size(2, 5), least], '2022-06-01').outcome).toEqual(value(3, 5));
  });

  test('is a conflict where no number meets both', () => {
    expect(ask([size(2, 5), tighter(6, 7)], '2022-06-01')).toMatchObject({ outcome: { kind: 'CONFLICT' }, winners: [0, 1] });
  });

  test('is a conflict where the two count differently', () => {
    const ordinary = { ...tighter(3, 5), value: { min: 3, max: 5, counts: 'ordinary' as const } };
    expect(ask([size(2, 5), ordinary], '2022-06-01').outcome).toEqual({ kind: 'CONFLICT' });
  });

  test('of nothing is the statement itself', () => {
    expect(ask([tighter(3, 9)], '2022-06-01')).toMatchObject({ outcome: value(3, 9), winners: [0] });
  });

  test('of what is left open is the statement itself', () => {
    const open = { from: '2022-04-21', value: noRule('left open'), basis };
    expect(ask([open, tighter(3, 9)], '2022-06-01').outcome).toEqual(value(3, 9));
  });

  test('is silenced by a narrower replacement', () => {
    const found = ask([size(2, 5), tighter(3, 9), size(8, 8, '2022-05-16', { scope: { unit: '05611' } })], '2022-06-01');
    expect(found).toMatchObject({ outcome: value(8, 8), winners: [2] });
    expect(found.chain.map(({ reason }) => reason)).toEqual(['NARROWER_SCOPE', 'NARROWER_SCOPE', 'IN_FORCE']);
  });

  test('goes step by step from the province to the commune', () => {
    expect(ask([tighter(4, 9, { unit: '05611' }), size(2, 9), tighter(3, 6)], '2022-06-01')).toMatchObject({
      outcome: value(4, 6),
      winners: [1, 2, 0],
    });
  });

  test('twice alike from scopes that cross is no conflict', () => {
    const found = ask([size(2, 5), tighter(3, 9), tighter(3, 9, { kind: 'hamlet-team' })], '2022-06-01');
    expect(found).toMatchObject({ outcome: value(3, 5), winners: [0, 2, 1] });
  });

  test('from scopes that cross and say different things is a conflict', () => {
    expect(ask([size(2, 9), tighter(3, 5), tighter(4, 5, { kind: 'hamlet-team' })], '2022-06-01').outcome).toEqual({ kind: 'CONFLICT' });
  });

  test('adds requirements by their key', () => {
    const wide = { from: '2022-04-21', basis, value: { requirements: [{ key: 'a', skill: 'basic-it', atLeast: 1 }] } };
    const narrow = {
      from: '2022-05-16',
      scope: district,
      mode: 'tighten',
      basis,
      value: { requirements: [{ key: 'b', skill: 'mobile-apps', atLeast: 'every' }] },
    };
    const { outcome } = resolveRule({ skills: [wide, narrow] } as unknown as Rules, 'skills', hamlet, '2022-06-01');
    expect(outcome).toMatchObject({ value: { requirements: [{ key: 'a' }, { key: 'b' }] } });
  });

  test('of posts keeps those that both allow, and is a conflict where there is none', () => {
    const posts = (...anyOf: string[]) => ({ leader: { anyOf } });
    const rule = (...narrow: string[]) =>
      ({
        posts: [
          { from: '2022-04-21', basis, value: posts('hamlet-head', 'teacher') },
          { from: '2022-05-16', scope: district, mode: 'tighten', basis, value: posts(...narrow) },
        ],
      }) as unknown as Rules;
    const on = (rules: Rules) => resolveRule(rules, 'posts', hamlet, '2022-06-01').outcome;
    expect(on(rule('teacher', 'commune-official'))).toMatchObject({ value: { leader: { anyOf: ['teacher'] } } });
    expect(on(rule('commune-official'))).toEqual({ kind: 'CONFLICT' });
  });

  test('of coverage takes the larger number and the earlier deadline, "before" a day being earlier than "by" it', () => {
    const need = (atLeast: number, bound: 'before' | 'by') => ({
      requirements: [{ key: 'a', atLeast, counting: 'teams', perUnitOf: 'hamlet', deadline: { bound, day: '2022-05-31' } }],
    });
    const rules = {
      coverage: [
        { from: '2022-04-21', basis, value: need(2, 'before') },
        { from: '2022-05-16', scope: district, mode: 'tighten', basis, value: need(1, 'by') },
      ],
    } as unknown as Rules;
    expect(resolveRule(rules, 'coverage', hamlet, '2022-06-01').outcome).toEqual({ kind: 'VALUE', value: need(2, 'before') });
  });
});
