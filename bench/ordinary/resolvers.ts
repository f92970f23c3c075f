import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { In } from 'typeorm';
import { wordStarts } from '../../src/database/fold';
import { DateScalar } from '../../src/graphql/date.scalar';
import { globalId } from '../../src/graphql/global-id';
import { AdminUnitState } from '../../src/modules/admin-unit';
import { Finding as FindingRow } from '../../src/modules/finding';
import { Report as ReportRow, ReportRound } from '../../src/modules/report';
import { TeamHost, TeamMember, TeamSuspension } from '../../src/modules/team';
import { approve } from './approve';
import { byName, Context, page } from './context';
import { progressOf } from './progress';
import { ended, holdingsOf, order, teamOf, teamsIn, toReport, toUnit, unitOf, unitsIn, uuidOf } from './rows';
import {
  AdminUnitBy,
  ApproveReportInput,
  Finding,
  FindingFilter,
  Findings,
  First,
  Holdings,
  Members,
  Progress,
  Report,
  Reports,
  Team,
  TeamFilter,
  Teams,
  Unit,
  Units,
} from './types';

@Resolver(() => Unit)
export class UnitResolver {
  @Query(() => Unit, { nullable: true })
  adminUnit(
    @Arg('by', () => AdminUnitBy) by: AdminUnitBy,
    @Arg('on', () => DateScalar, { nullable: true }) on: string,
    @Ctx() context: Context,
  ) {
    context.on = on;
    return unitOf(context, uuidOf(by.id));
  }

  @FieldResolver(() => Teams)
  async teams(@Root() { uuid }: Unit, @Args(() => First) { first }: First, @Ctx() context: Context) {
    return page(await teamsIn(context, uuid), first);
  }

  @FieldResolver(() => Units)
  async children(@Root() { uuid }: Unit, @Args(() => First) { first }: First, @Ctx() context: Context) {
    const states = await context.many(AdminUnitState, 'parentId', uuid, context.holds());
    return page(states.map(toUnit).sort(byName), first);
  }

  @FieldResolver(() => Holdings)
  async quotas(@Root() { uuid }: Unit, @Args(() => First) { first }: First, @Ctx() context: Context) {
    return page(await holdingsOf(context, 'unitId', uuid), first);
  }

  @FieldResolver(() => Progress)
  progress(
    @Root() { uuid }: Unit,
    @Arg('indicator', () => String) indicator: string,
    @Arg('from', () => DateScalar) from: string,
    @Arg('until', () => DateScalar) until: string,
    @Ctx() context: Context,
  ) {
    return progressOf(context, uuid, { indicator, from, until });
  }
}

@Resolver(() => Team)
export class TeamResolver {
  @Query(() => Team, { nullable: true })
  team(@Arg('id', () => ID) id: string, @Arg('on', () => DateScalar, { nullable: true }) on: string, @Ctx() context: Context) {
    context.on = on;
    return teamOf(context, uuidOf(id));
  }

  @Query(() => Teams)
  async teams(
    @Arg('filter', () => TeamFilter) { within, kind, search }: TeamFilter,
    @Arg('first', () => Int) first: number,
    @Arg('on', () => DateScalar, { nullable: true }) on: string,
    @Ctx() context: Context,
  ) {
    context.on = on;
    const all = (await teamsIn(context, uuidOf(within), kind)).filter(({ name }) =>
      wordStarts(name).some((each) => each.startsWith(search)),
    );
    const shown = page(all, first);
    return {
      ...shown,
      totalCount: all.length,
      pageInfo: { hasNextPage: all.length > first, endCursor: shown.edges.at(-1)?.node.id ?? null },
    };
  }

  @FieldResolver(() => String)
  async status(@Root() { uuid }: Team, @Ctx() context: Context) {
    const suspended = await context.many(TeamSuspension, 'teamId', uuid, context.holds());
    return suspended.length > 0 ? 'SUSPENDED' : 'ACTIVE';
  }

  @FieldResolver(() => [Unit])
  async hosts(@Root() { uuid }: Team, @Ctx() context: Context) {
    const hosts = await context.many(TeamHost, 'teamId', uuid, context.holds());
    const units = await Promise.all(hosts.sort((a, b) => order(a.id, b.id)).map(({ unitId }) => unitOf(context, unitId)));
    return units.filter((unit) => unit !== null);
  }

  @FieldResolver(() => Members)
  async members(@Root() { uuid }: Team, @Args(() => First) { first }: First, @Ctx() context: Context) {
    const rows = await context.many(TeamMember, 'teamId', uuid, context.holds());
    const seats = ['leader', 'deputy', 'member'];
    const sorted = [...rows].sort(
      (a, b) => order(seats.indexOf(a.seat), seats.indexOf(b.seat)) || order(a.fromDay, b.fromDay) || order(a.id, b.id),
    );
    return page(
      sorted.map(({ id, seat, fromDay, untilDay, version }) => ({
        id: globalId('Member', id),
        seat: seat.toUpperCase(),
        joined: fromDay,
        left: ended(untilDay),
        version,
      })),
      first,
    );
  }

  @FieldResolver(() => Holdings)
  async quotas(@Root() { uuid }: Team, @Args(() => First) { first }: First, @Ctx() context: Context) {
    return page(await holdingsOf(context, 'teamId', uuid), first);
  }

  @FieldResolver(() => Reports)
  async reports(
    @Root() { uuid }: Team,
    @Args(() => First) { first }: First,
    @Arg('form', () => String, { nullable: true }) form: string | null,
    @Ctx() context: Context,
  ) {
    const rows = await context.many(ReportRow, 'teamId', uuid);
    const rounds = (await Promise.all(rows.map(({ roundId }) => context.many(ReportRound, 'id', roundId)))).flat();
    const all = rows
      .map((row, index) => ({ row, round: rounds[index] as ReportRound }))
      .filter(({ round }) => !form || round.formCode === form);
    all.sort((a, b) => order(b.round.fromDay, a.round.fromDay) || order(b.row.id, a.row.id));
    return page(
      all.map(({ row }) => toReport(row)),
      first,
    );
  }
}

@Resolver(() => Finding)
export class FindingResolver {
  @Query(() => Findings)
  async findings(
    @Arg('filter', () => FindingFilter) { within, rule }: FindingFilter,
    @Arg('first', () => Int) first: number,
    @Arg('on', () => DateScalar, { nullable: true }) on: string,
    @Ctx() context: Context,
  ) {
    context.on = on;
    const unit = uuidOf(within);
    const hosts = await context.many(TeamHost, 'unitId', unit, context.holds());
    const open = { rule, ...context.holds<FindingRow>() };
    const rows = await context.db.getRepository(FindingRow).find({
      where: [
        { ...open, unitId: In(await unitsIn(context, unit)) },
        { ...open, teamId: In(hosts.map(({ teamId }) => teamId)) },
      ],
      order: { since: 'ASC', findingId: 'ASC' },
    });
    const nodes = rows.map((row) => ({
      unitUuid: row.unitId,
      teamUuid: row.teamId,
      id: globalId('Finding', row.findingId),
      requirement: row.requirement,
      severity: row.severity.toUpperCase(),
      since: row.since,
      until: ended(row.untilDay),
    }));
    return { ...page(nodes, first), totalCount: nodes.length };
  }

  @FieldResolver(() => Unit, { nullable: true })
  unit(@Root() { unitUuid }: Finding, @Ctx() context: Context) {
    return unitOf(context, unitUuid);
  }

  @FieldResolver(() => Team, { nullable: true })
  team(@Root() { teamUuid }: Finding, @Ctx() context: Context) {
    return teamUuid === null ? null : teamOf(context, teamUuid);
  }
}

@Resolver(() => Report)
export class ReportResolver {
  @Mutation(() => Report)
  async approveReport(@Arg('input', () => ApproveReportInput) { reportId }: ApproveReportInput, @Ctx() { db }: Context) {
    return toReport(await approve(db, uuidOf(reportId), 'bench-ordinary'));
  }
}
