import { In, IsNull, LessThanOrEqual, MoreThanOrEqual, Not } from 'typeorm';
import { AdminUnitClosure } from '../../src/modules/admin-unit';
import { Report, ReportRollup, ReportRound, ReportRoundUnit, ReportSlot, ReportValue, ReportVersion } from '../../src/modules/report';
import type { Context } from './context';
import type { Month, Progress } from './types';

interface Ask {
  readonly indicator: string;
  readonly from: string;
  readonly until: string;
}

interface Counted {
  readonly round: ReportRound;
  readonly above: boolean;
  expected: number;
  reported: number;
  value: number;
}

const rank = ({ reporters }: ReportRound) => (reporters === 'team' ? 0 : reporters === 'units' ? 2 : 1);

/** The rounds of a request's span, read once. */
const rounds = new WeakMap<Context, Promise<ReportRound[]>>();

function roundsIn(context: Context, { indicator, from, until }: Ask): Promise<ReportRound[]> {
  const known = rounds.get(context);
  if (known) return known;
  const found = context.db
    .getRepository(ReportRound)
    .find({ where: { fromDay: MoreThanOrEqual(from), untilDay: LessThanOrEqual(until), consolidated: false, frozenAt: Not(IsNull()) } })
    .then((all) => all.filter(({ form }) => form.indicators.some(({ code }) => code === indicator)));
  rounds.set(context, found);
  return found;
}

/** What reports in the unit itself, which nothing rolls up. */
async function addOwn(context: Context, counted: Counted, slots: readonly ReportSlot[], indicator: string): Promise<void> {
  for (const { holderId } of slots) {
    counted.expected++;
    const reports = await context.many(Report, 'holderId', holderId, { roundId: counted.round.id });
    const approved = reports[0]?.approved ?? null;
    if (approved === null) continue;
    const versions = await context.many(ReportVersion, 'reportId', reports[0]?.id as string);
    const version = versions.find(({ number }) => number === approved);
    const values = version ? await context.many(ReportValue, 'versionId', version.id, { indicator, segment: '' }) : [];
    const value = values[0]?.value ?? null;
    if (value === null) continue;
    counted.reported++;
    counted.value += Number(value);
  }
}

export async function progressOf(context: Context, unit: string, ask: Ask): Promise<Progress> {
  const all = await roundsIn(context, ask);
  const [upwards, downwards, sums, slots] = await Promise.all([
    context.many(AdminUnitClosure, 'descendantId', unit),
    context.many(AdminUnitClosure, 'ancestorId', unit),
    context.many(ReportRollup, 'unitId', unit, { roundId: In(all.map(({ id }) => id)), indicator: ask.indicator, segment: '' }),
    context.many(ReportSlot, 'unitId', unit),
  ]);
  const during = ({ fromDay, untilDay }: AdminUnitClosure, round: ReportRound) => fromDay < round.untilDay && untilDay >= round.untilDay;
  const found: Counted[] = [];
  for (const round of all) {
    const isAbove = upwards.some((each) => each.ancestorId === round.unitId && during(each, round));
    if (!isAbove && !downwards.some((each) => each.descendantId === round.unitId && each.distance > 0 && during(each, round))) continue;
    const named = isAbove && round.reporters === 'units' ? await context.many(ReportRoundUnit, 'roundId', round.id) : [];
    const above = isAbove && (round.reporters !== 'units' || named.some(({ unitId }) => unitId === unit));
    const counted = { round, above, expected: 0, reported: 0, value: 0 };
    for (const sum of sums.filter(({ roundId }) => roundId === round.id)) {
      counted.expected += sum.expected;
      counted.reported += sum.reported;
      counted.value += Number(sum.value);
    }
    await addOwn(
      context,
      counted,
      slots.filter(({ roundId }) => roundId === round.id),
      ask.indicator,
    );
    if (counted.expected > 0) found.push(counted);
  }
  const groups = new Map<string, Counted[]>();
  for (const each of found) {
    const { untilDay } = each.round;
    groups.set(untilDay, [...(groups.get(untilDay) ?? []), each]);
  }
  const months = new Map<string, Month>();
  for (const [untilDay, those] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const best = [...those].sort((a, b) => Number(b.above) - Number(a.above) || rank(a.round) - rank(b.round))[0] as Counted;
    const same = those.filter(
      ({ above, round }) => above === best.above && round.reporters === best.round.reporters && round.formCode === best.round.formCode,
    );
    const sum = (key: 'expected' | 'reported' | 'value') => same.reduce((total, each) => total + each[key], 0);
    const month = `${new Date(Date.parse(untilDay) - 86_400_000).toISOString().slice(0, 7)}-01`;
    const before = months.get(month);
    const result = sum('reported') > 0 ? sum('value') : null;
    months.set(month, {
      month,
      result: before?.result == null ? result : before.result + (result ?? 0),
      expected: (before?.expected ?? 0) + sum('expected'),
      reported: (before?.reported ?? 0) + sum('reported'),
    });
  }
  const rows = [...months.values()];
  const total = (key: 'expected' | 'reported') => rows.reduce((all, each) => all + each[key], 0);
  const results = rows.flatMap(({ result }) => result ?? []);
  return {
    result: results.length > 0 ? results.reduce((all, each) => all + each, 0) : null,
    expected: total('expected'),
    reported: total('reported'),
    months: rows,
  };
}
