import fc from 'fast-check';
import { splitByWeight } from '../../src/modules/quota/split.rules';

const weights = fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 60 }).filter((each) => each.some((weight) => weight > 0));
const decimals = fc.integer({ min: 0, max: 3 });
const whole = decimals.chain((digits) => fc.integer({ min: 1, max: 10_000_000 }).map((steps) => ({ whole: steps / 10 ** digits, digits })));
const stepsOf = (amount: number, digits: number) => Math.round(amount * 10 ** digits);

describe('a whole split by weights', () => {
  it('is the sum of its parts, to the last step', () => {
    fc.assert(
      fc.property(whole, weights, ({ whole: all, digits }, each) => {
        const parts = splitByWeight(all, digits, each);
        expect(parts.reduce((sum, part) => sum + stepsOf(part, digits), 0)).toBe(stepsOf(all, digits));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives each its exact share rounded down or up, and nothing to a weight of 0 while others have a share', () => {
    fc.assert(
      fc.property(whole, weights, ({ whole: all, digits }, each) => {
        const sum = each.reduce((a, b) => a + b, 0);
        splitByWeight(all, digits, each).forEach((part, index) => {
          const exact = (stepsOf(all, digits) * (each[index] as number)) / sum;
          expect(Math.abs(stepsOf(part, digits) - exact)).toBeLessThan(1);
          if (each[index] === 0) expect(part).toBe(0);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('never gives the lighter more than the heavier', () => {
    fc.assert(
      fc.property(whole, weights, ({ whole: all, digits }, each) => {
        const parts = splitByWeight(all, digits, each).map((part, index) => ({ part, weight: each[index] as number }));
        const sorted = parts.sort((a, b) => a.weight - b.weight);
        for (let i = 1; i < sorted.length; i++)
          if (sorted[i]?.weight !== sorted[i - 1]?.weight) expect(sorted[i]?.part).toBeGreaterThanOrEqual(sorted[i - 1]?.part as number);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [10, 0, [1, 1, 1], [4, 3, 3]],
    [1, 2, [1, 1, 1], [0.34, 0.33, 0.33]],
    [10_000, 0, [7, 5, 3], [4667, 3333, 2000]],
    [100, 0, [0, 1], [0, 100]],
  ])('%d with %d decimals by %j is %j', (all, digits, each, parts) => {
    expect(splitByWeight(all, digits, each)).toEqual(parts);
  });
});
