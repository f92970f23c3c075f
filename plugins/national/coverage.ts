import type { Coverage } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';

export const coverage: readonly Version<Coverage>[] = [
  {
    from: '2022-03-05',
    value: { requirements: [{ key: 'team-per-hamlet', atLeast: 1, counting: 'teams', perUnitOf: 'hamlet' }] },
    basis: { document: 'guidance793', clause: 'thành lập Tổ' },
  },
];
