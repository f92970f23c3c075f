import { startApp } from './app';
import type { TestApp } from './app';
import type { Identity } from './client';
import { ROOMY } from './limits';

/** Two services over one database, of which one reads by resolvers alone. */
export interface TwoWays {
  readonly compiled: TestApp;
  readonly plain: Pick<TestApp, 'as'>;
  close(): Promise<void>;
}

export async function startTwoWays(): Promise<TwoWays> {
  const compiled = await startApp({ config: { limits: { ...ROOMY, cost: 1_000_000 } } });
  const plain = await compiled.again({ reads: 'plain' });
  const close = async () => {
    await plain.close();
    await compiled.close();
  };
  return { compiled, plain, close };
}

export interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers of any shape
  readonly data: any;
  readonly errors?: unknown;
  /** What it cost. */
  readonly points?: number;
}

/** Errors in one order: in which they come is not said by GraphQL, and of fields answered beside each other it is a matter of timing. */
export function inOneOrder<T>(errors: T): T {
  if (!Array.isArray(errors)) return errors;
  const texts = errors.map((each) => JSON.stringify(each)).sort();
  return texts.map((text) => JSON.parse(text) as unknown) as T;
}

export type Both = (document: string, identity: Identity, variables?: Record<string, unknown>) => Promise<Answer>;

/** What two services over one database answer, one of which reads by resolvers alone: the same to the letter, or the test fails. */
export function bothWays(compiled: TestApp, plain: Pick<TestApp, 'as'>, province: string): Both {
  return async (document, identity, variables = {}) => {
    const ask = async ({ as }: Pick<TestApp, 'as'>): Promise<Answer> => {
      const { body } = await as(province, identity).post({ query: document, variables }, { 'X-Purpose': 'both ways' });
      return { data: body.data, errors: inOneOrder(body.errors), points: body.extensions?.cost?.actual };
    };
    const [one, other] = [await ask(compiled), await ask(plain)];
    expect(JSON.stringify(one, null, 1)).toBe(JSON.stringify(other, null, 1));
    return one;
  };
}
