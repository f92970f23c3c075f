import { DEFAULT_LIMITS } from '../../src/api/limits/limits';
import type { Limits } from '../../src/api/limits/limits';

const PLENTY = { capacity: 1e9, refill: 1e6 };

/** Every limit of one request as it is, but room for what one file of tests asks for in a few seconds. */
export const ROOMY: Limits = {
  ...DEFAULT_LIMITS,
  budgets: { stranger: PLENTY, signedIn: PLENTY },
  turnsOfActor: { running: 20, waiting: 5_000, patience: 60_000 },
  turnsOfProvince: { running: 60, waiting: 5_000, patience: 60_000 },
};
