import { Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { reaches } from '../../auth/scope';
import { factsOf } from '../../database/graph/made';
import { fieldsAt } from '../../database/select';
import type { Context } from '../../graphql/context';
import { globalId } from '../../graphql/global-id';
import { pathOf } from '../../graphql/path';
import { PersonType } from '../person';
import type { PersonRead } from '../person';
import { coded, CodedType, isSensitivePost, word } from '../province';
import type { PostRead } from './member.graph';
import { accessInUnit } from './person-access.service';
import { seePerson, seeRead } from './see-person';
import { loadTeam } from './team.reads';
import { MemberType, TeamType } from './team.type';

@Resolver(() => MemberType)
export class MemberResolver {
  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: MemberType): string {
    return globalId('Member', id);
  }

  @FieldResolver(() => CodedType, {
    nullable: true,
    description:
      'The post held outside the team (chức danh), e.g. head of hamlet. Null if none, and if it tells something sensitive of a person whose data you do not keep: `extensions` then say the same of both.',
  })
  async post(@Root() member: MemberType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<CodedType | null> {
    const read = factsOf<PostRead>(member, info);
    const code = read ? read.code : member.postCode;
    const post = () => (code === null ? null : coded(word(session.province, 'posts', code, member.on)));
    if (code !== null && !isSensitivePost(session.province, code)) return post();
    if (read ? read.keeps : await reaches(session, 'person:read', member.unitUuid)) return post();
    // Said wherever it is null: were it said of sensitive posts only, it would name them.
    session.disclosure.withhold(pathOf(info), 'POST_MAY_BE_SENSITIVE');
    return null;
  }

  @FieldResolver(() => [CodedType], { description: 'The groups the person comes from (thành phần).' })
  constituencies(@Root() { constituencyCodes, on }: MemberType, @Ctx() { session }: Context): CodedType[] {
    return constituencyCodes.map((code) => coded(word(session.province, 'constituencies', code, on)));
  }

  @FieldResolver(() => [CodedType], { description: 'Skills that count for the law (kỹ năng).' })
  skills(@Root() { skillCodes, on }: MemberType, @Ctx() { session }: Context): CodedType[] {
    return skillCodes.map((code) => coded(word(session.province, 'skills', code, on)));
  }

  @FieldResolver(() => TeamType, { nullable: true, description: 'The team.' })
  team(@Root() { teamUuid, on }: MemberType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<TeamType | null> {
    return loadTeam(session, teamUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => PersonType, {
    nullable: true,
    description: 'The person; null if you neither keep the roster of this team nor recognise its people.',
  })
  async person(@Root() member: MemberType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<PersonType | null> {
    const read = factsOf<PersonRead | null>(member, info);
    if (read !== undefined) return seeRead(session, read, info);
    return seePerson(session, member.personUuid, await accessInUnit(session, member.unitUuid, member.teamUuid), info);
  }
}
