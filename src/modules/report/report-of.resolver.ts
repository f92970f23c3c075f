import { Arg, Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { AdminUnitType } from '../admin-unit';
import { TeamType } from '../team';
import { ReportPeriodFilterInput } from './report-round.input';
import { loadRoundsOf } from './report-round.reads';
import { ReportRoundConnection, ReportRoundType } from './report-round.type';
import { loadReportsOf } from './report.reads';
import { ReportConnection, ReportType } from './report.type';

const FORM = { nullable: true, description: 'Only on the form with this code.' };

/** What reports add to a team. */
@Resolver(() => TeamType)
export class TeamReportsResolver {
  @FieldResolver(() => ReportConnection, { description: 'Its reports, those of the latest period first.' })
  reports(
    @Root() { id }: TeamType,
    @Arg('form', () => String, FORM) form: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<ReportType>> {
    return loadReportsOf(session, id, form, page, fieldsAt(info, ['edges', 'node']), fieldsAt(info).has('totalCount'));
  }
}

/** What reports add to a unit. */
@Resolver(() => AdminUnitType)
export class AdminUnitReportsResolver {
  @FieldResolver(() => ReportConnection, { description: 'Its own reports, not those of its teams, those of the latest period first.' })
  reports(
    @Root() { id }: AdminUnitType,
    @Arg('form', () => String, FORM) form: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<ReportType>> {
    return loadReportsOf(session, id, form, page, fieldsAt(info, ['edges', 'node']), fieldsAt(info).has('totalCount'));
  }

  @FieldResolver(() => ReportRoundConnection, { description: 'The rounds that it asked for, those of the latest period first.' })
  reportRounds(
    @Root() { id }: AdminUnitType,
    @Arg('filter', () => ReportPeriodFilterInput, { nullable: true, description: 'Which ones; all if not given.' })
    filter: ReportPeriodFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<ReportRoundType>> {
    return loadRoundsOf(session, id, filter ?? {}, page, fieldsAt(info, ['edges', 'node']), fieldsAt(info).has('totalCount'));
  }
}
