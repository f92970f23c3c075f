import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { fieldsAt } from '../../database/select';
import type { Session } from '../../database/session';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { Needs } from '../../graphql/permission';
import { toCitation } from '../document';
import { write } from '../event';
import type { Writing } from '../event';
import { recordTeamDocument, renameTeams, resumeTeam, setTeamContact, suspendTeam } from './change-team.service';
import type { TeamDecision } from './change-team.service';
import { dissolveTeam, mergeTeams } from './end-team.service';
import { foundTeam } from './found-team.service';
import { toNewMember } from './member-mutation.resolver';
import {
  FoundTeamInput,
  MergeTeamsInput,
  RecordTeamDocumentInput,
  RenameTeamsInput,
  SetTeamContactInput,
  TeamDecisionInput,
} from './team.input';
import { loadTeam } from './team.reads';
import { TeamType } from './team.type';

const INPUT = { description: 'What to record.' };

@Resolver()
export class TeamMutationResolver {
  @Mutation(() => TeamType, { description: 'Founds a team by a decision, with its regulation and first members if they are known.' })
  @Needs('team:write')
  async foundTeam(
    @Arg('input', () => FoundTeamInput, INPUT) input: FoundTeamInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType> {
    const { organisation, unitIds } = input.host;
    const founded = await write(session, { name: 'foundTeam', input, idempotencyKey: input.idempotencyKey }, async (writing) => ({
      id: await foundTeam(writing, {
        ...input,
        host: {
          unitIds: unitIds?.map((id) => localId(id, 'AdminUnit', 'host.unitIds')),
          organisation: organisation && {
            name: organisation.name,
            unitId: localId(organisation.unitId, 'AdminUnit', 'host.organisation.unitId'),
          },
        },
        decision: toCitation(input.decision, 'decision'),
        regulation: input.regulation && toCitation(input.regulation, 'regulation'),
        members: input.members?.map(toNewMember),
      }),
    }));
    const on = input.from ?? input.decision.new?.issuedDay ?? session.today;
    return (await loadTeam(session, founded.id, on, fieldsAt(info))) as TeamType;
  }

  @Mutation(() => [TeamType], {
    description: 'Renames teams from a day on: to what the terminology calls them, or one of them individually. They stay the same teams.',
  })
  @Needs('team:write')
  async renameTeams(
    @Arg('input', () => RenameTeamsInput, INPUT) input: RenameTeamsInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType[]> {
    const teamIds = toTeamIds(input.teamIds);
    await write(session, { name: 'renameTeams', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await renameTeams(writing, { ...input, teamIds, decision: toCitation(input.decision, 'decision') });
      return teamIds;
    });
    return loadTeams(session, teamIds, input.from, info);
  }

  @Mutation(() => [TeamType], { description: "Records a document that is the teams' own: a regulation, a yearly plan." })
  @Needs('team:write')
  async recordTeamDocument(
    @Arg('input', () => RecordTeamDocumentInput, INPUT) input: RecordTeamDocumentInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType[]> {
    const teamIds = toTeamIds(input.teamIds);
    await write(session, { name: 'recordTeamDocument', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await recordTeamDocument(writing, teamIds, input.type, toCitation(input.document, 'document'));
      return teamIds;
    });
    return loadTeams(session, teamIds, session.today, info);
  }

  @Mutation(() => TeamType, { description: 'Says how anybody reaches a team (kênh liên hệ). Everybody sees it, without a token.' })
  @Needs('team:write')
  async setTeamContact(
    @Arg('input', () => SetTeamContactInput, INPUT) input: SetTeamContactInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType> {
    const teamId = localId(input.teamId, 'Team', 'teamId');
    await write(session, { name: 'setTeamContact', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await setTeamContact(writing, { ...input, teamId });
      return teamId;
    });
    return (await loadTeam(session, teamId, session.today, fieldsAt(info))) as TeamType;
  }

  @Mutation(() => TeamType, { description: "Pauses a team's work; it stays founded, with its members." })
  @Needs('team:write')
  suspendTeam(
    @Arg('input', () => TeamDecisionInput, INPUT) input: TeamDecisionInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType> {
    return decide(session, 'suspendTeam', input, suspendTeam, info);
  }

  @Mutation(() => TeamType, { description: 'Ends a suspension.' })
  @Needs('team:write')
  resumeTeam(
    @Arg('input', () => TeamDecisionInput, INPUT) input: TeamDecisionInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType> {
    return decide(session, 'resumeTeam', input, resumeTeam, info);
  }

  @Mutation(() => TeamType, { description: 'Dissolves a team; its memberships end with it.' })
  @Needs('team:write')
  dissolveTeam(
    @Arg('input', () => TeamDecisionInput, INPUT) input: TeamDecisionInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType> {
    return decide(session, 'dissolveTeam', input, dissolveTeam, info);
  }

  @Mutation(() => TeamType, {
    description:
      'Merges teams into one of them, which keeps its identity. Everybody moves along; heads of the teams that end become ordinary members.',
  })
  @Needs('team:write')
  async mergeTeams(
    @Arg('input', () => MergeTeamsInput, INPUT) input: MergeTeamsInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType> {
    const intoTeamId = localId(input.intoTeamId, 'Team', 'intoTeamId');
    await write(session, { name: 'mergeTeams', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await mergeTeams(writing, {
        intoTeamId,
        teamIds: toTeamIds(input.teamIds),
        decision: toCitation(input.decision, 'decision'),
        from: input.from,
        unitIds: input.unitIds?.map((id) => localId(id, 'AdminUnit', 'unitIds')),
      });
      return intoTeamId;
    });
    return (await loadTeam(session, intoTeamId, input.from, fieldsAt(info))) as TeamType;
  }
}

async function decide(
  session: Session,
  name: string,
  input: TeamDecisionInput,
  change: (writing: Writing, decision: TeamDecision) => Promise<void>,
  info: GraphQLResolveInfo,
): Promise<TeamType> {
  const teamId = localId(input.teamId, 'Team', 'teamId');
  await write(session, { name, input, idempotencyKey: input.idempotencyKey }, async (writing) => {
    await change(writing, { ...input, teamId, decision: toCitation(input.decision, 'decision') });
    return teamId;
  });
  return (await loadTeam(session, teamId, input.from, fieldsAt(info))) as TeamType;
}

function toTeamIds(ids: readonly string[]): string[] {
  return ids.map((id) => localId(id, 'Team', 'teamIds'));
}

async function loadTeams(session: Session, ids: readonly string[], on: string, info: GraphQLResolveInfo): Promise<TeamType[]> {
  const teams = await Promise.all(ids.map((id) => loadTeam(session, id, on, fieldsAt(info))));
  return teams.filter((team) => team !== null);
}
