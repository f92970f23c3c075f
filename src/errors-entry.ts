export type Locale = 'vi' | 'en';

/** One refusal of the catalogue. */
export interface Entry {
  /** HTTP status when the refusal ends the whole request; 200 where it belongs to one field of an answer. */
  readonly status: number;
  /** Sentences; {name} stands for a detail. */
  readonly vi: string;
  readonly en: string;
  /** Names of `extensions.details`, with their meaning. */
  readonly details: Readonly<Record<string, string>>;
}

export const entries = <T extends Record<string, Entry>>(catalogue: T): T => catalogue;
