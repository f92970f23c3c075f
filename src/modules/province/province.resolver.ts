import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context';
import { OnArgs } from '../../graphql/on.args';
import { Needs } from '../../graphql/permission';
import { coded, CodedType, inLanguage, Language } from './coded.type';
import { describeDocument } from './law.rules';
import { LegalDocumentType, ProvinceType, VocabularyType } from './province.type';
import { teamKindsOn, terminologyOn } from './vocabulary.rules';

const LANGUAGE = 'Language of the name; that of the request if not given.';

@Resolver(() => ProvinceType)
export class ProvinceResolver {
  @Query(() => ProvinceType, { description: 'The province whose API this is, with its law.' })
  @Needs('law:read')
  province(@Ctx() { session }: Context): ProvinceType {
    const { slug, code, name } = session.province;
    return { slug, code, term: name };
  }

  @FieldResolver(() => String, { description: 'Its name.' })
  name(
    @Root() { term }: ProvinceType,
    @Arg('language', () => Language, { nullable: true, description: LANGUAGE }) language: Language | null,
    @Ctx() { session }: Context,
  ): string {
    return inLanguage(term, language, session.locale);
  }

  @FieldResolver(() => [LegalDocumentType], { description: 'Every document its rules cite.' })
  documents(@Ctx() { session }: Context): LegalDocumentType[] {
    return Object.entries(session.province.documents).map(([key, document]) => describeDocument(key, document));
  }

  @FieldResolver(() => VocabularyType, { description: 'Its words on a day.' })
  vocabulary(@Args(() => OnArgs) { on }: OnArgs, @Ctx() { session }: Context): VocabularyType {
    const { province } = session;
    const day = on ?? session.today;
    const { team, levels, seats, posts, constituencies, skills, authorities, documentTypes } = terminologyOn(province, day);
    return {
      team: coded({ code: 'team', name: team }),
      levels: levels.map(coded),
      seats: Object.entries(seats).map(([code, name]) => coded({ code, name })),
      posts: posts.map(coded),
      constituencies: constituencies.map(coded),
      skills: skills.map(coded),
      authorities: authorities.map(coded),
      documentTypes: documentTypes.map(coded),
      teamKinds: teamKindsOn(province, [province.code], day).map(coded),
    };
  }
}

@Resolver(() => CodedType)
export class CodedResolver {
  @FieldResolver(() => String, { description: 'Its name.' })
  name(
    @Root() { term }: CodedType,
    @Arg('language', () => Language, { nullable: true, description: LANGUAGE }) language: Language | null,
    @Ctx() { session }: Context,
  ): string {
    return inLanguage(term, language, session.locale);
  }
}
