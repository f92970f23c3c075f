import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { In } from 'typeorm';
import { DateScalar } from '../../src/graphql/date.scalar';
import { globalId, parseGlobalId } from '../../src/graphql/global-id';
import { AdminUnitClosure, AdminUnitState } from '../../src/modules/admin-unit';
import { Finding as FindingRow } from '../../src/modules/finding';
import { Quota, QuotaEntry, QuotaHolding as HoldingRow } from '../../src/modules/quota';
import { Report as ReportRow, ReportRound } from '../../src/modules/report';
import { Team as TeamRow, TeamHost, TeamMember, TeamName, TeamSuspension } from '../../src/modules/team';
import { approve } from './approve';
import { byName, Context, page } from './context';
import { progressOf } from './progress';
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

const uuidOf = (id: string) => parseGlobalId(id)?.id ?? '';
const ended = (day: string) => (day === 'infinity' ? null : day);
const order = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

const toUnit = ({ unitId, name, designation }: AdminUnitState): Unit => ({
  uuid: unitId,
  id: globalId('AdminUnit', unitId),
  name,
  designation,
});

async function unitOf(context: Context, uuid: string): Promise<Unit | null> {
  const [state] = await context.many(AdminUnitState, 'unitId', uuid, context.holds());
  return state ? toUnit(state) : null;
}

async function teamOf(context: Context, uuid: string): Promise<Team | null> {
  const [[row], [named]] = await Promise.all([context.many(TeamRow, 'id', uuid), context.many(TeamName, 'teamId', uuid, context.holds())]);
  return row && named ? { uuid, id: globalId('Team', uuid), name: named.name, foundedDay: row.fromDay, version: row.version } : null;
}

async function unitsIn(context: Context, unit: string): Promise<string[]> {
  const found = await context.many(AdminUnitClosure, 'ancestorId', unit, context.holds());
  return found.map(({ descendantId }) => descendantId);
}

async function teamsIn(context: Context, unit: string, kind?: string): Promise<Team[]> {
  const units = await unitsIn(context, unit);
  const hosts = await Promise.all(units.map((each) => context.many(TeamHost, 'unitId', each, context.holds())));
  const ids = [...new Set(hosts.flat().map(({ teamId }) => teamId))];
  const rows = await Promise.all(ids.map((id) => context.many(TeamRow, 'id', id, context.holds())));
  const teams = await Promise.all(
    rows
      .flat()
      .filter((row) => kind === undefined || row.kind === kind)
      .map(({ id }) => teamOf(context, id)),
  );
  return teams.flatMap((team) => team ?? []).sort(byName);
}

async function holdingsOf(context: Context, key: 'unitId' | 'teamId', uuid: string) {
  const rows = await context.many(HoldingRow, key, uuid);
  const shown = await Promise.all(
    rows.map(async (row) => {
      const [[quota], entries, given] = await Promise.all([
        context.many(Quota, 'id', row.quotaId),
        context.many(QuotaEntry, 'lowerId', row.id),
        row.lastDay > context.on ? context.many(QuotaEntry, 'upperId', row.id) : [],
      ]);
      if (!quota || quota.fromDay > context.on || quota.untilDay <= context.on || !entries.some(({ day }) => day <= context.on)) return [];
      const sum = (all: readonly QuotaEntry[]) =>
        all.reduce(
          (total, { day, direction, amount }) => total + (day > context.on ? 0 : direction === 'down' ? Number(amount) : -Number(amount)),
          0,
        );
      const [received, allocated] = row.lastDay <= context.on ? [Number(row.received), Number(row.allocated)] : [sum(entries), sum(given)];
      return [{ id: globalId('QuotaHolding', row.id), uuid: row.id, received, allocated }];
    }),
  );
  return shown.flat().sort((a, b) => order(a.uuid, b.uuid));
}

const toReport = ({ id, state, edit, submittedDay }: ReportRow): Report => ({
  id: globalId('Report', id),
  state: state.toUpperCase(),
  version: edit,
  submittedDay,
});

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
    const named = states.map((state) => ({ ...toUnit(state), id: state.unitId })).sort(byName);
    return page(
      named.map((unit) => ({ ...unit, id: globalId('AdminUnit', unit.uuid) })),
      first,
    );
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
    @Arg('filter', () => TeamFilter) { within, kind }: TeamFilter,
    @Arg('first', () => Int) first: number,
    @Arg('on', () => DateScalar, { nullable: true }) on: string,
    @Ctx() context: Context,
  ) {
    context.on = on;
    const all = await teamsIn(context, uuidOf(within), kind);
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
