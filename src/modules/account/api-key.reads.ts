import sql from 'sql-template-tag';
import { columnsOf, fieldsOf } from '../../database/columns';
import { instant } from '../../database/graph/declare';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { ApiKey } from './api-key.entity';
import type { ApiKeyType } from './api-key.type';

type Fields = ReadonlySet<string>;

const k = columnsOf(ApiKey, 'k');

export const COLUMNS: Columns = {
  ...fieldsOf(k, 'name', 'prefix', 'scopes', 'unitCode', 'addresses', 'maker'),
  actor: { actor: sql`'key:' || k.prefix` },
  until: { until: k.untilDay },
  createdAt: { createdAt: instant(k.createdAt) },
  lastUsedAt: { lastUsedAt: instant(k.lastUsedAt) },
  revokedAt: { revokedAt: instant(k.revokedAt) },
};
const ALWAYS = { id: k.id, __typename: sql`'ApiKey'` };

export function loadApiKey(session: Session, id: string, fields: Fields): Promise<ApiKeyType | null> {
  return load(session, batchName('api-key', fields), id, async (ids) => {
    const found = await rows<ApiKeyType>(
      session.db,
      sql`SELECT ${selectList(COLUMNS, fields, ALWAYS)} FROM api_key k WHERE k.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}
