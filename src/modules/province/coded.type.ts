import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Locale } from '../../errors';
import type { Term } from '../../tenancy/province';

export enum Language {
  VI = 'vi',
  EN = 'en',
}
registerEnumType(Language, {
  name: 'Language',
  description: 'A language of names and sentences.',
  valuesConfig: { VI: { description: 'Vietnamese (tiếng Việt).' }, EN: { description: 'English (tiếng Anh).' } },
});

@ObjectType('Code', { description: "A word of the province's vocabulary (mã danh mục)." })
export class CodedType {
  @Field(() => String, {
    description: 'Kebab-case English; never changes its meaning. The same words have the same code in every province.',
  })
  code: string;

  /** Both languages; `name` chooses. */
  readonly term: Term;
}

/** A word as the API gives it. */
export function coded({ code, name }: { code: string; name: Term }): CodedType {
  return { code, term: name };
}

export function inLanguage(term: Term, language: Language | null | undefined, locale: Locale): string {
  return term[language ?? locale];
}
