import fc from 'fast-check';
import { judgeTeamByRule, TEAM_RULES } from '../../src/modules/finding/judge-team.rules';
import { changedDays, teamOn } from '../../src/modules/finding/team-facts.service';
import type { TeamHistory } from '../../src/modules/finding/team-facts.service';
import { legalDays, timeline } from '../../src/modules/finding/timeline.rules';
import type { Segment } from '../../src/modules/finding/timeline.rules';
import { addDays, compareDays, covers, LAST_DAY } from '../../src/tenancy/day';
import type { Day, Province } from '../../src/tenancy/province';
import { inSomeProvince, someDay, someHistory } from './histories';

const judging = (province: Province, history: TeamHistory) => (day: Day) => {
  const { subject, facts, unitId } = teamOn(history, day);
  return { unitId, judgements: judgeTeamByRule(province, subject, facts, day) };
};
const daysOf = (province: Province, history: TeamHistory) => [...legalDays(province, TEAM_RULES), ...changedDays(history)];
const segmentsOf = (province: Province, history: TeamHistory) =>
  timeline(daysOf(province, history), history.team, judging(province, history));

/** The segments of each requirement, in the order of their days. */
function byRequirement(segments: readonly Segment[]): Segment[][] {
  const groups = new Map<string, Segment[]>();
  for (const segment of segments) {
    const key = `${segment.breach.rule}/${segment.breach.requirement}`;
    groups.set(key, [...(groups.get(key) ?? []), segment]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => compareDays(a.from, b.from)));
}

const content = ({ breach, chain, winners, unitId }: Pick<Segment, 'breach' | 'chain' | 'winners' | 'unitId'>) =>
  JSON.stringify({ breach, chain, winners, unitId });

const some = inSomeProvince(someHistory);
const many = { numRuns: 150 };

describe('whatever became of a team, and whatever the law', () => {
  it('one finding’s segments follow each other without overlap, and without a gap from its first day', () => {
    fc.assert(
      fc.property(some, ([province, history]) => {
        for (const segments of byRequirement(segmentsOf(province, history)))
          for (const [index, { from, until, since }] of segments.entries()) {
            const before = segments[index - 1];
            expect(compareDays(from, until)).toBeLessThan(0);
            if (before === undefined || before.since !== since) expect(since).toBe(from);
            if (before?.since === since) expect(before.until).toBe(from);
            // Had they touched, it would be one finding that goes on.
            if (before !== undefined && before.since !== since) expect(compareDays(before.until, from)).toBeLessThan(0);
          }
      }),
      many,
    );
  });

  it('they lie within its life, and two that touch differ', () => {
    fc.assert(
      fc.property(some, ([province, history]) => {
        const { from, until } = history.team;
        for (const segments of byRequirement(segmentsOf(province, history)))
          for (const [index, segment] of segments.entries()) {
            expect(compareDays(segment.from, from)).toBeGreaterThanOrEqual(0);
            expect(compareDays(segment.until, until)).toBeLessThanOrEqual(0);
            const before = segments[index - 1];
            if (before?.until === segment.from) expect(content(before)).not.toBe(content(segment));
          }
      }),
      many,
    );
  });

  it('judging it on any day gives what the segments of that day say', () => {
    fc.assert(
      fc.property(some, fc.array(someDay, { minLength: 3, maxLength: 8 }), ([province, history], days) => {
        const segments = segmentsOf(province, history);
        const edges = segments.flatMap(({ from, until }) => (until === LAST_DAY ? [from] : [from, until, addDays(until, -1)]));
        for (const day of [...days, ...edges].filter((each) => covers(history.team, each))) {
          const { unitId, judgements } = judging(province, history)(day);
          const judged = judgements.flatMap(({ breaches, resolution }) =>
            breaches.map((breach) => content({ ...resolution, breach, unitId })),
          );
          expect(
            segments
              .filter((segment) => covers(segment, day))
              .map(content)
              .sort(),
          ).toEqual(judged.sort());
        }
      }),
      many,
    );
  });

  it('days on which nothing changes add nothing, whatever their order and however often they come', () => {
    const scattered = fc.array(someDay, { maxLength: 30 });
    fc.assert(
      fc.property(some, scattered, fc.infiniteStream(fc.nat()), ([province, history], extra, chance) => {
        const days = [...daysOf(province, history), ...extra, ...extra]
          .map((day) => ({ day, at: chance.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ day }) => day);
        const text = (segments: readonly Segment[]) => segments.map((segment) => JSON.stringify(segment)).sort();
        expect(text(timeline(days, history.team, judging(province, history)))).toEqual(text(segmentsOf(province, history)));
      }),
      many,
    );
  });

  it('nothing is found before it was founded nor after it has ended', () => {
    fc.assert(
      fc.property(some, ([province, history]) => {
        const days: Day[] = [];
        timeline(daysOf(province, history), history.team, (day) => {
          days.push(day);
          return judging(province, history)(day);
        });
        expect(days[0]).toBe(history.team.from);
        expect(days.every((day) => covers(history.team, day))).toBe(true);
        expect(new Set(days).size).toBe(days.length);
      }),
      many,
    );
  });
});
