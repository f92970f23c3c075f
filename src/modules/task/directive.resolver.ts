import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { factsOf } from '../../database/graph/made';
import { readOne } from '../../database/graph/read';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { DateScalar } from '../../graphql/date.scalar';
import { globalId, localId } from '../../graphql/global-id';
import { OnArgs } from '../../graphql/on.args';
import { BySql, Needs } from '../../graphql/permission';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { DocumentType, loadDocument } from '../document';
import { inLanguage, Language, LegalDocumentType } from '../province';
import { checkPeriod } from '../../tenancy/refuse-day';
import { legalDocumentOf } from './legal-document.rules';
import { DIRECTIVE } from './directive.graph';
import { loadDirective, loadDirectivesOf, previewTimeline } from './directive.reads';
import { DirectiveConnection, DirectiveType, ExpandTimelineResultType, PassOnResultType, TimelineItemType } from './directive.type';

const LANGUAGE = { nullable: true, description: 'Language of the title; that of the request if not given.' };

@Resolver(() => DirectiveType)
export class DirectiveResolver {
  @Query(() => DirectiveType, { nullable: true, description: 'One directive; null if there is none.' })
  @Needs('task:read')
  @BySql()
  directive(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Args(() => OnArgs) { on }: OnArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DirectiveType | null> {
    const rows = { from: sql`directive d`, where: sql`d.id = ${localId(id, 'Directive', 'id')}` };
    return readOne(DIRECTIVE, { session, info, day: on ?? session.today, rows: () => rows });
  }

  @Query(() => [TimelineItemType], {
    description:
      'What the timeline asks of a unit in a period, by the law of the days of that period, in the order it is due; nothing is made.',
  })
  @Needs('task:read')
  previewTimeline(
    @Arg('unit', () => ID, { description: 'The unit.' }) unit: string,
    @Arg('from', () => DateScalar, { description: 'First day of the period.' }) from: string,
    @Arg('until', () => DateScalar, { description: 'First day after the period.' }) until: string,
    @Ctx() { session }: Context,
  ): Promise<TimelineItemType[]> {
    checkPeriod(from, until);
    return previewTimeline(session, localId(unit, 'AdminUnit', 'unit'), from, until);
  }

  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: DirectiveType): string {
    return globalId('Directive', id);
  }

  @FieldResolver(() => String, { description: 'What is asked for, in a line; in Vietnamese if it has no English.' })
  title(
    @Root() { titleVi, titleEn }: DirectiveType,
    @Arg('language', () => Language, LANGUAGE) language: Language | null,
    @Ctx() { session }: Context,
  ): string {
    return inLanguage({ vi: titleVi, en: titleEn ?? titleVi }, language, session.locale);
  }

  @FieldResolver(() => AdminUnitType, { nullable: true, description: 'The unit that has it.' })
  unit(
    @Root() { unitUuid, on }: DirectiveType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return loadUnit(session, unitUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => DirectiveType, { nullable: true, description: 'The directive of a unit above that it passes on.' })
  async parent(
    @Root() { parentUuid, on }: DirectiveType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DirectiveType | null> {
    return parentUuid === null ? null : loadDirective(session, parentUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => LegalDocumentType, {
    nullable: true,
    description: 'The document of the law that asks for it; null if given by hand.',
  })
  legalDocument(@Root() directive: DirectiveType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): LegalDocumentType | null {
    const read = factsOf<string | null>(directive, info);
    const key = read === undefined ? directive.legalDocumentKey : read;
    return key === null ? null : legalDocumentOf(session.province, key);
  }

  @FieldResolver(() => DocumentType, { nullable: true, description: 'The document on record it rests on, if it was given by hand.' })
  async document(
    @Root() { documentUuid }: DirectiveType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DocumentType | null> {
    return documentUuid === null ? null : loadDocument(session, documentUuid, fieldsAt(info));
  }
}

@Resolver(() => TimelineItemType)
export class TimelineItemResolver {
  @FieldResolver(() => String, { description: 'What is asked for, in a line.' })
  title(
    @Root() { titleVi, titleEn }: TimelineItemType,
    @Arg('language', () => Language, LANGUAGE) language: Language | null,
    @Ctx() { session }: Context,
  ): string {
    return inLanguage({ vi: titleVi, en: titleEn }, language, session.locale);
  }

  @FieldResolver(() => LegalDocumentType, { description: 'The document that asks for it.' })
  legalDocument(@Root() { legalDocumentKey }: TimelineItemType, @Ctx() { session }: Context): LegalDocumentType {
    return legalDocumentOf(session.province, legalDocumentKey);
  }

  @FieldResolver(() => DirectiveType, {
    nullable: true,
    description: 'The directive that the unit has of it; null if it is still to be made.',
  })
  async directive(
    @Root() { directiveUuid, on }: TimelineItemType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DirectiveType | null> {
    return directiveUuid === null ? null : loadDirective(session, directiveUuid, on, fieldsAt(info));
  }
}

@Resolver(() => ExpandTimelineResultType)
export class ExpandTimelineResultResolver {
  @FieldResolver(() => [DirectiveType], { description: 'All of them, made or there before, in the order they are due.' })
  async directives(
    @Root() { ids, on }: ExpandTimelineResultType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DirectiveType[]> {
    const found = await Promise.all(ids.map((id) => loadDirective(session, id, on, fieldsAt(info))));
    return found.filter((directive) => directive !== null);
  }
}

@Resolver(() => PassOnResultType)
export class PassOnResultResolver {
  @FieldResolver(() => DirectiveType, { nullable: true, description: 'The directive that was passed on.' })
  directive(
    @Root() { directiveUuid, on }: PassOnResultType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DirectiveType | null> {
    return loadDirective(session, directiveUuid, on, fieldsAt(info));
  }
}

/** What directives add to a unit. */
@Resolver(() => AdminUnitType)
export class AdminUnitDirectivesResolver {
  @FieldResolver(() => DirectiveConnection, {
    description: 'The directives it has given or received by the day, in the order they are due.',
  })
  @Needs('task:read')
  async directives(
    @Root() { id, on }: AdminUnitType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<DirectiveType>> {
    const fields = fieldsAt(info, ['edges', 'node']);
    return (await loadDirectivesOf(session, id, on, page, fields, fieldsAt(info).has('totalCount'))) as Page<DirectiveType>;
  }
}
