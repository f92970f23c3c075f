import sql from 'sql-template-tag';
import { columnsOf } from '../../database/columns';
import { instant } from '../../database/graph/declare';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { Account } from './account.entity';
import type { AccountType } from './account.type';

type Fields = ReadonlySet<string>;

const a = columnsOf(Account, 'a');

export const COLUMNS: Columns = {
  login: { login: a.login },
  actor: { actor: sql`'account:' || a.id` },
  createdAt: { createdAt: instant(a.createdAt) },
  isSetUp: { isSetUp: sql`a.password_hash IS NOT NULL` },
  setupUntil: { setupUntil: instant(a.setupUntil) },
  hasSecondFactor: { hasSecondFactor: sql`a.totp_from IS NOT NULL` },
  disabledAt: { disabledAt: instant(a.disabledAt) },
};
const ALWAYS = { id: a.id, __typename: sql`'Account'` };

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
