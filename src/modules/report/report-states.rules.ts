import type { ReportState } from '../../tenancy/report-facts';

export type ReportStepName = 'save' | 'submit' | 'return' | 'approve' | 'amend';

interface Transition {
  readonly step: ReportStepName;
  readonly from: ReportState;
  readonly to: ReportState;
  /** Who may take it: the one who reports, or the unit above. */
  readonly by: 'report:write' | 'report:approve';
}

/** The one table of a report's life. What is not in it is refused. */
export const TRANSITIONS: readonly Transition[] = [
  { step: 'save', from: 'draft', to: 'draft', by: 'report:write' },
  { step: 'save', from: 'amended', to: 'amended', by: 'report:write' },
  { step: 'save', from: 'returned', to: 'draft', by: 'report:write' },
  { step: 'submit', from: 'draft', to: 'submitted', by: 'report:write' },
  { step: 'submit', from: 'amended', to: 'submitted', by: 'report:write' },
  { step: 'return', from: 'submitted', to: 'returned', by: 'report:approve' },
  { step: 'approve', from: 'submitted', to: 'approved', by: 'report:approve' },
  { step: 'amend', from: 'approved', to: 'amended', by: 'report:write' },
];

export function nextSteps(state: ReportState): readonly Transition[] {
  return TRANSITIONS.filter(({ from }) => from === state);
}

/** The same as the API gives it. */
export function describeSteps(state: ReportState): { step: ReportStepName; to: ReportState; permission: Transition['by'] }[] {
  return nextSteps(state).map(({ step, to, by }) => ({ step, to, permission: by }));
}

/** Where a step leads from a state; undefined if it may not be taken there. */
export function after(state: ReportState, step: ReportStepName): ReportState | undefined {
  return TRANSITIONS.find((each) => each.from === state && each.step === step)?.to;
}
