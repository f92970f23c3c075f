import type { Skills } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';

export const skills: readonly Version<Skills>[] = [
  ...national.skills,
  {
    from: '2024-01-01',
    // Said of the last of the members listed, so of one person, not of all.
    value: { requirements: [{ key: 'digital-skills-training', skill: 'digital-skills-training', atLeast: 1 }] },
    basis: {
      document: 'directive',
      clause: 'đoạn 4',
      quote: 'người có hiểu biết về công nghệ số, năng nổ, nhiệt tình, được đào tạo về kỹ năng số',
    },
  },
];
