import sql from 'sql-template-tag';
import { columnsOf, fieldsOf } from '../../database/columns';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { Document } from './document.entity';
import type { DocumentType } from './document.type';

const d = columnsOf(Document, 'd');

export const COLUMNS: Columns = {
  type: { typeCode: d.type },
  authority: { authorityCode: d.authority },
  ...fieldsOf(d, 'number', 'issuedDay', 'issuer', 'clause', 'reference'),
};

/** What every document row has: its words depend on its day. */
export const ALWAYS = { id: d.id, __typename: sql`'Document'`, issuedDay: d.issuedDay };

export function loadDocument(session: Session, id: string, fields: ReadonlySet<string>): Promise<DocumentType | null> {
  return load(session, batchName('document', fields), id, async (ids) => {
    const found = await rows<DocumentType>(
      session.db,
      sql`SELECT ${selectList(COLUMNS, fields, ALWAYS)} FROM document d WHERE d.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}
