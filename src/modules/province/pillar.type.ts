import { registerEnumType } from 'type-graphql';

export enum PillarEnum {
  AWARENESS = 'awareness',
  GOVERNMENT = 'government',
  ECONOMY = 'economy',
  SOCIETY = 'society',
  SKILLS = 'skills',
  ORGANISATION = 'organisation',
}
registerEnumType(PillarEnum, {
  name: 'Pillar',
  description: 'A pillar of work that recurs in every plan (trụ cột, mảng công việc).',
  valuesConfig: {
    AWARENESS: { description: 'Making it known (tuyên truyền).' },
    GOVERNMENT: { description: 'Digital government (chính quyền số).' },
    ECONOMY: { description: 'Digital economy (kinh tế số).' },
    SOCIETY: { description: 'Digital society (xã hội số).' },
    SKILLS: { description: 'Digital skills (kỹ năng số).' },
    ORGANISATION: { description: 'The team itself (tổ chức hoạt động).' },
  },
});
