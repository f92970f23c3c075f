import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';
import type { Pillar } from '../../tenancy/province';
import { PillarEnum } from '../province';

@ObjectType('Outreach', { implements: NodeType, description: 'One act of a team among people (lượt hỗ trợ, hướng dẫn người dân).' })
export class OutreachType extends NodeType {
  readonly __typename = 'Outreach';
  readonly on: string;
  readonly teamUuid: string;
  readonly taskUuid: string | null;

  @Field(() => DateScalar, { description: 'The day.' })
  day: string;

  @Field(() => PillarEnum, { description: 'The pillar of work.' })
  pillar: Pillar;

  @Field(() => String, { nullable: true, description: 'Where.' })
  place: string | null;

  @Field(() => Int, { nullable: true, description: 'People reached (số người); null if not known.' })
  people: number | null;

  @Field(() => Int, { nullable: true, description: 'Households reached (số hộ); null if not known.' })
  households: number | null;

  @Field(() => String, { nullable: true, description: 'Whatever else there is to say.' })
  note: string | null;

  @Field(() => Boolean, { description: 'Whether it was cancelled: then it counts nowhere.' })
  cancelled: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was cancelled.' })
  cancelReason: string | null;

  @Field(() => Int, { description: 'Grows by one with each change; an edit names the one it saw.' })
  version: number;
}

export const OutreachConnection = connectionOf('Outreach', () => OutreachType);

@ObjectType('OutreachTotal', { description: 'Outreach of a period in one pillar. What is not known is counted as not known, never as 0.' })
export class OutreachTotalType {
  @Field(() => PillarEnum, { description: 'The pillar.' })
  pillar: Pillar;

  @Field(() => Int, { description: 'Entries of the log.' })
  entries: number;

  @Field(() => GraphQLSafeInt, { nullable: true, description: 'People reached, where known; null if it is known of no entry.' })
  people: number | null;

  @Field(() => Int, { description: 'Entries of which the number of people is not known.' })
  peopleUnknown: number;

  @Field(() => GraphQLSafeInt, { nullable: true, description: 'Households reached, where known; null if it is known of no entry.' })
  households: number | null;

  @Field(() => Int, { description: 'Entries of which the number of households is not known.' })
  householdsUnknown: number;
}
