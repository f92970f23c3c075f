/** Ordinary and sensitive personal data as the law tells them apart; an identifier is ordinary data that opens other registers. */
export type DataClass = 'ordinary' | 'identifier' | 'sensitive';

export interface PersonalField {
  readonly what: string;
  readonly class: DataClass;
  /** What those see who may only recognise a person (`person:recognise`): all of it, its last three digits, or nothing. */
  readonly recognised: 'whole' | 'last-three' | 'hidden';
}

/** The one list of personal fields. Reads, masks, audit, export, erasure, retention and schema/personal-data.md follow it. */
export const PERSON_FIELDS = {
  name: { what: 'full name (họ và tên)', class: 'ordinary', recognised: 'whole' },
  phone: { what: 'telephone number (số điện thoại)', class: 'ordinary', recognised: 'last-three' },
  birthYear: { what: 'year of birth (năm sinh)', class: 'ordinary', recognised: 'hidden' },
  sex: { what: 'sex (giới tính)', class: 'ordinary', recognised: 'hidden' },
  identityNumber: { what: 'personal identification number (số định danh cá nhân)', class: 'identifier', recognised: 'last-three' },
} as const satisfies Record<string, PersonalField>;
export type PersonField = keyof typeof PERSON_FIELDS;

/** Days after the last membership ended that data of a class is kept; a period of an installation's own can be given to the job. */
export const RETENTION: Readonly<Record<Exclude<DataClass, 'sensitive'>, number>> = { ordinary: 730, identifier: 365 };

/** What stands in place of the name of somebody whose data was erased. */
export const ERASED_NAME = '(đã xóa)';

export const isPersonField = (field: string): field is PersonField => Object.hasOwn(PERSON_FIELDS, field);

/** The personal ones among the fields asked for. */
export function personalFields(fields: Iterable<string>): PersonField[] {
  return [...fields].filter(isPersonField);
}

/** Those of them that somebody who may only recognise a person does not see whole. */
export function partlyHidden(fields: Iterable<string>): PersonField[] {
  return personalFields(fields).filter((field) => PERSON_FIELDS[field].recognised !== 'whole');
}
