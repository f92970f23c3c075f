import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { Refusal } from '../../errors';
import type { Day } from '../../tenancy/day';
import { FOUNDING_DECISION } from '../../tenancy/province';
import type { TeamKind } from '../../tenancy/province';
import { AdminUnitClosure, checkNotFar, stateOn } from '../admin-unit';
import type { AdminUnitState } from '../admin-unit';
import { cite } from '../document';
import type { Citation } from '../document';
import { insertMany } from '../event';
import type { Writing } from '../event';
import { teamKindsOn, teamName, terminologyOn } from '../province';
import { join } from './member.service';
import type { NewMember } from './member.service';
import { Organisation, Team, TeamDocument, TeamHost } from './team.entity';
import { nameTeams } from './team-name.service';

export interface Founding {
  readonly kind: string;
  readonly decision: Citation;
  /** First day of the team; the day of the decision if not said. */
  readonly from?: Day | null;
  readonly host: {
    readonly unitIds?: readonly string[] | null;
    readonly organisation?: { readonly name: string; readonly unitId: string } | null;
  };
  /** What the terminology of the day calls it, if not said. */
  readonly name?: string | null;
  readonly regulation?: Citation | null;
  readonly members?: readonly NewMember[] | null;
}

const REGULATION = 'working-regulation';

/** Founds a team, with its regulation and first members if they are known. Returns its id. */
export async function foundTeam(writing: Writing, input: Founding): Promise<string> {
  const { manager, session } = writing;
  const decision = await cite(writing, input.decision, FOUNDING_DECISION, 'decision');
  const from = input.from ?? decision.issuedDay;
  checkNotFar(session.today, from, 'from');
  const host = await findHost(writing, input, from);
  for (const { unitId } of host.states) await requireReach(session, 'team:write', unitId);
  await checkKind(writing, input, host, from);

  const id = uuid();
  const organisationId = input.host.organisation ? uuid() : null;
  if (input.host.organisation) await manager.insert(Organisation, { id: organisationId as string, ...input.host.organisation });
  await manager.insert(Team, { id, kind: input.kind, organisationId, foundingDocumentId: decision.id, fromDay: from });
  const name = input.name ?? teamName(terminologyOn(session.province, from).team, host.names);
  await nameTeams(writing, [{ teamId: id, name, fromDay: from, documentId: decision.id }]);
  await insertMany(
    manager,
    TeamHost,
    host.states.map(({ unitId }) => ({ id: uuid(), teamId: id, unitId, fromDay: from })),
  );
  const regulation = input.regulation ? await cite(writing, input.regulation, REGULATION, 'regulation') : null;
  await insertMany(
    manager,
    TeamDocument,
    [decision, ...(regulation ? [regulation] : [])].map((document) => ({
      id: uuid(),
      teamId: id,
      documentId: document.id,
      fromDay: document === decision || document.issuedDay < from ? from : document.issuedDay,
    })),
  );
  const unitId = (host.states[0] as AdminUnitState).unitId;
  const causeId = writing.record({
    action: 'team.founded',
    subjectId: id,
    teamId: id,
    unitId,
    day: from,
    after: {
      kind: input.kind,
      name,
      unitIds: host.states.map((state) => state.unitId),
      documentId: decision.id,
      regulationId: regulation?.id ?? null,
    },
  });
  await join(writing, { id, fromDay: from, untilDay: 'infinity' }, input.members ?? [], { unitId, causeId });
  return id;
}

interface Host {
  readonly type: 'unit' | 'organisation';
  readonly states: readonly AdminUnitState[];
  readonly names: readonly string[];
}

async function findHost(writing: Writing, { host }: Founding, from: Day): Promise<Host> {
  if (host.organisation)
    return {
      type: 'organisation',
      states: [await stateOn(writing, host.organisation.unitId, from, 'host.organisation.unitId')],
      names: [host.organisation.name],
    };
  const states: AdminUnitState[] = [];
  for (const unitId of new Set(host.unitIds)) states.push(await stateOn(writing, unitId, from, 'host.unitIds'));
  const [first] = states as [AdminUnitState];
  if (states.some((state) => state.parentId !== first.parentId || state.level !== first.level))
    throw new Refusal('UNITS_NOT_SIBLINGS', { day: from });
  return { type: 'unit', states, names: states.map(({ designation, name }) => `${designation.toLocaleLowerCase('vi')} ${name}`) };
}

/** The kind must be one of the province's; where such a team lives is structure, who may found it is law. */
async function checkKind(writing: Writing, { kind }: Founding, host: Host, from: Day): Promise<void> {
  const { province } = writing.session;
  const first = host.states[0] as AdminUnitState;
  const kinds = teamKindsOn(province, await codesAbove(writing, first.unitId, from), from);
  const found: TeamKind | undefined = kinds.find(({ code }) => code === kind);
  if (!found) throw new Refusal('UNKNOWN_CODE', { field: 'kind', value: kind, day: from, allowed: kinds.map(({ code }) => code) });
  const fits = found.host.type === 'organisation' ? host.type === 'organisation' : host.type === 'unit' && first.level === found.host.level;
  if (!fits)
    throw new Refusal('HOST_MISMATCH', { kind, expected: found.host.type === 'unit' ? found.host.level : 'organisation', field: 'host' });
}

/** Official codes of a unit and of all above it on a day, nearest first. */
export async function codesAbove({ manager }: Pick<Writing, 'manager'>, unitId: string, day: Day): Promise<string[]> {
  const found = await manager
    .createQueryBuilder(AdminUnitClosure, 'c')
    .innerJoin('admin_unit_state', 's', 's.unit_id = c.ancestor_id AND s.from_day <= :day AND s.until_day > :day', { day })
    .where('c.descendant_id = :unitId AND c.from_day <= :day AND c.until_day > :day AND s.code IS NOT NULL', { unitId, day })
    .orderBy('c.distance')
    .select('s.code', 'code')
    .getRawMany<{ code: string }>();
  return found.map(({ code }) => code);
}
