import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { DateScalar } from '../../graphql/date.scalar';
import { RULE_NAMES } from '../../tenancy/province';
import type { RuleName, Term } from '../../tenancy/province';
import type { Verdict, VerdictReason } from '../../tenancy/rule';
import { CodedType } from './coded.type';

/** An enum from a list of names, each its own value. */
function enumOf<T extends string>(names: readonly T[]): Record<T, T> {
  return Object.fromEntries(names.map((name) => [name, name])) as Record<T, T>;
}

/** TEAM_SIZE for teamSize: names as GraphQL writes them, values as the contract does. */
export const RuleNameEnum = Object.fromEntries(RULE_NAMES.map((name) => [name.replace(/[A-Z]/g, '_$&').toUpperCase(), name]));
registerEnumType(RuleNameEnum, { name: 'RuleName', description: 'A rule that every province answers (quy định).' });

export const OutcomeEnum = enumOf(['VALUE', 'NO_RULE', 'NONE', 'CONFLICT']);
registerEnumType(OutcomeEnum, {
  name: 'RuleOutcome',
  description: 'What the law of a day comes to.',
  valuesConfig: {
    VALUE: { description: 'A value is in force.' },
    NO_RULE: { description: 'A document leaves it open, or the province states none; `reason` says why.' },
    NONE: { description: 'Nothing was ever said for this subject and day.' },
    CONFLICT: { description: 'Two statements can not both hold; the chain shows both.' },
  },
});

const VERDICTS: readonly Verdict[] = ['WON', 'TIGHTENED', 'LOST'];
export const VerdictEnum = enumOf(VERDICTS);
registerEnumType(VerdictEnum, {
  name: 'RuleVerdict',
  description: 'How a version of a rule fared.',
  valuesConfig: {
    WON: { description: 'It is the value in force, or the wider part of it.' },
    TIGHTENED: { description: 'It is in force, added to a wider one.' },
    LOST: { description: 'It is not in force here; `reason` says why.' },
  },
});

const REASONS: readonly VerdictReason[] = [
  'IN_FORCE',
  'NOT_YET_IN_FORCE',
  'NO_LONGER_IN_FORCE',
  'OTHER_UNIT',
  'OTHER_LEVEL',
  'OTHER_KIND',
  'LATER_VERSION',
  'NARROWER_SCOPE',
  'TIGHTENS_WIDER',
  'CONFLICTING_SCOPE',
];
export const VerdictReasonEnum = enumOf(REASONS);
registerEnumType(VerdictReasonEnum, {
  name: 'RuleVerdictReason',
  description: 'Why a version of a rule won or lost.',
  valuesConfig: {
    IN_FORCE: { description: 'In force on the day, and nothing later or narrower speaks.' },
    NOT_YET_IN_FORCE: { description: 'It begins on a later day.' },
    NO_LONGER_IN_FORCE: { description: 'It ended before the day.' },
    OTHER_UNIT: { description: 'It is limited to a unit that the subject does not lie in.' },
    OTHER_LEVEL: { description: 'It is limited to another level.' },
    OTHER_KIND: { description: 'It is limited to another kind of team.' },
    LATER_VERSION: { description: 'A later version with the same scope took its place.' },
    NARROWER_SCOPE: { description: 'A version for a narrower scope took its place.' },
    TIGHTENS_WIDER: { description: 'It adds to a wider version.' },
    CONFLICTING_SCOPE: { description: 'It contradicts another version of which neither is narrower, or which it can not be added to.' },
  },
});

@ObjectType('DocumentStatement', { description: 'What one source says of the day a document was issued.' })
export class IssueStatementType {
  @Field(() => DateScalar, { description: 'The day it names.' })
  day: string;

  @Field(() => String, { description: 'Where it is stated.' })
  source: string;
}

@ObjectType('LegalDocument', { description: 'A document that rules come from (văn bản).' })
export class LegalDocumentType {
  @Field(() => String, { description: 'Its name in the rules.' })
  key: string;

  @Field(() => String, { nullable: true, description: 'Number and sign as printed (số, ký hiệu); null if no source states it.' })
  number?: string;

  @Field(() => String, { description: 'Its title (trích yếu).' })
  title: string;

  @Field(() => String, { description: 'Who issued it (cơ quan ban hành).' })
  issuer: string;

  @Field(() => [IssueStatementType], { description: 'The day it was issued as each source states it; the first is the one used.' })
  issued: readonly IssueStatementType[];

  @Field(() => Boolean, { description: 'False for guidance that advises only.' })
  binding: boolean;

  @Field(() => String, { description: 'Where its text was read.' })
  source: string;
}

@ObjectType('RuleVersion', { description: 'One dated statement of law.' })
export class RuleVersionType {
  @Field(() => Int, { description: "Place in the rule's list, from 1." })
  number: number;

  @Field(() => DateScalar, { description: 'First day in force.' })
  from: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day no longer in force.' })
  until?: string;

  @Field(() => String, { nullable: true, description: 'Official code of the unit it is limited to.' })
  unitCode?: string;

  @Field(() => String, { nullable: true, description: 'Level it is limited to.' })
  level?: string;

  @Field(() => String, { nullable: true, description: 'Team kind it is limited to.' })
  kind?: string;

  @Field(() => Boolean, { description: 'Whether it adds to a wider version instead of taking its place.' })
  tightens: boolean;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What it says; null where the document leaves it open.' })
  value: unknown;

  @Field(() => LegalDocumentType, { description: 'The document it comes from.' })
  document: LegalDocumentType;

  @Field(() => String, { description: 'The clause (điều, khoản, mục).' })
  clause: string;

  @Field(() => String, { nullable: true, description: "The clause's own words." })
  quote?: string;
}

@ObjectType('RuleCandidate', { description: 'How one version fared for a subject on a day.' })
export class RuleCandidateType {
  @Field(() => RuleVersionType, { description: 'The version.' })
  version: RuleVersionType;

  @Field(() => VerdictEnum, { description: 'Whether it is in force here.' })
  verdict: Verdict;

  @Field(() => VerdictReasonEnum, { description: 'Why.' })
  reason: VerdictReason;

  @Field(() => Int, { nullable: true, description: 'Number of the version that beat or joined it.' })
  by?: number;
}

@ObjectType('RuleResolution', { description: 'The law of a day for a unit and kind of team, and how it came to be.' })
export class RuleResolutionType {
  @Field(() => RuleNameEnum, { description: 'The rule.' })
  rule: RuleName;

  @Field(() => OutcomeEnum, { description: 'What it comes to.' })
  outcome: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The value in force.' })
  value?: unknown;

  @Field(() => String, { nullable: true, description: 'Why there is no rule.' })
  reason?: string;

  @Field(() => [RuleCandidateType], { description: 'Every version of the rule, with the reason it won or lost.' })
  chain: readonly RuleCandidateType[];
}

@ObjectType('Vocabulary', { description: 'The words of the province on a day (danh mục).' })
export class VocabularyType {
  @Field(() => CodedType, { description: 'What a team is called (tên gọi của Tổ).' })
  team: CodedType;

  @Field(() => [CodedType], { description: 'Administrative levels, top down (cấp hành chính).' })
  levels: CodedType[];

  @Field(() => [CodedType], { description: 'Seats in a team (vị trí trong Tổ).' })
  seats: CodedType[];

  @Field(() => [CodedType], { description: 'Posts held outside the team (chức danh).' })
  posts: CodedType[];

  @Field(() => [CodedType], { description: 'Groups that members come from (thành phần).' })
  constituencies: CodedType[];

  @Field(() => [CodedType], { description: 'Skills (kỹ năng).' })
  skills: CodedType[];

  @Field(() => [CodedType], { description: 'Who may issue decisions (cơ quan, người ban hành).' })
  authorities: CodedType[];

  @Field(() => [CodedType], { description: 'Kinds of documents (loại văn bản).' })
  documentTypes: CodedType[];

  @Field(() => [CodedType], { description: 'Kinds of teams (loại Tổ).' })
  teamKinds: CodedType[];
}

@ObjectType('Province', { description: 'The province whose API this is (tỉnh, thành phố).' })
export class ProvinceType {
  @Field(() => String, { description: "Its name in the API's path." })
  slug: string;

  @Field(() => String, { description: 'Official code.' })
  code: string;

  readonly term: Term;
}
