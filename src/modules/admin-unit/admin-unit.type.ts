import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';

@ObjectType('AdminUnit', {
  implements: NodeType,
  description: 'An administrative unit (đơn vị hành chính) as it stood on one day. Everything asked of it is of that day.',
})
export class AdminUnitType extends NodeType {
  readonly __typename = 'AdminUnit';

  @Field(() => DateScalar, { description: 'The day it is read on.' })
  on: string;

  readonly levelCode: string;
  readonly parentId: string | null;

  @Field(() => String, { nullable: true, description: 'Official code (mã đơn vị hành chính); hamlets have none.' })
  code: string | null;

  @Field(() => String, { nullable: true, description: 'Code the province gives itself, unique under one parent (mã nội bộ).' })
  localCode: string | null;

  @Field(() => String, { description: 'The word before the name, e.g. "Phường".' })
  designation: string;

  @Field(() => String, { description: 'Name without its designation (tên).' })
  name: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day of this state; null if it began before any record.' })
  from: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day this state no longer holds; null if none is known.' })
  until: string | null;
}

export const AdminUnitConnection = connectionOf('AdminUnit', () => AdminUnitType);

export enum SuccessionKind {
  MERGE = 'merge',
  SPLIT = 'split',
  RENAME = 'rename',
  TRANSFER = 'transfer',
}
registerEnumType(SuccessionKind, {
  name: 'SuccessionKind',
  description: 'What became of a unit.',
  valuesConfig: {
    MERGE: { description: 'Several became one (sáp nhập).' },
    SPLIT: { description: 'One became several (chia tách).' },
    RENAME: { description: 'It goes on under another name (đổi tên).' },
    TRANSFER: { description: 'A part went to another unit (điều chỉnh địa giới).' },
  },
});

@ObjectType('Succession', { description: 'An edge from a unit that was to a unit that is (kế thừa).' })
export class SuccessionType {
  readonly unitId: string;
  readonly documentId: string | null;
  readonly on: string;

  @Field(() => SuccessionKind, { description: 'What happened.' })
  kind: SuccessionKind;

  @Field(() => DateScalar, { description: 'From which day.' })
  day: string;

  @Field(() => Float, { nullable: true, description: 'Part of the predecessor that went to the successor, 0 to 1; null if not known.' })
  share: number | null;

  @Field(() => Boolean, { description: 'False while it is only announced.' })
  confirmed: boolean;
}
