import { Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { reaches } from '../../auth/scope';
import { fieldsAt } from '../../database/select';
import type { Context } from '../../graphql/context';
import { globalId } from '../../graphql/global-id';
import { loadPerson, PersonType } from '../person';
import { coded, CodedType, word } from '../province';
import { loadTeam } from './team.reads';
import { MemberType, TeamType } from './team.type';

@Resolver(() => MemberType)
export class MemberResolver {
  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: MemberType): string {
    return globalId('Member', id);
  }

  @FieldResolver(() => CodedType, { nullable: true, description: 'The post held outside the team (chức danh), e.g. head of hamlet.' })
  post(@Root() { postCode, on }: MemberType, @Ctx() { session }: Context): CodedType | null {
    return postCode === null ? null : coded(word(session.province, 'posts', postCode, on));
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

  @FieldResolver(() => PersonType, { nullable: true, description: 'The person; null if you do not keep the roster of this team.' })
  async person(
    @Root() { personUuid, unitUuid }: MemberType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonType | null> {
    return (await reaches(session, 'person:read', unitUuid)) ? loadPerson(session, personUuid, fieldsAt(info)) : null;
  }
}
