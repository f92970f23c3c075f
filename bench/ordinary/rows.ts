import { globalId, parseGlobalId } from '../../src/graphql/global-id';
import { AdminUnitClosure, AdminUnitState } from '../../src/modules/admin-unit';
import { Quota, QuotaEntry, QuotaHolding as HoldingRow } from '../../src/modules/quota';
import type { Report as ReportRow } from '../../src/modules/report';
import { Team as TeamRow, TeamHost, TeamName } from '../../src/modules/team';
import { byName } from './context';
import type { Context } from './context';
import type { Report, Team, Unit } from './types';

export const uuidOf = (id: string) => parseGlobalId(id)?.id ?? '';
export const ended = (day: string) => (day === 'infinity' ? null : day);
export const order = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

export const toUnit = ({ unitId, name, designation }: AdminUnitState): Unit => ({
  uuid: unitId,
  id: globalId('AdminUnit', unitId),
  name,
  designation,
});

export async function unitOf(context: Context, uuid: string): Promise<Unit | null> {
  const [state] = await context.many(AdminUnitState, 'unitId', uuid, context.holds());
  return state ? toUnit(state) : null;
}

export async function teamOf(context: Context, uuid: string): Promise<Team | null> {
  const [[row], [named]] = await Promise.all([context.many(TeamRow, 'id', uuid), context.many(TeamName, 'teamId', uuid, context.holds())]);
  return row && named ? { uuid, id: globalId('Team', uuid), name: named.name, foundedDay: row.fromDay, version: row.version } : null;
}

export async function unitsIn(context: Context, unit: string): Promise<string[]> {
  const found = await context.many(AdminUnitClosure, 'ancestorId', unit, context.holds());
  return found.map(({ descendantId }) => descendantId);
}

export async function teamsIn(context: Context, unit: string, kind?: string): Promise<Team[]> {
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

export async function holdingsOf(context: Context, key: 'unitId' | 'teamId', uuid: string) {
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

export const toReport = ({ id, state, edit, submittedDay }: ReportRow): Report => ({
  id: globalId('Report', id),
  state: state.toUpperCase(),
  version: edit,
  submittedDay,
});
