import { randomUUID } from 'node:crypto';
import sql, { raw } from 'sql-template-tag';
import { globalIdOf } from '../../src/database/graph/declare';
import { globalId } from '../../src/graphql/global-id';
import { startApp } from '../support/app';

const LETTERS = 'AnnotationsOfAReportRoundOfADistrict';

it('ids that PostgreSQL writes are those that the service writes, however long the name of their type is', async () => {
  const service = await startApp();
  try {
    const ids = Array.from({ length: 50 }, () => randomUUID());
    const types = Array.from({ length: LETTERS.length }, (_, length) => LETTERS.slice(0, length + 1));
    const columns = types.map(
      (type, n) => `${globalIdOf(type, sql`x`).sql} AS fixed${n}, ${globalIdOf(raw(`'${type}'::text`), sql`x`).sql} AS named${n}`,
    );
    const { rows } = await service.owner.query<Record<string, string>>(`SELECT ${columns.join()} FROM unnest($1::uuid[]) x`, [ids]);
    for (const [n, type] of types.entries()) {
      const expected = ids.map((id) => globalId(type, id));
      expect(rows.map((row) => row[`fixed${n}`])).toEqual(expected);
      expect(rows.map((row) => row[`named${n}`])).toEqual(expected);
    }
  } finally {
    await service.close();
  }
});
