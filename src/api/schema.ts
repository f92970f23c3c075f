import { defaultFieldResolver, isInputObjectType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { holds } from '../auth/permissions';
import type { Permission } from '../auth/permissions';
import { notAllowed } from '../auth/scope';
import { READ } from '../database/graph/compile';
import { graphOf } from '../database/graph/read';
import type { Context } from '../graphql/context';
import {
  AccountMutationResolver,
  AccountResolver,
  ApiKeyMutationResolver,
  ApiKeyResolver,
  OwnAccountResolver,
  SignInResolver,
} from '../modules/account';
import { AdminUnitMutationResolver, AdminUnitResolver, SuccessionResolver } from '../modules/admin-unit';
import { DocumentResolver } from '../modules/document';
import { EventResolver } from '../modules/event';
import {
  AdminUnitFindingsResolver,
  FindingCountResolver,
  FindingMutationResolver,
  FindingResolver,
  RuleResolver,
  TeamFindingsResolver,
  WaiverResolver,
} from '../modules/finding';
import { AdminUnitFiguresResolver, IndicatorResolver, LegalTargetResolver, UnitFigureResolver } from '../modules/indicator';
import { PersonResolver } from '../modules/person';
import { PersonalReadResolver, PersonRequestResolver } from '../modules/personal-data';
import { CodedResolver, ProvinceResolver } from '../modules/province';
import {
  AdminUnitQuotasResolver,
  QuotaEntryResolver,
  QuotaHoldingResolver,
  QuotaMutationResolver,
  QuotaResolver,
  QuotaShareResolver,
  TeamQuotasResolver,
} from '../modules/quota';
import {
  AdminUnitDirectivesResolver,
  AdminUnitOutreachResolver,
  AdminUnitProgressResolver,
  DirectiveMutationResolver,
  DirectiveResolver,
  ExpandTimelineResultResolver,
  MilestoneResolver,
  NotReceivedResolver,
  OutreachMutationResolver,
  OutreachResolver,
  PassOnResultResolver,
  TaskMutationResolver,
  TaskProgressResolver,
  TaskResolver,
  TaskStatePeriodResolver,
  TeamOutreachResolver,
  TeamTasksResolver,
  TimelineItemResolver,
} from '../modules/task';
import {
  AdminUnitIndicatorProgressResolver,
  AdminUnitReportsResolver,
  AdminUnitTotalsResolver,
  CompletenessResolver,
  CountedPeriodResolver,
  IndicatorProgressResolver,
  IndicatorTotalResolver,
  MissingPartResolver,
  PrefilledValueResolver,
  QuotaSplitResolver,
  QuotaHoldingProgressResolver,
  ReportFormResolver,
  ReportMutationResolver,
  ReportResolver,
  ReportRoundPrefillResolver,
  ReportRoundResolver,
  ReportSlotResolver,
  ReportVersionResolver,
  TeamIndicatorProgressResolver,
  TeamReportsResolver,
} from '../modules/report';
import {
  AdminUnitTeamsResolver,
  MemberMutationResolver,
  MemberResolver,
  OrganisationResolver,
  TeamMutationResolver,
  TeamResolver,
} from '../modules/team';
import { GrantMutationResolver, GrantResolver } from '../modules/grant';
import { checkArgument } from './check-arguments';
import { rememberCommits } from './faults';
import { graphOfSchema } from './graph';
import { NodeResolver } from './node.resolver';
import { checkPublic, policyOf } from './policy';

const RESOLVERS = [
  NodeResolver,
  ProvinceResolver,
  CodedResolver,
  RuleResolver,
  EventResolver,
  AccountResolver,
  AccountMutationResolver,
  SignInResolver,
  OwnAccountResolver,
  ApiKeyResolver,
  ApiKeyMutationResolver,
  DocumentResolver,
  AdminUnitResolver,
  SuccessionResolver,
  AdminUnitMutationResolver,
  PersonResolver,
  TeamResolver,
  OrganisationResolver,
  MemberResolver,
  AdminUnitTeamsResolver,
  TeamMutationResolver,
  MemberMutationResolver,
  GrantResolver,
  GrantMutationResolver,
  FindingResolver,
  FindingCountResolver,
  WaiverResolver,
  AdminUnitFindingsResolver,
  TeamFindingsResolver,
  FindingMutationResolver,
  IndicatorResolver,
  AdminUnitFiguresResolver,
  UnitFigureResolver,
  LegalTargetResolver,
  QuotaResolver,
  QuotaHoldingResolver,
  QuotaEntryResolver,
  QuotaShareResolver,
  AdminUnitQuotasResolver,
  TeamQuotasResolver,
  QuotaMutationResolver,
  DirectiveResolver,
  TimelineItemResolver,
  ExpandTimelineResultResolver,
  PassOnResultResolver,
  AdminUnitDirectivesResolver,
  DirectiveMutationResolver,
  TaskResolver,
  TaskStatePeriodResolver,
  TeamTasksResolver,
  TaskMutationResolver,
  OutreachResolver,
  TeamOutreachResolver,
  AdminUnitOutreachResolver,
  OutreachMutationResolver,
  AdminUnitProgressResolver,
  TaskProgressResolver,
  NotReceivedResolver,
  MilestoneResolver,
  ReportRoundResolver,
  ReportFormResolver,
  ReportSlotResolver,
  ReportResolver,
  ReportVersionResolver,
  IndicatorTotalResolver,
  MissingPartResolver,
  QuotaSplitResolver,
  AdminUnitTotalsResolver,
  AdminUnitReportsResolver,
  TeamReportsResolver,
  ReportRoundPrefillResolver,
  PrefilledValueResolver,
  CompletenessResolver,
  IndicatorProgressResolver,
  CountedPeriodResolver,
  AdminUnitIndicatorProgressResolver,
  TeamIndicatorProgressResolver,
  QuotaHoldingProgressResolver,
  ReportMutationResolver,
  PersonalReadResolver,
  PersonRequestResolver,
] as const;

/** The one schema of every province. type-graphql keeps its metadata in the process, so it is built once. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchemaSync({ resolvers: RESOLVERS, validateFn: checkArgument });
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) query.description = 'What can be asked. Everything dated takes a day, `on`; what is asked below it is read on the same day.';
  if (mutation)
    mutation.description = 'What can be recorded. Each is one transaction: it happens with its events and findings, or not at all.';
  checkPublic(schema);
  const graph = graphOfSchema(schema);
  schema.extensions = { ...schema.extensions, graph };
  for (const type of Object.values(schema.getTypeMap())) {
    // type-graphql prints the directive but does not know what it means.
    if (isInputObjectType(type) && type.astNode?.directives?.some(({ name }) => name.value === 'oneOf')) type.isOneOf = true;
    if (isObjectType(type)) for (const field of Object.values(type.getFields())) guard(schema, type, field);
  }
  for (const field of Object.values(mutation?.getFields() ?? {})) rememberCommits(field);
  return schema;
}

/** The permission a field names, if it does. */
export function permissionOf(field: GraphQLField<unknown, unknown>): Permission | undefined {
  return field.extensions.permission as Permission | undefined;
}

/**
 * Closed by default: a root field without a permission stops the service, one that is not held is refused before anything is read. A field that
 * leads to rows takes their permission, whatever it hangs on; what is public is shown to everybody, and whatever hangs on the same things is not.
 * What was read for a field with the row it hangs on is its answer.
 */
export function guard(schema: GraphQLSchema, type: GraphQLObjectType, field: GraphQLField<unknown, Context>): void {
  const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
  if (isRoot && permissionOf(field as GraphQLField<unknown, unknown>) === undefined)
    throw new Error(`${type.name}.${field.name} names no permission; mark it with @Needs('…').`);
  const { anyOf = [], nullWithout } = policyOf(type, field as GraphQLField<unknown, unknown>) ?? {};
  const mayBeRead = graphOf({ schema })?.isRead(type.name, field.name) ?? false;
  if (anyOf.length === 0 && nullWithout === undefined && !mayBeRead) return;
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (source, args, context, info) => {
    if (isRoot && context.failed?.has(info.path.key)) throw context.failed.get(info.path.key);
    const { actor } = context.session;
    const [needed] = anyOf;
    if (needed && !anyOf.some((permission) => holds(actor, permission))) throw notAllowed(actor, needed);
    if (nullWithout && !holds(actor, nullWithout)) return null;
    if (mayBeRead) {
      const read = READ + info.path.key;
      if (read in (source as object)) return (source as Record<string, unknown>)[read];
    }
    return resolve(source, args, context, info);
  };
}
