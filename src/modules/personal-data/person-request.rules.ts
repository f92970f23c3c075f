export const REQUEST_KINDS = ['access', 'correction', 'erasure', 'restriction'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_STATUSES = ['open', 'done', 'refused'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** Decree 356/2025: a person's request is answered within so many working days. */
export const WORKING_DAYS_TO_ANSWER = 2;
