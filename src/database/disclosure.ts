import { Refusal } from '../errors';

/** So many persons one request may read without saying what for. */
export const PERSONS_WITHOUT_PURPOSE = 20;
/** So many fields that were held back are named; the rest is counted. */
const NAMED = 50;

/** Why a field answered null or with a part only. */
export type WithheldReason = 'NO_ACCESS' | 'RECOGNITION_ONLY' | 'POST_MAY_BE_SENSITIVE';

interface Withheld {
  readonly path: readonly (string | number)[];
  readonly reason: WithheldReason;
}

/** Rows of a list in their order, fields by name. */
function compareFields({ path: one }: Withheld, { path: other }: Withheld): number {
  const at = one.findIndex((key, index) => key !== other[index]);
  const [left, right] = [one[at], other[at]];
  if (left === undefined || right === undefined) return one.length - other.length;
  return left < right ? -1 : 1;
}

/** What one request learns of persons, and what was held back from it. */
export class Disclosure {
  private readonly fieldsOf = new Map<string, Set<string>>();
  private readonly withheld = new Map<string, Withheld>();

  constructor(
    /** What the actor says the data is for. */
    readonly purpose: string | null,
    readonly requestId: string,
  ) {}

  /**
   * Notes what is about to be read, before it is.
   * @throws Refusal PURPOSE_REQUIRED for more persons than may be read without one.
   */
  read(persons: readonly string[], fields: readonly string[]): void {
    if (fields.length === 0) return;
    const all = new Set([...this.fieldsOf.keys(), ...persons]);
    if (this.purpose === null && all.size > PERSONS_WITHOUT_PURPOSE)
      throw new Refusal('PURPOSE_REQUIRED', { max: PERSONS_WITHOUT_PURPOSE });
    for (const person of persons) {
      const known = this.fieldsOf.get(person) ?? new Set();
      for (const field of fields) known.add(field);
      this.fieldsOf.set(person, known);
    }
  }

  withhold(path: readonly (string | number)[], reason: WithheldReason): void {
    this.withheld.set(path.join('.'), { path, reason });
  }

  /** The persons read and their fields, those with the same fields together. */
  batches(): { fields: string[]; subjects: string[] }[] {
    const batches = new Map<string, { fields: string[]; subjects: string[] }>();
    for (const [person, fields] of this.fieldsOf) {
      const sorted = [...fields].sort();
      const batch = batches.get(sorted.join()) ?? { fields: sorted, subjects: [] };
      batch.subjects.push(person);
      batches.set(sorted.join(), batch);
    }
    return [...batches.values()];
  }

  /** `extensions` of the answer; undefined if nothing was held back. */
  extensions(): Record<string, unknown> | undefined {
    if (this.withheld.size === 0) return undefined;
    // Not as they were met, which is a matter of when each was answered: which ones are named would change from time to time.
    const inOrder = [...this.withheld.values()].sort(compareFields);
    const masked = inOrder.slice(0, NAMED).map(({ path, reason }) => ({ path: path.join('.'), reason }));
    const more = this.withheld.size - masked.length;
    return { masked, ...(more > 0 ? { maskedMore: more } : {}) };
  }
}
