import { Arg, Args, Ctx, Field, FieldResolver, ID, Info, InputType, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { reach } from '../../auth/permissions';
import { reaches } from '../../auth/scope';
import type { Page } from '../../database/page';
import type { Session } from '../../database/session';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { globalId, localId } from '../../graphql/global-id';
import { Needs } from '../../graphql/permission';
import { listEvents, loadEvent } from './event.reads';
import { publicIds, typeOfSubject } from './public-ids.rules';
import { EventConnection, EventType } from './event.type';

@InputType('EventFilter', { description: 'Which events to list; all conditions together.' })
export class EventFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only what happened to a team and its members.' })
  team?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what happened in a unit itself, not in those below it.' })
  unit?: string | null;
}

@Resolver(() => EventType)
export class EventResolver {
  @Query(() => EventConnection, { description: 'Everything that was recorded, the latest first.' })
  @Needs('event:read')
  events(
    @Arg('filter', () => EventFilterInput, { nullable: true, description: 'Which ones; all if not given.' })
    filter: EventFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<EventType>> {
    const teamId = filter?.team ? localId(filter.team, 'Team', 'filter.team') : null;
    const unitId = filter?.unit ? localId(filter.unit, 'AdminUnit', 'filter.unit') : null;
    return listEvents(session, { teamId, unitId }, page, fieldsAt(info, ['edges', 'node']), fieldsAt(info).has('totalCount'));
  }

  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: EventType): string {
    return globalId('Event', id);
  }

  @FieldResolver(() => ID, { description: 'Id of what it happened to; read it through `node`.' })
  subject(@Root() { subjectType, subjectUuid }: EventType): string {
    return globalId(typeOfSubject(subjectType), subjectUuid);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Who recorded it; null without permission to read events there.' })
  async actor(@Root() event: EventType, @Ctx() { session }: Context): Promise<string | null> {
    return (await mayReadAll(session, event)) ? event.actor : null;
  }

  @FieldResolver(() => GraphQLJSON, {
    nullable: true,
    description: 'What was before; null without permission to read events there. Never personal data.',
  })
  async before(@Root() event: EventType, @Ctx() { session }: Context): Promise<Record<string, unknown> | null> {
    return (await mayReadAll(session, event)) ? publicIds(event.before) : null;
  }

  @FieldResolver(() => GraphQLJSON, {
    nullable: true,
    description: 'What is after; null without permission to read events there. Never personal data.',
  })
  async after(@Root() event: EventType, @Ctx() { session }: Context): Promise<Record<string, unknown> | null> {
    return (await mayReadAll(session, event)) ? publicIds(event.after) : null;
  }

  @FieldResolver(() => EventType, { nullable: true, description: 'The event that brought it about.' })
  async cause(@Root() { causeId }: EventType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<EventType | null> {
    return causeId === null ? null : loadEvent(session, causeId, fieldsAt(info));
  }
}

/** An event that belongs to no unit is for those who read the whole province's. */
async function mayReadAll(session: Session, { unitUuid }: EventType): Promise<boolean> {
  return unitUuid === null ? reach(session.actor, 'event:read') === 'province' : reaches(session, 'event:read', unitUuid);
}
