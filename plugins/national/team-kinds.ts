import { FOUNDING_DECISION } from '../../src/tenancy/province';
import type { TeamKinds } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';

/** The guidance recommends that provinces leave founding to the chairs of communes. That speaks to provinces, so no founder is asked of a team. */
export const teamKinds: readonly Version<TeamKinds>[] = [
  {
    from: '2022-03-05',
    value: {
      kinds: [
        {
          code: 'hamlet-team',
          name: { vi: 'Tổ tại thôn, bản, tổ dân phố', en: 'Hamlet team' },
          host: { type: 'unit', level: 'hamlet' },
          requiredDocuments: [FOUNDING_DECISION],
        },
      ],
    },
    basis: { document: 'guidance793', clause: 'thành lập Tổ' },
  },
];
