import sql from 'sql-template-tag';
import { instant } from '../../database/graph/declare';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { ApiKeyType } from './api-key.type';

type Fields = ReadonlySet<string>;

export const COLUMNS: Columns = {
  name: { name: sql`k.name` },
  prefix: { prefix: sql`k.prefix` },
  actor: { actor: sql`'key:' || k.prefix` },
  scopes: { scopes: sql`k.scopes` },
  unitCode: { unitCode: sql`k.unit_code` },
  until: { until: sql`k.until_day` },
  addresses: { addresses: sql`k.addresses` },
  maker: { maker: sql`k.maker` },
  createdAt: { createdAt: instant(sql`k.created_at`) },
  lastUsedAt: { lastUsedAt: instant(sql`k.last_used_at`) },
  revokedAt: { revokedAt: instant(sql`k.revoked_at`) },
};
const ALWAYS = { id: sql`k.id`, __typename: sql`'ApiKey'` };

export function loadApiKey(session: Session, id: string, fields: Fields): Promise<ApiKeyType | null> {
  return load(session, batchName('api-key', fields), id, async (ids) => {
    const found = await rows<ApiKeyType>(
      session.db,
      sql`SELECT ${selectList(COLUMNS, fields, ALWAYS)} FROM api_key k WHERE k.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}
