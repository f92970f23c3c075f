import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { At } from '../../database/graph/declare';
import { readConnection, readList } from '../../database/graph/read';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { Costs } from '../../graphql/cost';
import { pathOf } from '../../graphql/path';
import { reaches } from '../../auth/scope';
import { globalId } from '../../graphql/global-id';
import { OnArgs } from '../../graphql/on.args';
import { BySql, Needs } from '../../graphql/permission';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { DocumentType, loadDocument } from '../document';
import { EventType, loadEvent } from '../event';
import { checkLevel, describeVersion, explainChain, RuleCandidateType, RuleVersionType, terminologyOn } from '../province';
import { loadTeam, TeamType } from '../team';
import { FindingFilterInput } from './finding.input';
import { countsBy, FINDING, FINDING_COUNT, findingsOfProvince, toFilter } from './finding.graph';
import { loadWaiver } from './finding.reads';
import { expectedText, fixText, mayNamePost, observedText, speaker, withheldText } from './finding-text.rules';
import {
  ExpectedType,
  FindingConnection,
  FindingCountType,
  FindingDimension,
  FindingType,
  FixType,
  ObservedType,
  WaiverType,
} from './finding.type';

const FILTER = { nullable: true, description: 'Which ones; all if not given.' };

@Resolver(() => FindingType)
export class FindingResolver {
  @Query(() => FindingConnection, { description: 'What the law of a day asks for and was not so, the oldest first.' })
  @Needs('finding:read')
  @BySql()
  findings(
    @Arg('filter', () => FindingFilterInput, FILTER) filter: FindingFilterInput | null,
    @Args(() => OnArgs) { on }: OnArgs,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<FindingType>> {
    const asked = toFilter(filter);
    const rows = (at: At) => findingsOfProvince(asked, at);
    return readConnection(FINDING, { session, info, day: on ?? session.today, rows }, page);
  }

  @Query(() => [FindingCountType], {
    description: 'How many findings are open on a day, by rule, severity, kind of team or unit; the largest counts first.',
  })
  @Needs('finding:count')
  @Costs(50)
  @BySql()
  findingCounts(
    @Arg('by', () => [FindingDimension], { description: 'What to count by; an empty list counts all together.' }) by: FindingDimension[],
    @Arg('filter', () => FindingFilterInput, FILTER) filter: FindingFilterInput | null,
    @Arg('level', () => String, {
      nullable: true,
      description: "The level of units to count by, one of the vocabulary's `levels`; the last but one if not given.",
    })
    level: string | null,
    @Args(() => OnArgs) { on }: OnArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FindingCountType[]> {
    const day = on ?? session.today;
    checkLevel(session.province, { value: level, on: day, field: 'level' });
    const levelAboveLowest = terminologyOn(session.province, day).levels.at(-2)?.code ?? '';
    const asked = toFilter(filter);
    const rows = (at: At) => countsBy(asked, at, by, level ?? levelAboveLowest);
    return readList(FINDING_COUNT, { session, info, day, rows });
  }

  @FieldResolver(() => ID, { description: 'Opaque; the same breach keeps it for as long as it is open.' })
  id(@Root() { id }: FindingType): string {
    return globalId('Finding', id);
  }

  @FieldResolver(() => ObservedType, { description: 'What was found.' })
  async observed(@Root() finding: FindingType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<ObservedType> {
    if (mayNamePost(session.province, finding) && !(await reaches(session, 'person:read', finding.unitUuid))) {
      session.disclosure.withhold(pathOf(info), 'POST_MAY_BE_SENSITIVE');
      return { text: withheldText(session.locale) };
    }
    return { ...finding.observedFacts, text: observedText(speaker(session.province, session.locale, finding.on), finding) };
  }

  @FieldResolver(() => ExpectedType, { description: 'What the law asks for.' })
  expected(@Root() finding: FindingType, @Ctx() { session }: Context): ExpectedType {
    return { ...finding.expectedFacts, text: expectedText(speaker(session.province, session.locale, finding.on), finding) };
  }

  @FieldResolver(() => FixType, { description: 'The smallest change that mends it.' })
  fix(@Root() { fixFacts, on }: FindingType, @Ctx() { session }: Context): FixType {
    return { ...fixFacts, text: fixText(speaker(session.province, session.locale, on), fixFacts) };
  }

  @FieldResolver(() => [RuleVersionType], {
    description: 'The versions of the rule in force, with document and clause; both sides where law is at odds.',
  })
  winners(@Root() { rule, winnerNumbers }: FindingType, @Ctx() { session }: Context): RuleVersionType[] {
    return winnerNumbers.map((index) => describeVersion(session.province, rule, index));
  }

  @FieldResolver(() => [RuleCandidateType], { description: 'Every version of the rule, with the reason it won or lost.' })
  chain(@Root() { rule, chainFacts }: FindingType, @Ctx() { session }: Context): RuleCandidateType[] {
    return explainChain(session.province, rule, chainFacts);
  }

  @FieldResolver(() => AdminUnitType, { nullable: true, description: 'The unit it is counted in.' })
  unit(
    @Root() { unitUuid, on }: FindingType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return loadUnit(session, unitUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => TeamType, { nullable: true, description: 'The team it is about; null where a unit lacks one.' })
  async team(
    @Root() { teamUuid, on }: FindingType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType | null> {
    return teamUuid === null ? null : loadTeam(session, teamUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => EventType, {
    nullable: true,
    description: 'The event that brought it about; null where a law took effect or a deadline passed.',
  })
  async cause(
    @Root() { causeUuid }: FindingType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EventType | null> {
    return causeUuid === null ? null : loadEvent(session, causeUuid, fieldsAt(info));
  }

  @FieldResolver(() => WaiverType, { nullable: true, description: 'The waiver that holds on the day.' })
  waiver(@Root() { id, on }: FindingType, @Ctx() { session }: Context): Promise<WaiverType | null> {
    return loadWaiver(session, id, on);
  }
}

@Resolver(() => FindingCountType)
export class FindingCountResolver {
  @FieldResolver(() => AdminUnitType, { nullable: true, description: 'The unit, if counted by it.' })
  async unit(
    @Root() { unitUuid, on }: FindingCountType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return unitUuid === null ? null : loadUnit(session, unitUuid, on, fieldsAt(info));
  }
}

@Resolver(() => WaiverType)
export class WaiverResolver {
  @FieldResolver(() => DocumentType, { nullable: true, description: 'The document that says so.' })
  document(
    @Root() { documentUuid }: WaiverType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DocumentType | null> {
    return loadDocument(session, documentUuid, fieldsAt(info));
  }
}
