import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { fieldsAt } from '../../database/select';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { Needs } from '../../graphql/permission';
import { write } from '../event';
import { CorrectPersonInput, correctPerson, loadPerson, PersonType, toPersonReference } from '../person';
import { AddMembersInput, ChangeMemberInput, NewMemberInput, RemoveMemberInput } from './member.input';
import { loadMember } from './member.reads';
import { addMembers, changeMember, removeMember } from './member.service';
import type { NewMember } from './member.service';
import { accessToPerson, mayKnowPerson, requirePerson } from './person-access.service';
import { MemberType } from './team.type';

const INPUT = { description: 'What to record.' };

@Resolver()
export class MemberMutationResolver {
  @Mutation(() => [MemberType], { description: 'Adds people to a team.' })
  @Needs('team:write')
  async addMembers(
    @Arg('input', () => AddMembersInput, INPUT) input: AddMembersInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<MemberType[]> {
    const ids = await write(session, { name: 'addMembers', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      addMembers(writing, localId(input.teamId, 'Team', 'teamId'), input.members.map(toNewMember), 'joined'),
    );
    const members = await Promise.all(ids.map((id) => loadMember(session, id, session.today, fieldsAt(info))));
    return members.filter((member) => member !== null);
  }

  @Mutation(() => MemberType, {
    description: 'Gives a member another seat, post, constituencies or skills from a day on; the time before stays as it was.',
  })
  @Needs('team:write')
  async changeMember(
    @Arg('input', () => ChangeMemberInput, INPUT) input: ChangeMemberInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<MemberType> {
    const memberId = localId(input.memberId, 'Member', 'memberId');
    const id = await write(session, { name: 'changeMember', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      changeMember(writing, { ...input, memberId }),
    );
    return (await loadMember(session, id, input.from, fieldsAt(info))) as MemberType;
  }

  @Mutation(() => MemberType, { description: 'Ends a membership.' })
  @Needs('team:write')
  async removeMember(
    @Arg('input', () => RemoveMemberInput, INPUT) input: RemoveMemberInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<MemberType> {
    const memberId = localId(input.memberId, 'Member', 'memberId');
    await write(session, { name: 'removeMember', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await removeMember(writing, memberId, input.expectedVersion, input.left, input.reason ?? null);
      return memberId;
    });
    return (await loadMember(session, memberId, input.left, fieldsAt(info))) as MemberType;
  }

  @Mutation(() => PersonType, { description: "Corrects a person's data." })
  @Needs('person:write')
  async correctPerson(
    @Arg('input', () => CorrectPersonInput, INPUT) input: CorrectPersonInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonType> {
    const personId = localId(input.personId, 'Person', 'personId');
    await requirePerson(session, personId, 'personId');
    const { name, phone, birthYear, sex, identityNumber } = input;
    await write(session, { name: 'correctPerson', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await correctPerson(writing, personId, {
        expectedVersion: input.expectedVersion,
        correction: { name, phone, birthYear, sex, identityNumber },
        mayKnow: (other) => mayKnowPerson(session, other),
      });
      return personId;
    });
    return (await loadPerson(session, personId, fieldsAt(info), (await accessToPerson(session, personId)) ?? 'recognise')) as PersonType;
  }
}

/** The member as the service takes it. @throws Refusal NOT_FOUND for an id that is not a person's. */
export function toNewMember(input: NewMemberInput): NewMember {
  return { ...input, person: toPersonReference(input.person) };
}
