import { ArgsType, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar } from '../../src/graphql/date.scalar';

type Class<T extends object> = abstract new (...args: never[]) => T;

function Connection<T extends object>(node: Class<T> & (new () => T)) {
  @ObjectType(`${node.name}Edge`)
  class Edge {
    @Field(() => node) node: T;
  }
  @ObjectType(`${node.name}Connection`)
  class Connection {
    @Field(() => [Edge]) edges: Edge[];
  }
  return Connection;
}

@ArgsType()
export class First {
  @Field(() => Int, { defaultValue: 20 }) first: number;
}

@ObjectType()
export class Member {
  @Field(() => ID) id: string;
  @Field() seat: string;
  @Field(() => DateScalar) joined: string;
  @Field(() => DateScalar, { nullable: true }) left: string | null;
  @Field(() => Int) version: number;
}

@ObjectType()
export class Report {
  @Field(() => ID) id: string;
  @Field() state: string;
  @Field(() => Int) version: number;
  @Field(() => DateScalar, { nullable: true }) submittedDay: string | null;
}

@ObjectType()
export class QuotaHolding {
  @Field(() => ID) id: string;
  @Field(() => Float) received: number;
  @Field(() => Float) allocated: number;
}

@ObjectType()
export class Month {
  @Field(() => DateScalar) month: string;
  @Field(() => Float, { nullable: true }) result: number | null;
  @Field(() => Int) expected: number;
  @Field(() => Int) reported: number;
}

@ObjectType()
export class Progress {
  @Field(() => Float, { nullable: true }) result: number | null;
  @Field(() => Int) expected: number;
  @Field(() => Int) reported: number;
  @Field(() => [Month]) months: Month[];
}

@ObjectType()
export class Unit {
  uuid: string;
  @Field(() => ID) id: string;
  @Field() name: string;
  @Field() designation: string;
}

@ObjectType()
export class Team {
  uuid: string;
  @Field(() => ID) id: string;
  @Field() name: string;
  @Field(() => DateScalar) foundedDay: string;
  @Field(() => Int) version: number;
}

@ObjectType()
export class Finding {
  unitUuid: string;
  teamUuid: string | null;
  @Field(() => ID) id: string;
  @Field() requirement: string;
  @Field() severity: string;
  @Field(() => DateScalar) since: string;
  @Field(() => DateScalar, { nullable: true }) until: string | null;
}

@ObjectType()
export class PageInfo {
  @Field() hasNextPage: boolean;
  @Field({ nullable: true }) endCursor: string;
}

export const Members = Connection(Member);
export const Reports = Connection(Report);
export const Holdings = Connection(QuotaHolding);
export const Units = Connection(Unit);
@ObjectType('CountedTeams')
export class Teams extends Connection(Team) {
  rows?: number;
  @Field(() => Int) totalCount: number;
  @Field(() => PageInfo) pageInfo: PageInfo;
}
@ObjectType('CountedFindings')
export class Findings extends Connection(Finding) {
  @Field(() => Int) totalCount: number;
}

@InputType()
export class AdminUnitBy {
  @Field(() => ID) id: string;
}
@InputType()
export class TeamFilter {
  @Field(() => ID) within: string;
  @Field() kind: string;
  @Field() search: string;
}
export enum RuleName {
  TEAM_SIZE = 'teamSize',
  COVERAGE = 'coverage',
  TEAM_KINDS = 'teamKinds',
  POSTS = 'posts',
  SKILLS = 'skills',
  CONSTITUENCIES = 'constituencies',
  REPORTING = 'reporting',
}
registerEnumType(RuleName, { name: 'RuleName' });
@InputType()
export class FindingFilter {
  @Field(() => ID) within: string;
  @Field(() => RuleName) rule: RuleName;
}
@InputType()
export class ApproveReportInput {
  @Field(() => ID) reportId: string;
  @Field() expectedHash: string;
}
