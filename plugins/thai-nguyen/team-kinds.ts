import { FOUNDING_DECISION } from '../../src/tenancy/province';
import type { TeamKind, TeamKinds } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';
import { phuLuong } from './phu-luong';

const hamletTeam: TeamKind = {
  code: 'hamlet-team',
  name: { vi: 'Tổ tại thôn, bản, xóm, tổ dân phố', en: 'Hamlet team' },
  host: { type: 'unit', level: 'hamlet' },
  requiredDocuments: [],
};

export const teamKinds: readonly Version<TeamKinds>[] = [
  ...national.teamKinds,
  {
    from: '2022-04-21',
    // The province is not reported to say who founds a team and by what.
    value: { kinds: [hamletTeam] },
    basis: {
      document: 'plan70',
      clause: 'đoạn 2',
      quote: 'mỗi tổ công nghệ số cộng đồng được thành lập tại các thôn, bản, xóm',
    },
  },
  {
    from: '2022-05-16',
    scope: phuLuong,
    value: { kinds: [{ ...hamletTeam, foundedBy: ['commune-committee'], requiredDocuments: [FOUNDING_DECISION] }] },
    basis: {
      document: 'plan174',
      clause: 'III.5',
      quote: 'ban hành Quyết định thành lập các Tổ công nghệ số cộng đồng tại từng xóm, tổ dân phố gửi về UBND huyện',
    },
  },
];
