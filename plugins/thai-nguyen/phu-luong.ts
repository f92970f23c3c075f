import type { Scope } from '../../src/tenancy/rule';

/** Phú Lương district decides more for its own communes by plan 174/KH-UBND. */
export const phuLuong: Scope = { unit: '168' };
