import { plainFields } from '../../database/graph/declare';
import type { PlainFields } from '../../database/graph/declare';
import type { Session } from '../../database/session';
import type { CodedType } from './coded.type';

/** Words and statements of law as parts of objects that code makes. */

export const CODE: PlainFields = plainFields('Code', ['code', 'name']);

const ISSUED = plainFields('DocumentStatement', ['day', 'source']);
export const LEGAL_DOCUMENT: PlainFields = plainFields('LegalDocument', ['key', 'number', 'title', 'issuer', 'binding', 'source'], {
  issued: ISSUED,
});

export const RULE_VERSION: PlainFields = plainFields(
  'RuleVersion',
  ['number', 'from', 'until', 'unitCode', 'level', 'kind', 'tightens', 'value', 'clause', 'quote'],
  { document: LEGAL_DOCUMENT },
);

/** A word with its name in the language of the request. */
export function namedIn({ locale }: Pick<Session, 'locale'>, { code, term }: CodedType): { code: string; name: string } {
  return { code, name: term[locale] };
}
