import type { Client } from 'pg';
import { wordStarts } from '../../../src/database/fold';

const NAMES_AT_ONCE = 5_000;

/** What ids are made of. Rows name each other by their numbers, without being read. */
const KINDS = [
  'unit',
  'state',
  'hamlet',
  'hamlet-state',
  'document',
  'regulation',
  'reorganisation',
  'enterprise-document',
  'statistics',
  'figure',
  'organisation',
  'team',
  'name',
  'new-name',
  'host',
  'team-document',
  'team-reorganisation',
  'team-regulation',
  'person',
  'member',
  'quota',
  'quota-document',
  'holding',
  'entry',
  'round',
  'slot',
  'excuse',
  'report',
  'version',
  'submit',
  'approve',
  'rollup',
  'tally',
] as const;
export type Kind = (typeof KINDS)[number];

/** What is made in one province, in SQL. */
export class Scripted {
  constructor(
    readonly owner: Client,
    readonly slug: string,
    readonly code: string,
  ) {}

  readonly tenant = this.slug.replaceAll("'", "''");

  /** The id of the nth row of a kind, the same on every machine: province, kind, number; the shape of a version 7. @param n in SQL. */
  id(kind: Kind, n: string): string {
    return this.made((KINDS.indexOf(kind) + 1).toString(16).padStart(4, '0'), n);
  }

  /** The id of the event that tells of the nth thing of a kind. @param which of several of the kind. */
  event(kind: Kind, n: string, which = 0): string {
    return this.made((0x8000 + which * 0x1000 + KINDS.indexOf(kind)).toString(16), n);
  }

  private made(kind: string, n: string): string {
    return `('000000${this.code}-${kind}-7000-8000-' || lpad(to_hex((${n})::bigint), 12, '0'))::uuid`;
  }

  async run(...statements: readonly string[]): Promise<void> {
    for (const statement of statements) await this.owner.query(statement);
  }

  /** What teams are found by: each word of their names on. */
  async termsOfTeams(): Promise<void> {
    const { rows } = await this.owner.query<{ id: string; name: string }>('SELECT id, name FROM team_name WHERE tenant = $1 ORDER BY id', [
      this.slug,
    ]);
    for (let i = 0; i < rows.length; i += NAMES_AT_ONCE) {
      const terms = rows.slice(i, i + NAMES_AT_ONCE).flatMap(({ id, name }) => wordStarts(name).map((term) => ({ id, term })));
      await this.owner.query(`INSERT INTO team_term (tenant, id, term) SELECT $1, * FROM unnest($2::uuid[], $3::text[])`, [
        this.slug,
        terms.map(({ id }) => id),
        terms.map(({ term }) => term),
      ]);
    }
  }

  /** Adds to the province's log, which is sealed at the end. Columns: at, rank, id, day, actor, action, subject_id, team_id, unit_id, before, after, cause_id. */
  log(select: string): Promise<void> {
    return this.run(`INSERT INTO log (at, rank, id, day, actor, action, subject_id, team_id, unit_id, before, after, cause_id) ${select}`);
  }
}

export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
/** An instant of a day, in the morning of Asia/Ho_Chi_Minh. @param day in SQL. */
export const morning = (day: string, hour = 9) => `((${day})::date + interval '${hour - 7} hours') AT TIME ZONE 'UTC'`;
