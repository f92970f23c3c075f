import type { Skills } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';

/** Said of teams in hamlets and again, in nearly the same words, of teams in organisations. */
export const skills: readonly Version<Skills>[] = [
  ...national.skills,
  {
    from: '2022-09-19',
    value: { requirements: [{ key: 'basic-it', skill: 'basic-it', atLeast: 1 }] },
    basis: {
      document: 'plan4862',
      clause: 'Phạm Hồng, đoạn 2',
      quote: 'trong đó tối thiểu một nhân sự có kiến thức cơ bản về công nghệ thông tin',
    },
  },
];
