import { Field, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';

@ObjectType('Event', {
  implements: NodeType,
  description: 'One change on record (sự kiện), written in the same transaction as the change.',
})
export class EventType extends NodeType {
  readonly __typename = 'Event';
  readonly subjectType: string;
  readonly subjectUuid: string;
  readonly causeId: string | null;

  @Field(() => String, { description: '`<subject>.<what happened>`, e.g. `team.founded`.' })
  action: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was recorded.' })
  at: Date;

  @Field(() => DateScalar, { description: 'Day from which the change holds.' })
  day: string;

  readonly unitUuid: string | null;
  readonly actor: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

export const EventConnection = connectionOf('Event', () => EventType);
