import type { Sample } from './kinds';

export interface Result {
  readonly operation: string;
  readonly title: string;
  readonly contestant: string;
  readonly concurrency: number;
  readonly samples: readonly Sample[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

const figure = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

function spread(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.length === 1 ? figure(low) : `${figure(median(values))} (${figure(low)}–${figure(high)})`;
}

const HEAD = ['', 'at once', 'requests/s', 'of the limit', 'p50 ms', 'p99 ms', 'CPU ms: service', 'PostgreSQL', 'both', '× limit', 'MB'];

/** A row for each contestant and concurrency: medians of the rounds, with the least and the most. */
function rowsOf(results: readonly Result[]): string[][] {
  return results.map(({ contestant, concurrency, samples }) => {
    const of = (pick: (sample: Sample) => number) => samples.map(pick);
    const rate = (sample: Sample) => sample.requests / sample.seconds;
    const both = (sample: Sample) => sample.serviceCpu + sample.databaseCpu;
    const limit = results.find((each) => each.contestant === 'limit' && each.concurrency === concurrency)?.samples;
    const share = (pick: (sample: Sample) => number) => (limit ? (median(of(pick)) / median(limit.map(pick))).toFixed(2) : '–');
    return [
      contestant,
      String(concurrency),
      spread(of(rate)),
      share(rate),
      spread(of(({ p50 }) => p50)),
      spread(of(({ p99 }) => p99)),
      figure(median(of(({ serviceCpu }) => serviceCpu))),
      figure(median(of(({ databaseCpu }) => databaseCpu))),
      spread(of(both)),
      share(both),
      figure(Math.max(...of(({ memory }) => memory))),
    ];
  });
}

export function align(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '))
    .join('\n');
}

export const markdownRows = (rows: readonly (readonly string[])[]): string =>
  rows
    .flatMap((row, index) => [
      `| ${row.join(' | ')} |`,
      ...(index === 0 ? [`|${row.map((_, column) => (column === 0 ? '---' : '--:')).join('|')}|`] : []),
    ])
    .join('\n');

export function asTables(results: readonly Result[], kind: 'terminal' | 'markdown'): string {
  const titles = [...new Set(results.map(({ title }) => title))];
  return titles
    .map((title) => {
      const rows = [HEAD, ...rowsOf(results.filter((each) => each.title === title))];
      return kind === 'terminal' ? `${title}\n${align(rows)}` : `**${title}**\n\n${markdownRows(rows)}`;
    })
    .join('\n\n');
}
