/**
 * Splits a whole by weights so that the parts sum to it exactly: each gets its share rounded down, and the steps that are left go to the largest
 * remainders (largest remainder method, Hare quota); among equals, to the first.
 * @param decimals digits after the point that a part may have
 * @param weights at least one, none negative, not all 0
 */
export function splitByWeight(whole: number, decimals: number, weights: readonly number[]): number[] {
  const step = 10 ** decimals;
  // Whole numbers of any size: with floating point a remainder may fall on the wrong side of another.
  const steps = BigInt(Math.round(whole * step));
  const shares = weights.map((weight) => BigInt(weight));
  const all = shares.reduce((sum, share) => sum + share, 0n);
  const parts = shares.map((share) => ({ floor: (steps * share) / all, remainder: (steps * share) % all }));
  let left = Number(steps - parts.reduce((sum, { floor }) => sum + floor, 0n));
  const first = parts.map((_, index) => index).sort((a, b) => compare(parts[b]?.remainder, parts[a]?.remainder) || a - b);
  const favoured = new Set(first.filter(() => left-- > 0));
  return parts.map(({ floor }, index) => Number(floor + (favoured.has(index) ? 1n : 0n)) / step);
}

function compare(a = 0n, b = 0n): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
