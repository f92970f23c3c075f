import type { StoredTotal } from '../../tenancy/report-facts';

/** What a version says. */
export interface Content {
  readonly values: readonly { readonly code: string; readonly segment: string; readonly value: number | null }[];
  readonly narratives: readonly { readonly code: string; readonly text: string | null }[];
  /** Of a consolidated report: what its parts came to. */
  readonly totals: readonly StoredTotal[] | null;
}

/** Who says it, and of what: the same words of another team are other content. */
export interface ContentOf {
  readonly roundId: string;
  readonly holderId: string;
}

/**
 * The one text of a content, whatever the order it came in. "Not known" (null) stands in it and what was not answered does not, so they differ;
 * a number is written one way only.
 */
export function canonical({ roundId, holderId }: ContentOf, { values, narratives, totals }: Content): string {
  return JSON.stringify([
    'to-so/report/1',
    roundId,
    holderId,
    sorted(values.map(({ code, segment, value }) => [code, segment, plain(value)])),
    sorted(narratives.map(({ code, text }) => [code, '', text])),
    totals === null
      ? null
      : sorted(
          totals.map(({ code, segment, value, reported, expected, unknown, missing }) => [
            code,
            segment,
            plain(value),
            reported,
            expected,
            unknown,
            missing.map(({ holderId: id, why }) => [id, why]),
          ]),
        ),
  ]);
}

/** Minus zero is zero. */
function plain(value: number | null): number | null {
  return value === null ? null : value + 0;
}

type Entry = readonly [string, string, ...unknown[]];

function sorted(entries: readonly Entry[]): Entry[] {
  const keyed = entries.map((entry) => ({ key: `${entry[0]}\n${entry[1]}`, entry }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ entry }) => entry);
}

/** One answer of one version: a value or a text. */
export interface Answer {
  readonly number: number;
  readonly code: string;
  /** Null for a narrative. */
  readonly segment: string | null;
  readonly value: number | null;
  readonly text: string | null;
}

export interface FieldOfReport extends Answer {
  readonly changedInVersion: number;
  /** Whether the approval that holds covers what stands here. */
  readonly approved: boolean;
}

/** What stands in each field now, and since which version. @param answers of all versions, the first version's first. */
export function fieldHistory(answers: readonly Answer[], latest: number, approved: number | null): FieldOfReport[] {
  const fields = new Map<string, FieldOfReport>();
  for (const answer of answers) {
    const key = `${answer.segment === null ? 'n' : 'v'} ${answer.code}/${answer.segment ?? ''}`;
    const before = fields.get(key);
    const same = before?.number === answer.number - 1 && before.value === answer.value && before.text === answer.text;
    const changedInVersion = same ? before.changedInVersion : answer.number;
    fields.set(key, { ...answer, changedInVersion, approved: approved !== null && changedInVersion <= approved });
  }
  return [...fields.values()].filter(({ number }) => number === latest);
}
