import { Arg, Ctx, FieldResolver, ID, Info, Int, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { factsOf } from '../../database/graph/made';
import { fieldsAt } from '../../database/select';
import type { Context } from '../../graphql/context';
import { optionalId } from '../../graphql/global-id';
import { Needs } from '../../graphql/permission';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { inLanguage, Language, LegalDocumentType } from '../province';
import { loadTeam, TeamType } from '../team';
import { loadDirective } from './directive.reads';
import { legalDocumentOf } from './legal-document.rules';
import { milestonesFrom } from './milestone.graph';
import type { MilestoneFacts } from './milestone.graph';
import {
  loadMilestones,
  loadNotReceived,
  loadProgress,
  loadReturnReasons,
  loadTeamsFounded,
  MOST_NAMED,
  MOST_REASONS,
} from './progress.reads';
import { MilestoneType, NotReceivedType, ReturnReasonType, TaskProgressType } from './progress.type';

const NO_FIELDS: ReadonlySet<string> = new Set();

/** What the work of teams adds to a unit. */
@Resolver(() => AdminUnitType)
export class AdminUnitProgressResolver {
  @FieldResolver(() => TaskProgressType, {
    nullable: true,
    description:
      'How far the tasks of the teams in and below it are on the day, of all directives or of one; null if there is no such directive.',
  })
  @Needs('progress:read')
  async taskProgress(
    @Root() { id, on }: AdminUnitType,
    @Arg('directive', () => ID, {
      nullable: true,
      description: 'Only of this directive, and of those of other units that ask for the same thing.',
    })
    directive: string | null,
    @Ctx() { session }: Context,
  ): Promise<TaskProgressType | null> {
    const directiveId = optionalId(directive, 'Directive', 'directive');
    if (directiveId !== null && !(await loadDirective(session, directiveId, on, NO_FIELDS))) return null;
    return loadProgress(session, id, directiveId, on);
  }

  @FieldResolver(() => [MilestoneType], { description: 'The milestones that the timeline of the day has for it, by their due days.' })
  @Needs('progress:read')
  async milestones(@Root() unit: AdminUnitType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<MilestoneType[]> {
    const facts = factsOf<MilestoneFacts>(unit, info);
    return facts ? milestonesFrom(session, facts) : loadMilestones(session, unit.id, unit.on);
  }
}

@Resolver(() => TaskProgressType)
export class TaskProgressResolver {
  @FieldResolver(() => [ReturnReasonType], {
    description: `Why tasks are returned, the most frequent reason first, at most ${MOST_REASONS}; \`tasks\` lists the tasks.`,
  })
  returnReasons(@Root() { unitUuid, directiveUuid, on }: TaskProgressType, @Ctx() { session }: Context): Promise<ReturnReasonType[]> {
    return loadReturnReasons(session, unitUuid, directiveUuid, on);
  }

  @FieldResolver(() => NotReceivedType, {
    nullable: true,
    description: 'Who has not got the directive; null if not asked of one directive.',
  })
  async notReceived(
    @Root() { unitUuid, directiveUuid, on }: TaskProgressType,
    @Ctx() { session }: Context,
  ): Promise<NotReceivedType | null> {
    return directiveUuid === null ? null : loadNotReceived(session, unitUuid, directiveUuid, on);
  }
}

@Resolver(() => NotReceivedType)
export class NotReceivedResolver {
  @FieldResolver(() => [AdminUnitType], { description: `These units, at most ${MOST_NAMED}.` })
  async units(
    @Root() { unitUuids, on }: NotReceivedType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType[]> {
    const units = await Promise.all(unitUuids.map((id) => loadUnit(session, id, on, fieldsAt(info))));
    return units.filter((unit) => unit !== null);
  }

  @FieldResolver(() => [TeamType], { description: `These teams, at most ${MOST_NAMED}.` })
  async teams(
    @Root() { teamUuids, on }: NotReceivedType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType[]> {
    const teams = await Promise.all(teamUuids.map((id) => loadTeam(session, id, on, fieldsAt(info))));
    return teams.filter((team) => team !== null);
  }
}

@Resolver(() => MilestoneType)
export class MilestoneResolver {
  @FieldResolver(() => String, { description: 'Its name.' })
  name(
    @Root() { nameVi, nameEn }: MilestoneType,
    @Arg('language', () => Language, { nullable: true, description: 'Language of the name; that of the request if not given.' })
    language: Language | null,
    @Ctx() { session }: Context,
  ): string {
    return inLanguage({ vi: nameVi, en: nameEn }, language, session.locale);
  }

  @FieldResolver(() => LegalDocumentType, { description: 'The document that names it.' })
  legalDocument(@Root() { legalDocumentKey }: MilestoneType, @Ctx() { session }: Context): LegalDocumentType {
    return legalDocumentOf(session.province, legalDocumentKey);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many units have met it by the day and in time; null where no data tells, which is not 0.',
  })
  async done(@Root() milestone: MilestoneType, @Ctx() { session }: Context): Promise<number | null> {
    return milestone.perUnitOf === null ? null : (await loadTeamsFounded(session, milestone)).done;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many units are to meet it; null where no data tells.' })
  async of(@Root() milestone: MilestoneType, @Ctx() { session }: Context): Promise<number | null> {
    return milestone.perUnitOf === null ? null : (await loadTeamsFounded(session, milestone)).of;
  }

  @FieldResolver(() => [AdminUnitType], {
    nullable: true,
    description: 'The units that have not met it in time; null where no data tells.',
  })
  async missing(
    @Root() milestone: MilestoneType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType[] | null> {
    if (milestone.perUnitOf === null) return null;
    const { missing } = await loadTeamsFounded(session, milestone);
    const units = await Promise.all(missing.map((id) => loadUnit(session, id, milestone.on, fieldsAt(info))));
    return units.filter((unit) => unit !== null);
  }
}
