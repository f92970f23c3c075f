import sql from 'sql-template-tag';
import { readPage } from '../../database/page';
import type { Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { AccountType } from './account.type';

type Fields = ReadonlySet<string>;

const COLUMNS: Columns = {
  login: { login: sql`a.login` },
  actor: { actor: sql`'account:' || a.id` },
  createdAt: { createdAt: sql`a.created_at` },
  isSetUp: { isSetUp: sql`a.password_hash IS NOT NULL` },
  setupUntil: { setupUntil: sql`a.setup_until` },
  hasSecondFactor: { hasSecondFactor: sql`a.totp_from IS NOT NULL` },
  disabledAt: { disabledAt: sql`a.disabled_at` },
};
const ALWAYS = { id: sql`a.id`, __typename: sql`'Account'` };

/** An account. Whether the actor may see it is for the caller to have asked. */
export function loadAccount(session: Session, id: string, fields: Fields): Promise<AccountType | null> {
  return load(session, batchName('account', fields), id, async (ids) => {
    const found = await rows<AccountType>(
      session.db,
      sql`SELECT ${selectList(COLUMNS, fields, ALWAYS)} FROM account a WHERE a.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}

/** All accounts, by name. */
export function listAccounts(session: Session, page: PageRequest, fields: Fields, withTotal: boolean): Promise<Page<AccountType>> {
  return readPage(
    session,
    { select: selectList(COLUMNS, fields, ALWAYS), from: sql`account a`, where: sql`true`, order: [{ by: sql`a.login`, type: 'text' }] },
    page,
    withTotal,
  );
}
