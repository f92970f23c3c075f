import fc from 'fast-check';
import {
  FIRST_STATE,
  isFinal,
  isOverdue,
  isUnfinished,
  PERMISSION_OF,
  TASK_STATES,
  transition,
  TRANSITIONS,
  transitionsFrom,
} from '../../src/modules/task/task-states.rules';
import type { TaskStateName } from '../../src/modules/task/task-states.rules';

/** Every step a task can take, whose it is, and whether it wants a reason. */
const STEPS: readonly (readonly [from: TaskStateName, to: TaskStateName, side: 'team' | 'authority', how: 'with a reason' | 'as it is'])[] =
  [
    ['open', 'accepted', 'team', 'as it is'],
    ['accepted', 'in-progress', 'team', 'as it is'],
    ['returned', 'in-progress', 'team', 'as it is'],
    ['in-progress', 'done', 'team', 'as it is'],
    ['done', 'confirmed', 'authority', 'as it is'],
    ['done', 'returned', 'authority', 'with a reason'],
    ['open', 'cancelled', 'authority', 'with a reason'],
    ['accepted', 'cancelled', 'authority', 'with a reason'],
    ['in-progress', 'cancelled', 'authority', 'with a reason'],
    ['done', 'cancelled', 'authority', 'with a reason'],
    ['returned', 'cancelled', 'authority', 'with a reason'],
  ];

describe('a task', () => {
  it.each(STEPS)('%s becomes %s by the %s, %s', (from, to, side, how) => {
    expect(transition(from, to)).toMatchObject({ to, side, needsReason: how === 'with a reason' });
  });

  const others = TASK_STATES.flatMap((from) => TASK_STATES.map((to) => [from, to] as const)).filter(
    ([from, to]) => !STEPS.some((step) => step[0] === from && step[1] === to),
  );
  it.each(others)('%s never becomes %s', (from, to) => {
    expect(transition(from, to)).toBeUndefined();
  });

  it('is closed once confirmed or cancelled, and in no other state', () => {
    expect(TASK_STATES.filter(isFinal)).toEqual(['confirmed', 'cancelled']);
  });

  it('can come to every state from the first one', () => {
    const reached = new Set<TaskStateName>([FIRST_STATE]);
    for (const state of reached) for (const { to } of transitionsFrom(state)) reached.add(to);
    expect([...reached].sort()).toEqual([...TASK_STATES].sort());
  });

  it('names a permission for each side', () => {
    for (const { side } of TRANSITIONS) expect(PERMISSION_OF[side]).toMatch(/^task:/);
  });
});

describe('whatever steps are tried', () => {
  const walk = fc.array(fc.constantFrom(...TASK_STATES), { maxLength: 60 });

  it('a task stays in a declared state, moves by the table only, and never leaves a final one', () => {
    fc.assert(
      fc.property(walk, (wishes) => {
        let state = FIRST_STATE;
        for (const wish of wishes) {
          const step = transition(state, wish);
          if (step) {
            expect(isFinal(state)).toBe(false);
            expect(step.from).toContain(state);
            state = step.to;
          }
          expect(TASK_STATES).toContain(state);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a task that is confirmed was done before, and one that was returned was worked on again before it is done', () => {
    fc.assert(
      fc.property(walk, (wishes) => {
        const path = [FIRST_STATE];
        for (const wish of wishes) if (transition(path.at(-1) as TaskStateName, wish)) path.push(wish);
        path.forEach((state, index) => {
          if (state === 'confirmed' || state === 'returned') expect(path[index - 1]).toBe('done');
          if (state === 'done') expect(path[index - 1]).toBe('in-progress');
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('overdue', () => {
  it('begins the day after the due day, for what is still to be worked on', () => {
    for (const state of TASK_STATES) {
      expect(isOverdue(state, '2022-06-30', '2022-06-30')).toBe(false);
      expect(isOverdue(state, '2022-06-30', '2022-07-01')).toBe(isUnfinished(state));
    }
    expect(TASK_STATES.filter(isUnfinished)).toEqual(['open', 'accepted', 'in-progress', 'returned']);
  });
});
