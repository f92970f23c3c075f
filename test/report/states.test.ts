import { REPORT_STATES } from '../../src/tenancy/report-facts';
import { after, nextSteps, TRANSITIONS } from '../../src/modules/report/report-states.rules';

it('a report goes from draft to approved, and back by a return or an amendment', () => {
  const table = TRANSITIONS.map(({ from, step, to, by }) => `${from} –${step}→ ${to} (${by})`);
  expect(table).toEqual([
    'draft –save→ draft (report:write)',
    'amended –save→ amended (report:write)',
    'returned –save→ draft (report:write)',
    'draft –submit→ submitted (report:write)',
    'amended –submit→ submitted (report:write)',
    'submitted –return→ returned (report:approve)',
    'submitted –approve→ approved (report:approve)',
    'approved –amend→ amended (report:write)',
  ]);
});

it.each(REPORT_STATES)('from %s something can be done, and each step leads to one state', (state) => {
  const steps = nextSteps(state);
  expect(steps.length).toBeGreaterThan(0);
  expect(new Set(steps.map(({ step }) => step)).size).toBe(steps.length);
  for (const { step, to } of steps) expect(after(state, step)).toBe(to);
});

it('nothing is approved but what was handed in, and what is approved is not written in', () => {
  for (const state of REPORT_STATES) expect(after(state, 'approve')).toBe(state === 'submitted' ? 'approved' : undefined);
  expect(after('approved', 'save')).toBeUndefined();
  expect(after('submitted', 'save')).toBeUndefined();
});
