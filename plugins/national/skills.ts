import type { Skills } from '../../src/tenancy/province';
import { noRule } from '../../src/tenancy/rule';
import type { Version } from '../../src/tenancy/rule';

export const skills: readonly Version<Skills>[] = [
  {
    from: '2022-03-05',
    value: noRule('The guidance describes the people it has in mind and asks for no number of them.'),
    basis: { document: 'guidance793', clause: 'thành lập Tổ' },
  },
];
