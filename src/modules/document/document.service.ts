import { Between } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Refusal } from '../../errors';
import { refuseAfter } from '../../tenancy/refuse-day';
import { globalId } from '../../graphql/global-id';
import type { Day } from '../../tenancy/day';
import type { Writing } from '../event';
import { checkCodes } from '../province';
import { Document } from './document.entity';

/** A document as a client states it: one on record, or a new one. */
export interface Citation {
  readonly existing?: string | null;
  readonly new?: NewDocument | null;
}

export interface NewDocument {
  readonly number: string;
  readonly issuedDay: Day;
  readonly authority: string;
  readonly issuer: string;
  readonly clause?: string | null;
  readonly reference?: string | null;
}

/**
 * The document a change rests on, recorded if it is new. Several changes may cite one document: a commune founds many teams by one decision.
 * @param type code of the province's document types, for a new document.
 * @param field where the citation stands in the input.
 * @throws Refusal NOT_FOUND, UNKNOWN_CODE, DUPLICATE_DOCUMENT, DAY_TOO_LATE for a document of a day to come.
 */
export async function cite(writing: Writing, citation: Citation, type: string, field: string): Promise<Document> {
  const { manager, session } = writing;
  if (citation.existing) {
    const found = await manager.findOneBy(Document, { id: citation.existing });
    if (!found) throw new Refusal('NOT_FOUND', { type: 'Document', field: `${field}.existing` });
    return found;
  }
  const { number, issuedDay, authority, issuer, clause = null, reference = null } = citation.new as NewDocument;
  checkCodes(session.province, 'authorities', [authority], issuedDay, `${field}.new.authority`);
  checkCodes(session.province, 'documentTypes', [type], issuedDay, `${field}.type`);
  refuseAfter({
    field: `${field}.new.issuedDay`,
    value: issuedDay,
    bound: session.today,
    reason: { en: 'a document is recorded once it is issued', vi: 'chỉ ghi nhận văn bản đã ban hành' },
  });
  await refuseDuplicate(writing, number, issuedDay, issuer);
  const document = { id: uuid(), type, number, issuedDay, authority, issuer, clause, reference } as Document;
  await manager.insert(Document, document);
  writing.record({ action: 'document.recorded', subjectId: document.id, day: issuedDay, after: { type, number, authority, issuer } });
  return document;
}

async function refuseDuplicate({ manager, session }: Writing, number: string, issuedDay: Day, issuer: string): Promise<void> {
  // An issuer numbers its documents anew each year.
  const year = issuedDay.slice(0, 4);
  // Of two who record it at once the second waits here, and is then told of the first one's.
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [[session.province.slug, issuer, number, year].join('\n')]);
  const before = await manager.findOneBy(Document, { issuer, number, issuedDay: Between(`${year}-01-01`, `${year}-12-31`) });
  if (before) throw new Refusal('DUPLICATE_DOCUMENT', { number, day: before.issuedDay, issuer, existing: globalId('Document', before.id) });
}
