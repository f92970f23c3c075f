import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { Shared } from './declare';
import type { At, Words } from './declare';
import { constant, jsonOf, listOf, objectOf } from './json-text';

interface Asked {
  /** Its key in the answer. */
  readonly name: string;
  readonly field: string;
  readonly args: boolean;
}

/** A word as the answer has it, looked up by its code; null where its resolver must be asked. */
export function wordsIn(
  words: Words,
  { session, day }: At,
  typeName: string,
  asked: readonly Asked[],
): { object: (code: Sql) => Sql; count: (code: Sql) => Sql } | null {
  const simple = asked.every(({ field, args }) => !args && ['code', 'name', '__typename'].includes(field));
  if (!simple || (words.dated && day === null)) return null;
  const table: Record<string, string> = {};
  for (const { code, name } of words.all(session, day ?? session.today)) {
    const answers: Record<string, string> = { code, name: name[session.locale], __typename: typeName };
    // As text: jsonb would put the keys in an order of its own.
    table[code] ??= JSON.stringify(Object.fromEntries(asked.map(({ name: key, field }) => [key, answers[field]])));
  }
  const known = new Shared(JSON.stringify(table));
  const itself = (code: Sql) =>
    objectOf(asked.map(({ name, field }) => [name, field === '__typename' ? constant(typeName) : jsonOf(sql`${code}::text`)]));
  const one = (code: Sql) => sql`CASE WHEN ${code} IS NOT NULL THEN coalesce(${known}::jsonb ->> ${code}, ${itself(code)}) ELSE 'null' END`;
  if (!words.list) return { object: one, count: (code) => sql`(${code} IS NOT NULL)::int` };
  return {
    object: (codes) =>
      sql`(SELECT ${listOf(one(sql`w.code`), { ordered: sql` ORDER BY w.at` })} FROM unnest(${codes}) WITH ORDINALITY AS w(code, at))`,
    count: (codes) => sql`cardinality(${codes})`,
  };
}
