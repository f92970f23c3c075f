export { Organisation, Team, TeamDocument, TeamHost, TeamName, TeamSuspension } from './team.entity';
export { TeamMember } from './member.entity';
