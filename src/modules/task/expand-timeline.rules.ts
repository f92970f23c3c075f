import { addDays, compareDays, covers } from '../../tenancy/day';
import type { CatalogueTask, Cited, Day, Deadline, Pillar, Province, Term, Timeline } from '../../tenancy/province';
import { basisOf, isNoRule } from '../../tenancy/rule';
import type { RuleSubject, Version } from '../../tenancy/rule';
import { resolveRule } from '../../tenancy/tighten';

/** One thing the timeline asks for. Its period is half-open; `dueDay` is the last day on which it is done in time. */
export interface TimelineItem {
  readonly source: 'phase' | 'milestone' | 'theme';
  readonly sourceCode: string;
  /** Place of the timeline's version in its list, from 1. */
  readonly ruleVersion: number;
  readonly title: Term;
  readonly text: string | null;
  readonly pillar: Pillar | null;
  readonly from: Day;
  readonly until: Day;
  readonly dueDay: Day;
  /** A key of the province's documents. */
  readonly legalDocument: string;
  readonly clause: string;
}

export interface Expansion {
  readonly items: readonly TimelineItem[];
  /** First day on which two versions contradict each other; nothing is said of that time. */
  readonly conflict?: Day;
}

/** The last day on which a deadline is met: of "before 31/5" the 30th. */
export function lastGoodDay({ bound, day }: Deadline): Day {
  return bound === 'before' ? addDays(day, -1) : day;
}

/**
 * What the timeline asks of a unit in the period [from, until): every phase, milestone and task of a monthly theme that falls into it on a day on
 * which the version that says so is in force.
 * @param subjectOn where the unit lies on a day.
 */
export function expandTimeline(province: Province, subjectOn: (day: Day) => RuleSubject, from: Day, until: Day): Expansion {
  const items = new Map<string, TimelineItem>();
  let conflict: Day | undefined;
  const days = [from, ...changedDays(province)].filter((day) => day >= from && day < until);
  const starts = [...new Set(days)].sort(compareDays);
  for (const [index, start] of starts.entries()) {
    const span = { from: start, until: starts[index + 1] ?? until };
    const { outcome, winners } = resolveRule(province.rules, 'timeline', subjectOn(start), start);
    if (outcome.kind === 'CONFLICT') conflict ??= start;
    const version = winners[0];
    if (outcome.kind !== 'VALUE' || version === undefined) continue;
    for (const item of itemsOf(province, version, outcome.value, (day) => catalogueOn(province, subjectOn, day)))
      if (overlaps(item, span)) items.set(`${item.ruleVersion} ${item.sourceCode}`, item);
  }
  return { items: [...items.values()].sort((a, b) => compareDays(a.dueDay, b.dueDay)), conflict };
}

function changedDays(province: Province): Day[] {
  const rule = province.rules.timeline;
  return isNoRule(rule) ? [] : rule.flatMap((version) => [version.from, ...(version.until ? [version.until] : [])]);
}

/** A milestone falls into a period by its due day, whatever time there is for it. */
function overlaps(item: TimelineItem, span: { from: Day; until: Day }): boolean {
  return item.source === 'milestone' ? covers(span, item.dueDay) : item.from < span.until && item.until > span.from;
}

function itemsOf(
  province: Province,
  index: number,
  { phases, milestones, themes }: Timeline,
  catalogue: (day: Day) => readonly CatalogueTask[],
): TimelineItem[] {
  const { basis, from: inForce } = (province.rules.timeline as readonly Version<Timeline>[])[index] as Version<Timeline>;
  const stated = (item: Cited) => {
    const { document, clause } = basisOf(item, basis);
    return { ruleVersion: index + 1, legalDocument: document, clause };
  };
  return [
    ...phases.map(({ code, name, from, until, ...cited }) => ({
      ...stated(cited),
      source: 'phase' as const,
      sourceCode: `phase:${code}`,
      title: name,
      text: null,
      pillar: null,
      from,
      until,
      dueDay: addDays(until, -1),
    })),
    ...milestones.map(({ code, name, due, ...cited }) => {
      const dueDay = lastGoodDay(due);
      return {
        ...stated(cited),
        source: 'milestone' as const,
        sourceCode: `milestone:${code}`,
        title: name,
        text: null,
        pillar: null,
        from: inForce < dueDay ? inForce : dueDay,
        until: addDays(dueDay, 1),
        dueDay,
      };
    }),
    ...themes.flatMap(({ code, month, tasks, ...cited }) => {
      const [from, until] = monthOf(month);
      // Before the law was in force its words are those of its first day.
      const known = catalogue(from < inForce ? inForce : from);
      return tasks.map((task) => {
        const words = known.find((each) => each.code === task);
        return {
          ...stated(cited),
          source: 'theme' as const,
          sourceCode: `theme:${code}:${task}`,
          title: words?.name ?? { vi: task, en: task },
          text: words?.text ?? null,
          pillar: words?.pillar ?? null,
          from,
          until,
          dueDay: addDays(until, -1),
        };
      });
    }),
  ];
}

function catalogueOn(province: Province, subjectOn: (day: Day) => RuleSubject, day: Day): readonly CatalogueTask[] {
  const { outcome } = resolveRule(province.rules, 'taskCatalogue', subjectOn(day), day);
  return outcome.kind === 'VALUE' ? outcome.value.tasks : [];
}

/** First day of a month written YYYY-MM, and first day after it. */
function monthOf(month: string): [Day, Day] {
  const first = `${month}-01`;
  return [first, `${addDays(first, 31).slice(0, 7)}-01`];
}
