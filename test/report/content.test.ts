import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonical, fieldHistory } from '../../src/modules/report/report-content.rules';
import type { Content } from '../../src/modules/report/report-content.rules';

const OF = { roundId: 'round', holderId: 'team' };
const hash = (content: Partial<Content>, of = OF) =>
  createHash('sha256')
    .update(canonical(of, { values: [], narratives: [], totals: null, ...content }))
    .digest('hex');

const code = fc.constantFrom('a', 'b', 'c', 'a/b', 'a\n', '"');
const value = fc.record({
  code,
  segment: fc.constantFrom('', 'women', 'b'),
  value: fc.option(fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 100)),
});
const values = fc.uniqueArray(value, { selector: (each) => JSON.stringify([each.code, each.segment]) });
const narratives = fc.uniqueArray(fc.record({ code, text: fc.option(fc.string()) }), { selector: (each) => each.code });

describe('the hash of a content', () => {
  it('does not depend on the order it came in', () => {
    fc.assert(
      fc.property(values, narratives, fc.infiniteStream(fc.nat()), (some, words, chance) => {
        const shuffled = <T>(items: readonly T[]) =>
          items
            .map((item) => [chance.next().value as number, item] as const)
            .sort(([a], [b]) => a - b)
            .map(([, item]) => item);
        expect(hash({ values: shuffled(some), narratives: shuffled(words) })).toBe(hash({ values: some, narratives: words }));
      }),
      { numRuns: 300 },
    );
  });

  it('is another one for any other content', () => {
    fc.assert(
      fc.property(values, values, (one, two) => {
        const as = (some: typeof one) =>
          JSON.stringify([...some].map((each) => [each.code, each.segment, each.value]).sort((a, b) => (String(a) < String(b) ? -1 : 1)));
        fc.pre(as(one) !== as(two));
        expect(hash({ values: one })).not.toBe(hash({ values: two }));
      }),
      { numRuns: 300 },
    );
  });

  it('tells not known from not answered, and both from zero', () => {
    const of = (known: number | null) => hash({ values: [{ code: 'a', segment: '', value: known }] });
    expect(new Set([hash({}), of(null), of(0)]).size).toBe(3);
    expect(of(-0)).toBe(of(0));
    expect(of(1.0)).toBe(of(1));
  });

  it('is bound to whose report it is, and to what a consolidated one was computed from', () => {
    expect(new Set([hash({}), hash({}, { ...OF, holderId: 'other' }), hash({}, { ...OF, roundId: 'other' })]).size).toBe(3);
    const total = { code: 'a', segment: '', value: 3, expected: 2, reported: 2, unknown: 0, missing: [] };
    const partial = { ...total, reported: 1, missing: [{ holderId: 'x', isTeam: true, why: 'UNKNOWN' as const }] };
    expect(new Set([hash({ totals: [] }), hash({ totals: null }), hash({ totals: [total] }), hash({ totals: [partial] })]).size).toBe(4);
  });
});

describe('a field', () => {
  const answer = (number: number, known: number | null, of = 'a') => ({ number, code: of, segment: '', value: known, text: null });

  it('last changed in the version that first says what stands now', () => {
    const versions = [answer(1, 5), answer(2, 5), answer(3, 6)];
    expect(fieldHistory(versions, 3, 2)).toMatchObject([{ value: 6, changedInVersion: 3, approved: false }]);
    expect(fieldHistory(versions.slice(0, 2), 2, 2)).toMatchObject([{ value: 5, changedInVersion: 1, approved: true }]);
    expect(fieldHistory(versions.slice(0, 2), 2, null)).toMatchObject([{ approved: false }]);
  });

  it('that went away and came back changed when it came back', () => {
    expect(fieldHistory([answer(1, 5), answer(2, 0, 'b'), answer(3, 5)], 3, 1)).toMatchObject([
      { code: 'a', changedInVersion: 3, approved: false },
    ]);
  });

  it('that became not known has changed', () => {
    expect(fieldHistory([answer(1, 0), answer(2, null)], 2, 1)).toMatchObject([{ value: null, changedInVersion: 2, approved: false }]);
  });
});
