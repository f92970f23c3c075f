import type { Targets } from '../../src/tenancy/province';
import { noRule } from '../../src/tenancy/rule';
import type { Version } from '../../src/tenancy/rule';

export const targets: readonly Version<Targets>[] = [
  {
    from: '2024-01-01',
    value: noRule('Five basic digital skills are named; no figure is set for them.'),
    basis: { document: 'directive', clause: 'đoạn 8' },
  },
];
