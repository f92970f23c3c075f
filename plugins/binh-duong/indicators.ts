import type { Indicators } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { measures } from '../national/vocabulary';

/** The steering committee assigns quotas (đoạn 4) for these tasks (đoạn 3); the reports name no measure of them. */
export const indicators: readonly Version<Indicators>[] = [
  {
    from: '2022-09-19',
    value: {
      indicators: [measures.guidedPublicServices, measures.marketAccounts, measures.paymentAccounts, measures.guidedEssentialServices],
    },
    basis: { document: 'plan4862', clause: 'Phạm Hồng, đoạn 3' },
  },
];
