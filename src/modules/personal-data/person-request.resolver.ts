import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { At } from '../../database/graph/declare';
import { factsOf } from '../../database/graph/made';
import { readConnection } from '../../database/graph/read';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { globalId, localId, optionalId } from '../../graphql/global-id';
import { BySql, Needs } from '../../graphql/permission';
import { write } from '../event';
import { erasePerson, PersonType } from '../person';
import type { PersonRead } from '../person';
import { accessToPerson, reachesPerson, requirePerson, seePerson, seeRead } from '../team';
import { PERSON_REQUEST, requestsInReach } from './personal-data.graph';
import { exportPerson } from './export-person.reads';
import { ClosePersonRequestInput, ErasePersonInput, PersonRequestFilterInput, RecordPersonRequestInput } from './person-request.input';
import { loadPersonRequest } from './person-request.reads';
import { closePersonRequest, recordPersonRequest } from './person-request.service';
import { PersonExportType, PersonRequestConnection, PersonRequestType } from './person-request.type';

const INPUT = { description: 'What to record.' };

@Resolver(() => PersonRequestType)
export class PersonRequestResolver {
  @Query(() => PersonRequestConnection, { description: "People's requests about their data, the one due first coming first." })
  @Needs('person:export')
  @BySql()
  personRequests(
    @Arg('filter', () => PersonRequestFilterInput, { nullable: true, description: 'Which ones; all if not given.' })
    filter: PersonRequestFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<PersonRequestType>> {
    const { person, ...rest } = filter ?? {};
    const personId = optionalId(person, 'Person', 'filter.person');
    const rows = (at: At) => requestsInReach({ ...rest, personId }, at);
    return readConnection(PERSON_REQUEST, { session, info, day: session.today, rows }, page);
  }

  @Query(() => PersonExportType, {
    nullable: true,
    description:
      'Everything kept about one person: the person, memberships, tasks, events, requests, and who read the data; null for a person out of your reach.',
  })
  @Needs('person:export')
  async personExport(
    @Arg('personId', () => ID, { description: 'The person.' }) id: string,
    @Ctx() { session }: Context,
  ): Promise<PersonExportType | null> {
    const personId = localId(id, 'Person', 'personId');
    if (!(await reachesPerson(session, 'person:export', personId))) return null;
    const document = await exportPerson(session, personId);
    return document && { madeOn: session.today, document };
  }

  @Mutation(() => PersonRequestType, { description: 'Records a request of a person about their data, with its deadline.' })
  @Needs('person:export')
  async recordPersonRequest(
    @Arg('input', () => RecordPersonRequestInput, INPUT) input: RecordPersonRequestInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonRequestType> {
    const personId = localId(input.personId, 'Person', 'personId');
    const id = await write(session, { name: 'recordPersonRequest', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      recordPersonRequest(writing, { ...input, personId }),
    );
    return (await loadPersonRequest(session, id, fieldsAt(info))) as PersonRequestType;
  }

  @Mutation(() => PersonRequestType, { description: 'Answers a request of a person: done, or refused with the reason.' })
  @Needs('person:export')
  async closePersonRequest(
    @Arg('input', () => ClosePersonRequestInput, INPUT) input: ClosePersonRequestInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonRequestType> {
    const requestId = localId(input.requestId, 'PersonRequest', 'requestId');
    const id = await write(session, { name: 'closePersonRequest', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      closePersonRequest(writing, { ...input, requestId }),
    );
    return (await loadPersonRequest(session, id, fieldsAt(info))) as PersonRequestType;
  }

  @Mutation(() => PersonType, {
    nullable: true,
    description:
      "Erases a person's data for good. Memberships, counts and events stay, without it; the identity number is free again. Done twice it changes nothing twice.",
  })
  @Needs('person:erase')
  async erasePerson(
    @Arg('input', () => ErasePersonInput, INPUT) input: ErasePersonInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonType | null> {
    const personId = localId(input.personId, 'Person', 'personId');
    await requirePerson(session, personId, 'personId', 'person:erase');
    await write(session, { name: 'erasePerson', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await erasePerson(writing, personId, input);
      return personId;
    });
    return seePerson(session, personId, await accessToPerson(session, personId), info);
  }

  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: PersonRequestType): string {
    return globalId('PersonRequest', id);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'The person; null if you may not see them.' })
  async person(
    @Root() request: PersonRequestType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonType | null> {
    const read = factsOf<PersonRead | null>(request, info);
    if (read !== undefined) return seeRead(session, read, info);
    return seePerson(session, request.personUuid, await accessToPerson(session, request.personUuid), info);
  }
}
