import type { Coverage } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';
import { phuLuong } from './phu-luong';

const teamPerHamlet = { key: 'team-per-hamlet', atLeast: 1, counting: 'teams', perUnitOf: 'hamlet' } as const;

export const coverage: readonly Version<Coverage>[] = [
  ...national.coverage,
  {
    from: '2022-04-21',
    // Members are chosen in April and May and teams work from June (đoạn 6): a team is due by the end of May.
    value: { requirements: [{ ...teamPerHamlet, deadline: { bound: 'by', day: '2022-05-31' } }] },
    basis: {
      document: 'plan70',
      clause: 'đoạn 2',
      quote: 'mỗi tổ công nghệ số cộng đồng được thành lập tại các thôn, bản, xóm',
    },
  },
  {
    from: '2022-05-16',
    scope: phuLuong,
    // I.2 asks for at least one, III.5 gives the day: a decision of 31 May is a day late.
    value: { requirements: [{ ...teamPerHamlet, deadline: { bound: 'before', day: '2022-05-31' } }] },
    basis: {
      document: 'plan174',
      clause: 'I.2, III.5',
      quote: 'mỗi xóm, tổ dân phố có ít nhất 01 Tổ công nghệ số cộng đồng',
    },
  },
];
