import sql from 'sql-template-tag';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { DocumentType } from './document.type';

export const COLUMNS: Columns = {
  type: { typeCode: sql`d.type` },
  authority: { authorityCode: sql`d.authority` },
  number: { number: sql`d.number` },
  issuedDay: { issuedDay: sql`d.issued_day` },
  issuer: { issuer: sql`d.issuer` },
  clause: { clause: sql`d.clause` },
  reference: { reference: sql`d.reference` },
};

/** What every document row has: its words depend on its day. */
export const ALWAYS = { id: sql`d.id`, __typename: sql`'Document'`, issuedDay: sql`d.issued_day` };

export function loadDocument(session: Session, id: string, fields: ReadonlySet<string>): Promise<DocumentType | null> {
  return load(session, batchName('document', fields), id, async (ids) => {
    const found = await rows<DocumentType>(
      session.db,
      sql`SELECT ${selectList(COLUMNS, fields, ALWAYS)} FROM document d WHERE d.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}
