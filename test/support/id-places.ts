import type { Things } from './every-write';

/** What an id can be of. */
export type Kind = Exclude<keyof Things, 'hamlets' | 'teams' | 'reports' | 'hash'> | 'hamlet' | 'team' | 'report';

/** Every place in an input of a mutation that takes an id, and what the id is of. */
export const TARGETS: Readonly<Record<string, Kind>> = {
  'resetAccount.accountId': 'account',
  'disableAccount.accountId': 'account',
  'enableAccount.accountId': 'account',
  'revokeApiKey.apiKeyId': 'apiKey',
  'addAdminUnit.parentId': 'commune',
  'addAdminUnit.decision.existing': 'document',
  'renameAdminUnit.unitId': 'hamlet',
  'renameAdminUnit.decision.existing': 'document',
  'mergeAdminUnits.unitIds': 'hamlet',
  'mergeAdminUnits.decision.existing': 'document',
  'recordUnitFigures.figures.unitId': 'commune',
  'recordUnitFigures.source.existing': 'document',
  'foundTeam.host.unitIds': 'hamlet',
  'foundTeam.host.organisation.unitId': 'commune',
  'foundTeam.decision.existing': 'document',
  'foundTeam.regulation.existing': 'document',
  'foundTeam.members.person.existing': 'person',
  'renameTeams.teamIds': 'team',
  'renameTeams.decision.existing': 'document',
  'recordTeamDocument.teamIds': 'team',
  'recordTeamDocument.document.existing': 'document',
  'setTeamContact.teamId': 'team',
  'suspendTeam.teamId': 'team',
  'suspendTeam.decision.existing': 'document',
  'resumeTeam.teamId': 'team',
  'dissolveTeam.teamId': 'team',
  'dissolveTeam.decision.existing': 'document',
  'mergeTeams.intoTeamId': 'team',
  'mergeTeams.teamIds': 'team',
  'mergeTeams.unitIds': 'hamlet',
  'mergeTeams.decision.existing': 'document',
  'addMembers.teamId': 'team',
  'addMembers.members.person.existing': 'person',
  'changeMember.memberId': 'member',
  'removeMember.memberId': 'member',
  'correctPerson.personId': 'person',
  'recordPersonRequest.personId': 'person',
  'closePersonRequest.requestId': 'request',
  'erasePerson.personId': 'person',
  'giveQuota.unitId': 'commune',
  'giveQuota.document.existing': 'document',
  'changeQuota.quotaId': 'quota',
  'changeQuota.document.existing': 'document',
  'allocateQuota.quotaId': 'quota',
  'allocateQuota.fromUnitId': 'commune',
  'allocateQuota.shares.holder.unitId': 'hamlet',
  'allocateQuota.shares.holder.teamId': 'team',
  'allocateQuota.document.existing': 'document',
  'takeBackQuota.quotaId': 'quota',
  'takeBackQuota.holder.unitId': 'hamlet',
  'takeBackQuota.holder.teamId': 'team',
  'moveQuota.quotaId': 'quota',
  'moveQuota.holder.unitId': 'hamlet',
  'moveQuota.holder.teamId': 'team',
  'moveQuota.to.unitId': 'hamlet',
  'moveQuota.to.teamId': 'team',
  'grantRole.unitId': 'commune',
  'grantRole.teamId': 'team',
  'revokeGrant.grantId': 'grant',
  'waiveFinding.findingId': 'finding',
  'waiveFinding.document.existing': 'document',
  'giveDirective.unitId': 'commune',
  'giveDirective.document.existing': 'document',
  'expandTimeline.unitId': 'commune',
  'passOnDirective.directiveId': 'directive',
  'passOnDirective.to.unitIds': 'hamlet',
  'passOnDirective.to.teamIds': 'team',
  'moveTask.taskId': 'task',
  'assignTask.taskId': 'task',
  'assignTask.memberIds': 'member',
  'addTaskEvidence.taskId': 'task',
  'logOutreach.teamId': 'team',
  'logOutreach.taskId': 'task',
  'correctOutreach.outreachId': 'outreach',
  'correctOutreach.taskId': 'task',
  'cancelOutreach.outreachId': 'outreach',
  'openReportRound.unitId': 'commune',
  'openReportRound.reporters.unitIds': 'commune',
  'openReportRound.document.existing': 'document',
  'excuseReport.roundId': 'round',
  'excuseReport.holder.teamId': 'team',
  'excuseReport.holder.unitId': 'commune',
  'saveReportDraft.roundId': 'round',
  'saveReportDraft.holder.teamId': 'team',
  'saveReportDraft.holder.unitId': 'commune',
  'submitReport.reportId': 'report',
  'returnReport.reportId': 'report',
  'approveReport.reportId': 'report',
  'amendReport.reportId': 'report',
  'commentReport.reportId': 'report',
};
/** Resuming looks at the team's state before its document, and no team here is suspended. */
export const UNREACHED = ['resumeTeam.decision.existing'];
export const TYPES: Readonly<Record<Kind, string>> = {
  commune: 'AdminUnit',
  hamlet: 'AdminUnit',
  team: 'Team',
  member: 'Member',
  person: 'Person',
  request: 'PersonRequest',
  document: 'Document',
  finding: 'Finding',
  event: 'Event',
  account: 'Account',
  grant: 'Grant',
  apiKey: 'ApiKey',
  quota: 'Quota',
  directive: 'Directive',
  task: 'Task',
  outreach: 'Outreach',
  round: 'ReportRound',
  report: 'Report',
};

/** The input with an id at a path, in place of whatever else stands there. */
export function put(input: unknown, [name, ...rest]: readonly string[], id: string): unknown {
  if (name === undefined) return id;
  const before = input as Record<string, unknown>;
  if (name === 'existing') return { existing: id };
  if (name === 'unitIds' && before.organisation === undefined && Object.keys(before).length === 1) return { unitIds: [id] };
  if (name === 'organisation') return { organisation: { name: 'Công ty', unitId: id } };
  if (name === 'holder') return { ...before, holder: { [rest[0] as string]: id } };
  if (name === 'to' && rest[0]?.endsWith('Ids')) return { ...before, to: { [rest[0]]: [id] } };
  if ((name === 'unitId' || name === 'teamId') && Object.keys(before).every((key) => key === 'unitId' || key === 'teamId'))
    return { [name]: id };
  const value = before[name];
  if (Array.isArray(value)) return { ...before, [name]: [...value.slice(0, -1), put(value.at(-1), rest, id)] };
  return { ...before, [name]: put(value, rest, id) };
}
