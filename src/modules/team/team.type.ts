import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';
import type { Seat } from '../../tenancy/province';

export enum TeamStatus {
  PLANNED = 'PLANNED',
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  DISSOLVED = 'DISSOLVED',
  MERGED = 'MERGED',
}
registerEnumType(TeamStatus, {
  name: 'TeamStatus',
  description: 'Where a team is in its life on a day.',
  valuesConfig: {
    PLANNED: { description: 'Founded by a decision that takes effect later.' },
    ACTIVE: { description: 'At work (đang hoạt động).' },
    SUSPENDED: { description: 'Paused by a decision (tạm dừng).' },
    DISSOLVED: { description: 'Ended by a decision (giải thể).' },
    MERGED: { description: 'Absorbed by another team (sáp nhập); see `mergedInto`.' },
  },
});

export enum TeamOrder {
  NAME = 'NAME',
  FOUNDED_LATEST = 'FOUNDED_LATEST',
}
registerEnumType(TeamOrder, {
  name: 'TeamOrder',
  description: 'How teams are ordered.',
  valuesConfig: {
    NAME: { description: 'By the name of the day, in Vietnamese order.' },
    FOUNDED_LATEST: { description: 'By the first day, the team founded last coming first.' },
  },
});

export enum SeatEnum {
  LEADER = 'leader',
  DEPUTY = 'deputy',
  MEMBER = 'member',
}
registerEnumType(SeatEnum, {
  name: 'Seat',
  description: 'A seat in a team.',
  valuesConfig: {
    LEADER: { description: 'Leader (tổ trưởng); one at a time.' },
    DEPUTY: { description: 'Deputy (tổ phó).' },
    MEMBER: { description: 'Ordinary member (thành viên).' },
  },
});

@ObjectType('Organisation', { description: 'An enterprise, agency or other body with a team of its own (tổ chức, doanh nghiệp).' })
export class OrganisationType {
  readonly unitUuid: string;
  readonly on: string;

  @Field(() => String, { description: 'Its name.' })
  name: string;
}

@ObjectType('TeamNamePeriod', { description: 'A name a team had, and when.' })
export class TeamNameType {
  @Field(() => String, { description: 'The name.' })
  name: string;

  @Field(() => DateScalar, { description: 'First day of the name.' })
  from: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day it was no longer called that.' })
  until: string | null;
}

@ObjectType('Team', {
  implements: NodeType,
  description: 'A community digital team (Tổ công nghệ số cộng đồng, Tổ chuyển đổi số cộng đồng) as it stood on one day.',
})
export class TeamType extends NodeType {
  readonly __typename = 'Team';

  @Field(() => DateScalar, { description: 'The day it is read on.' })
  on: string;

  readonly kindCode: string;
  readonly organisationUuid: string | null;
  readonly foundingDocumentUuid: string;
  readonly mergedIntoUuid: string | null;

  @Field(() => String, { description: 'Its name on the day; the last one if it has ended.' })
  name: string;

  @Field(() => TeamStatus, { description: 'Where it is in its life on the day.' })
  status: TeamStatus;

  @Field(() => DateScalar, { description: 'Its first day (ngày thành lập).' })
  foundedDay: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day it no longer exists; null while none is known.' })
  endedDay: string | null;

  readonly contactChannel: string | null;

  @Field(() => Int, { description: 'Grows by one with each change; an edit names the one it saw.' })
  version: number;
}

export const TeamConnection = connectionOf('Team', () => TeamType);

@ObjectType('Member', { implements: NodeType, description: "A person's time in a team in one seat (thành viên)." })
export class MemberType extends NodeType {
  readonly __typename = 'Member';
  readonly on: string;
  readonly teamUuid: string;
  readonly personUuid: string;
  /** A unit of the team, by which it is decided who may see the person. */
  readonly unitUuid: string;
  readonly postCode: string | null;
  readonly constituencyCodes: string[];
  readonly skillCodes: string[];

  @Field(() => SeatEnum, { description: 'The seat.' })
  seat: Seat;

  @Field(() => DateScalar, { description: 'First day in this seat.' })
  joined: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day no longer in this seat; null while none is known.' })
  left: string | null;

  @Field(() => Int, { description: 'Grows by one with each change; an edit names the one it saw.' })
  version: number;
}

export const MemberConnection = connectionOf('Member', () => MemberType);
