import type { CatalogueTask, OutreachNumber } from '../../tenancy/province';
import type { Cell, OutreachTally, RoundForm } from '../../tenancy/report-facts';

/** What the core itself can count in the log, whatever the task was. */
const OF_ALL_ENTRIES: Readonly<Record<string, OutreachNumber>> = { 'people-reached': 'people', 'households-reached': 'households' };

/** A value that is proposed for one cell of a form, and what it is made of. */
export interface Prefilled extends Cell {
  readonly value: number;
  readonly number: OutreachNumber;
  /** Entries that it is the sum of. */
  readonly entries: number;
  /** Entries that belong to it too and of which the number is not known. */
  readonly unknown: number;
  /** Codes of the tasks whose entries it sums; empty if those of all tasks and of none. */
  readonly tasks: readonly string[];
  readonly entryIds: readonly string[];
}

/**
 * What the log knows of a form's cells. A cell of which it knows nothing is left out, as is one that is not a sum over time: the log tells of acts and not
 * of a state. It does not know segments.
 */
export function prefilled(
  form: RoundForm,
  catalogue: readonly CatalogueTask[],
  tallies: readonly OutreachTally[],
  most: number,
): Prefilled[] {
  return form.indicators.flatMap(({ code, kind, overTime }) => {
    if (kind !== 'count' || overTime !== 'sum') return [];
    const ofAll = OF_ALL_ENTRIES[code];
    if (ofAll) return sumOf({ code, segment: '' }, tallies, ofAll, [], most);
    const tasks = catalogue.filter(({ counts }) => counts?.indicator === code);
    const number = tasks[0]?.counts?.number;
    if (!number) return [];
    const counted = tasks.filter(({ counts }) => counts?.number === number).map((task) => task.code);
    const ofTasks = tallies.filter(({ task }) => task !== null && counted.includes(task));
    return sumOf({ code, segment: '' }, ofTasks, number, counted, most);
  });
}

function sumOf(cell: Cell, tallies: readonly OutreachTally[], number: OutreachNumber, tasks: readonly string[], most: number): Prefilled[] {
  const parts = tallies.map((tally) => tally[number]);
  const known = parts.flatMap(({ sum }) => sum ?? []);
  if (known.length === 0) return [];
  const add = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);
  return [
    {
      ...cell,
      value: add(known),
      number,
      entries: add(parts.map((part) => part.known)),
      unknown: add(parts.map((part) => part.unknown)),
      tasks,
      entryIds: parts.flatMap(({ entries }) => entries ?? []).slice(0, most),
    },
  ];
}
