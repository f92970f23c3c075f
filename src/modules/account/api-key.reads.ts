import sql from 'sql-template-tag';
import { readPage } from '../../database/page';
import type { Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { ApiKeyType } from './api-key.type';

type Fields = ReadonlySet<string>;

const COLUMNS: Columns = {
  name: { name: sql`k.name` },
  prefix: { prefix: sql`k.prefix` },
  actor: { actor: sql`'key:' || k.prefix` },
  scopes: { scopes: sql`k.scopes` },
  unitCode: { unitCode: sql`k.unit_code` },
  until: { until: sql`k.until_day` },
  addresses: { addresses: sql`k.addresses` },
  maker: { maker: sql`k.maker` },
  createdAt: { createdAt: sql`k.created_at` },
  lastUsedAt: { lastUsedAt: sql`k.last_used_at` },
  revokedAt: { revokedAt: sql`k.revoked_at` },
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

/** All keys, those revoked and those past their day included, the latest first. */
export function listApiKeys(session: Session, page: PageRequest, fields: Fields, withTotal: boolean): Promise<Page<ApiKeyType>> {
  // Ids are of version 7: their order is that of their making.
  return readPage(
    session,
    {
      select: selectList(COLUMNS, fields, ALWAYS),
      from: sql`api_key k`,
      where: sql`true`,
      order: [{ by: sql`k.id`, type: 'uuid', descending: true }],
    },
    page,
    withTotal,
  );
}
