import { Arg, Args, Ctx, Field, FieldResolver, ID, Info, InputType, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSON } from 'graphql-scalars';
import { IsOptional, MaxLength } from 'class-validator';
import { reach } from '../../auth/permissions';
import { reaches } from '../../auth/scope';
import { readConnection } from '../../database/graph/read';
import type { Page } from '../../database/page';
import type { Session } from '../../database/session';
import { fieldsAt } from '../../database/select';
import { Refusal } from '../../errors';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { globalId, optionalId, parseGlobalId } from '../../graphql/global-id';
import { BySql, Needs } from '../../graphql/permission';
import { isSensitivePost } from '../province';
import { EVENT } from './event.graph';
import { eventsMatching, loadEvent } from './event.reads';
import { publicIds, typeOfSubject } from './public-ids.rules';
import { EventConnection, EventType } from './event.type';

@InputType('EventFilter', { description: 'Which events to list; all conditions together.' })
export class EventFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only what happened to a team and its members.' })
  team?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what happened in a unit itself, not in those below it.' })
  unit?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only what happened to one thing: a team, a member, a person, a unit, a task, a report.',
  })
  subject?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what an event brought about.' })
  cause?: string | null;

  @Field(() => String, { nullable: true, description: 'Only what one actor recorded.' })
  @IsOptional()
  @MaxLength(200)
  actor?: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Recorded from this instant on.' })
  from?: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Recorded before this instant.' })
  until?: Date | null;
}

@Resolver(() => EventType)
export class EventResolver {
  @Query(() => EventConnection, { description: 'Everything that was recorded, the latest first.' })
  @Needs('event:read')
  @BySql()
  events(
    @Arg('filter', () => EventFilterInput, { nullable: true, description: 'Which ones; all if not given.' })
    filter: EventFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<EventType>> {
    const teamId = optionalId(filter?.team, 'Team', 'filter.team');
    const unitId = optionalId(filter?.unit, 'AdminUnit', 'filter.unit');
    const subjectId = filter?.subject == null ? null : subjectOf(filter.subject);
    const causeId = optionalId(filter?.cause, 'Event', 'filter.cause');
    const { actor, from, until } = filter ?? {};
    const rows = eventsMatching(session, { teamId, unitId, subjectId, causeId, actor, from, until });
    return readConnection(EVENT, { session, info, day: session.today, rows: () => rows }, page);
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
    return (await mayReadAll(session, event)) ? publicIds(await shown(session, event.before, event)) : null;
  }

  @FieldResolver(() => GraphQLJSON, {
    nullable: true,
    description: 'What is after; null without permission to read events there. Never personal data.',
  })
  async after(@Root() event: EventType, @Ctx() { session }: Context): Promise<Record<string, unknown> | null> {
    return (await mayReadAll(session, event)) ? publicIds(await shown(session, event.after, event)) : null;
  }

  @FieldResolver(() => EventType, { nullable: true, description: 'The event that brought it about.' })
  async cause(@Root() { causeId }: EventType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<EventType | null> {
    return causeId === null ? null : loadEvent(session, causeId, fieldsAt(info));
  }
}

/** Any type's id: two things of different types never have the same. @throws Refusal NOT_FOUND. */
function subjectOf(id: string): string {
  const parsed = parseGlobalId(id);
  if (!parsed) throw new Refusal('NOT_FOUND', { type: 'Node', field: 'filter.subject' });
  return parsed.id;
}

/** The content of an event without a post that tells something sensitive of a person whose data the actor does not keep. */
async function shown(
  session: Session,
  content: Record<string, unknown> | null,
  { unitUuid }: EventType,
): Promise<Record<string, unknown> | null> {
  const post = content?.post;
  if (content === null || (post !== null && (typeof post !== 'string' || !isSensitivePost(session.province, post)))) return content;
  if (unitUuid !== null && (await reaches(session, 'person:read', unitUuid))) return content;
  const { post: _, ...rest } = content;
  return rest;
}

/** An event that belongs to no unit is for those who read the whole province's. */
async function mayReadAll(session: Session, { unitUuid }: EventType): Promise<boolean> {
  return unitUuid === null ? reach(session.actor, 'event:read') === 'province' : reaches(session, 'event:read', unitUuid);
}
