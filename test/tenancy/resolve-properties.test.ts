import fc from 'fast-check';
import type { TeamSize } from '../../src/tenancy/province';
import type { Scope, Version } from '../../src/tenancy/rule';
import { ask, basis, district } from './versions';

describe('whatever the versions', () => {
  const many = { numRuns: 2000 };
  const day = fc.integer({ min: 0, max: 27 }).map((n) => `2022-05-${String(n + 1).padStart(2, '0')}`);
  const scope: fc.Arbitrary<Scope | undefined> = fc.constantFrom(
    undefined,
    { unit: '19' },
    { unit: '168' },
    { unit: '05611' },
    { level: 'hamlet' },
    { kind: 'hamlet-team' },
    { unit: '168', kind: 'hamlet-team' },
    { unit: '168', level: 'hamlet', kind: 'hamlet-team' },
    { unit: '165' },
  );
  const version = fc.record({
    from: day,
    until: fc.option(day, { nil: undefined, freq: 1 }),
    scope,
    mode: fc.constantFrom('replace' as const, 'tighten' as const, undefined),
    value: fc
      .record({ min: fc.integer({ min: 0, max: 4 }), max: fc.integer({ min: 4, max: 8 }) })
      .map((bounds) => ({ ...bounds, counts: 'all' as const })),
    basis: fc.constant(basis),
  });
  const rule = fc.uniqueArray(version, { maxLength: 6, selector: ({ from }) => from });

  test('the result does not depend on their order, if each begins on a day of its own', () => {
    fc.assert(
      fc.property(
        rule.chain((versions) => fc.tuple(fc.constant(versions), fc.shuffledSubarray(versions, { minLength: versions.length }))),
        day,
        ([versions, shuffled], on) => {
          const [a, b] = [ask(versions, on), ask(shuffled, on)];
          const original = (index: number) => versions.indexOf(shuffled[index] as (typeof versions)[number]);
          expect(b.outcome).toEqual(a.outcome);
          expect(b.winners.map(original).sort()).toEqual([...a.winners].sort());
          const verdicts = versions.map((each) => b.chain[shuffled.indexOf(each)]?.verdict === 'LOST');
          expect(verdicts).toEqual(a.chain.map(({ verdict }) => verdict === 'LOST'));
        },
      ),
      many,
    );
  });

  test('exactly the winners won, and in a conflict nobody', () => {
    fc.assert(
      fc.property(rule, day, (versions, on) => {
        const { outcome, winners, chain } = ask(versions, on);
        const won = chain.filter(({ verdict }) => verdict !== 'LOST').map((candidate) => candidate.version);
        expect(won).toEqual(outcome.kind === 'CONFLICT' ? [] : [...winners].sort());
        expect(chain.map((candidate) => candidate.version)).toEqual(versions.map((_, index) => index));
      }),
      many,
    );
  });

  test('whoever lost to another names one that was in force', () => {
    fc.assert(
      fc.property(rule, day, (versions, on) => {
        for (const { by } of ask(versions, on).chain)
          if (by !== undefined) {
            const other = versions[by] as Version<TeamSize>;
            expect(other.from <= on && (other.until === undefined || on < other.until)).toBe(true);
          }
      }),
      many,
    );
  });

  test('a day outside all intervals gives nothing', () => {
    fc.assert(
      fc.property(rule, day, (versions, on) => {
        const live = versions.filter(({ from, until }) => from <= on && (until === undefined || on < until));
        fc.pre(live.length === 0);
        expect(ask(versions, on).outcome).toEqual({ kind: 'NONE' });
      }),
      many,
    );
  });

  test('tightening never widens', () => {
    const bounds = fc
      .record({ min: fc.option(fc.nat(9), { nil: undefined }), max: fc.option(fc.nat(9), { nil: undefined }) })
      .filter(({ min, max }) => min === undefined || max === undefined || min <= max);
    const allows = ({ min = 0, max = 99 }: { min?: number; max?: number }, count: number) => min <= count && count <= max;
    fc.assert(
      fc.property(bounds, bounds, fc.nat(10), (wide, narrow, count) => {
        const at = (value: object, rest: object) => ({ from: '2022-04-21', value: { ...value, counts: 'all' }, basis, ...rest });
        const versions = [at(wide, {}), at(narrow, { scope: district, mode: 'tighten' })] as Version<TeamSize>[];
        const { outcome } = ask(versions, '2022-06-01');
        const both = allows(wide, count) && allows(narrow, count);
        expect(outcome.kind === 'VALUE' && allows(outcome.value, count)).toBe(both);
      }),
      many,
    );
  });
});
