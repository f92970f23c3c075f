import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enforceTenancy, pastTenancy } from './tenancy';

const NAMES_AT_ONCE = 5000;

/** Each word-start of a team's folded name, as of units; and the order of their foundings. */
export class SearchTeams1795000020100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE team_term (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      term text COLLATE "C" NOT NULL,
      CONSTRAINT team_term_pkey PRIMARY KEY (tenant, id, term)
    )`);
    await pastTenancy(queryRunner, ['team_name'], () => fill(queryRunner));
    await queryRunner.query(`CREATE INDEX team_term_term_id_idx ON team_term (tenant, term, id)`);
    await queryRunner.query(
      `ALTER TABLE team_term ADD CONSTRAINT team_term_id_fkey FOREIGN KEY (tenant, id) REFERENCES team_name(tenant,id) ON DELETE CASCADE`,
    );
    await enforceTenancy(queryRunner, ['team_term']);
    await queryRunner.query(`CREATE INDEX team_from_day_id_idx ON team (tenant, from_day, id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX team_from_day_id_idx`);
    await queryRunner.query(`DROP TABLE team_term`);
  }
}

async function fill(queryRunner: QueryRunner): Promise<void> {
  let last = ['', '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const names: { tenant: string; id: string; name: string }[] = await queryRunner.query(
      `SELECT tenant, id, name FROM team_name WHERE (tenant, id) > ($1, $2::uuid) ORDER BY tenant, id LIMIT ${NAMES_AT_ONCE}`,
      last,
    );
    const end = names.at(-1);
    if (!end) return;
    last = [end.tenant, end.id];
    const terms = names.flatMap(({ tenant, id, name }) => wordStarts(name).map((term) => [tenant, id, term] as const));
    await queryRunner.query(`INSERT INTO team_term (tenant, id, term) SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[])`, [
      terms.map(([tenant]) => tenant),
      terms.map(([, id]) => id),
      terms.map(([, , term]) => term),
    ]);
  }
}

/** As the service folded names when this was written. */
function wordStarts(text: string): string[] {
  const words = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  return [...new Set(words.map((_, index) => words.slice(index).join(' ')))].filter(Boolean);
}
