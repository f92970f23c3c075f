import type { Rules, TeamSize } from '../../src/tenancy/province';
import type { Resolution, RuleSubject, Version } from '../../src/tenancy/rule';
import { resolveRule } from '../../src/tenancy/tighten';

export const basis = { document: 'plan', clause: '1' };
export const hamlet: RuleSubject = { codes: ['05611', '168', '19'], level: 'hamlet', kind: 'hamlet-team' };
export const district = { unit: '168' };

/** A team of so many people, from a day on. */
export const size = (min: number, max: number, from = '2022-04-21', rest: Partial<Version<TeamSize>> = {}): Version<TeamSize> => ({
  from,
  value: { min, max, counts: 'all' },
  basis,
  ...rest,
});
export const ask = (versions: readonly Version<TeamSize>[], on: string, subject = hamlet) =>
  resolveRule({ teamSize: versions } as unknown as Rules, 'teamSize', subject, on);
export const value = (min: number | undefined, max: number | undefined) => ({ kind: 'VALUE', value: { min, max, counts: 'all' } });
export const fates = ({ chain }: Resolution<unknown>) => chain.map(({ verdict, reason, by }) => [verdict, reason, by]);
