import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';

export enum RequestKindEnum {
  ACCESS = 'access',
  CORRECTION = 'correction',
  ERASURE = 'erasure',
  RESTRICTION = 'restriction',
}
registerEnumType(RequestKindEnum, {
  name: 'PersonRequestKind',
  description: 'What a person asks for.',
  valuesConfig: {
    ACCESS: { description: 'To see the data, or to have it as a document (cung cấp dữ liệu).' },
    CORRECTION: { description: 'To have it corrected (chỉnh sửa).' },
    ERASURE: { description: 'To have it erased (xóa).' },
    RESTRICTION: { description: 'To have its use restricted, or to object to it (hạn chế, phản đối xử lý).' },
  },
});

export enum RequestStatusEnum {
  OPEN = 'open',
  DONE = 'done',
  REFUSED = 'refused',
}
registerEnumType(RequestStatusEnum, {
  name: 'PersonRequestStatus',
  description: 'Where a request stands.',
  valuesConfig: {
    OPEN: { description: 'Not answered yet.' },
    DONE: { description: 'Done as asked.' },
    REFUSED: { description: 'Refused, with the reason.' },
  },
});

@ObjectType('PersonRequest', { implements: NodeType, description: "A person's request about their data (yêu cầu của chủ thể dữ liệu)." })
export class PersonRequestType extends NodeType {
  readonly __typename = 'PersonRequest';
  readonly personUuid: string;

  @Field(() => RequestKindEnum, { description: 'What is asked for.' })
  kind: RequestKindEnum;

  @Field(() => DateScalar, { description: 'The day it came; it does not count.' })
  receivedDay: string;

  @Field(() => DateScalar, { description: 'The last day to answer: the second working day after.' })
  dueDay: string;

  @Field(() => Boolean, { description: "Whether the year's days off were not announced yet, so that the deadline may move." })
  provisional: boolean;

  @Field(() => RequestStatusEnum, { description: 'Where it stands.' })
  status: RequestStatusEnum;

  @Field(() => Boolean, { description: 'Whether it is open and its last day has passed.' })
  overdue: boolean;

  @Field(() => String, { nullable: true, description: 'What was noted as it came.' })
  note: string | null;

  @Field(() => String, { nullable: true, description: 'How it was answered, or why it was refused.' })
  reason: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day it was answered.' })
  closedDay: string | null;
}

export const PersonRequestConnection = connectionOf('PersonRequest', () => PersonRequestType);

@ObjectType('PersonExport', { description: 'Everything kept about one person (bản sao dữ liệu của một người).' })
export class PersonExportType {
  @Field(() => DateScalar, { description: 'The day it was made.' })
  madeOn: string;

  @Field(() => GraphQLJSON, {
    description: 'One document: `person`, `memberships`, `tasks`, `events`, `requests`, `reads`. Actors stand as events name them.',
  })
  document: Record<string, unknown>;
}
