import type { TeamSize } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';

/** The head of the hamlet and two more people. The guidance says "có thể gồm" (may consist of), so larger teams are as well. */
export const teamSize: readonly Version<TeamSize>[] = [
  { from: '2022-03-05', value: { min: 3, counts: 'all' }, basis: { document: 'guidance793', clause: 'thành lập Tổ' } },
];
