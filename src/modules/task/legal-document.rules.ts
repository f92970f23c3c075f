import type { LegalDocument, Province } from '../../tenancy/province';
import { describeDocument } from '../province';
import type { LegalDocumentType } from '../province';

/** A document of the province's law by its key. */
export function legalDocumentOf(province: Province, key: string): LegalDocumentType {
  return describeDocument(key, province.documents[key] as LegalDocument);
}
