import type { Sql } from 'sql-template-tag';

/** What is sent: a text with `$1`, `$2` … and what they stand for. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** A value that stands in a statement once, however often it is used. */
export abstract class Once {}

/** Text and values of a statement. */
export function render({ strings, values }: Pick<Sql, 'strings'> & { readonly values: readonly unknown[] }): Statement {
  const numbers = new Map<unknown, number>();
  const sent: unknown[] = [];
  let text = strings[0] as string;
  values.forEach((value, index) => {
    let number = value instanceof Once ? numbers.get(value) : undefined;
    if (number === undefined) {
      number = sent.push(value);
      if (value instanceof Once) numbers.set(value, number);
    }
    text += `$${number}${strings[index + 1] as string}`;
  });
  return { text, values: sent };
}
