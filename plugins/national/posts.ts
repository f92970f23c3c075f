import type { Posts } from '../../src/tenancy/province';
import { noRule } from '../../src/tenancy/rule';
import type { Version } from '../../src/tenancy/rule';

export const posts: readonly Version<Posts>[] = [
  {
    from: '2022-03-05',
    value: noRule('The guidance names the head of the hamlet as one of the people; it does not say who leads.'),
    basis: { document: 'guidance793', clause: 'thành lập Tổ' },
  },
];
