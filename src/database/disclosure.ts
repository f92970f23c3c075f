import { Refusal } from '../errors';

/** So many persons one request may read without saying what for. */
export const PERSONS_WITHOUT_PURPOSE = 20;
/** So many fields that were held back are named; the rest is counted. */
const NAMED = 50;

/** Why a field answered null or with a part only. */
export type WithheldReason = 'NO_ACCESS' | 'RECOGNITION_ONLY' | 'POST_MAY_BE_SENSITIVE';

/** What one request learns of persons, and what was held back from it. */
export class Disclosure {
  private readonly fieldsOf = new Map<string, Set<string>>();
  private readonly withheld = new Map<string, WithheldReason>();

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
    this.withheld.set(path.join('.'), reason);
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
    const masked = [...this.withheld].slice(0, NAMED).map(([path, reason]) => ({ path, reason }));
    const more = this.withheld.size - masked.length;
    return { masked, ...(more > 0 ? { maskedMore: more } : {}) };
  }
}
