import { createHash } from 'node:crypto';
import { parse } from 'graphql';
import type { Refusal } from '../../errors';
import type { Limits } from './limits';
import { checkMeasures, measure } from './measure';

const MOST_KNOWN = 1_000;
/** Characters up to which a document is kept as it is; of a longer one its digest. */
const SHORT = 4_000;

/**
 * Refuses documents by what can be counted before the rules of GraphQL look at them, some of which take the square of what they look at.
 * What was counted once is known.
 */
export class Documents {
  private readonly known = new Map<string, Refusal | undefined>();

  constructor(private readonly limits: Limits['document']) {}

  /** @throws Refusal DOCUMENT_TOO_COMPLEX. What can't be parsed is left to whoever parses it next. */
  check(source: unknown): void {
    if (typeof source !== 'string') return;
    const digest = source.length <= SHORT ? source : createHash('sha256').update(source).digest('base64');
    if (!this.known.has(digest)) {
      if (this.known.size >= MOST_KNOWN) this.known.delete(this.known.keys().next().value as string);
      this.known.set(digest, this.problemOf(source));
    }
    const problem = this.known.get(digest);
    if (problem) throw problem;
  }

  private problemOf(source: string): Refusal | undefined {
    let document;
    try {
      document = parse(source, { maxTokens: this.limits.tokens, noLocation: true });
    } catch {
      return undefined;
    }
    return checkMeasures(measure(document), this.limits);
  }
}
