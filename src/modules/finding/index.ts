export { Finding, Waiver } from './finding.entity';
export { loadFinding } from './finding.reads';
export { AdminUnitFindingsResolver, FindingMutationResolver, TeamFindingsResolver } from './finding-of.resolver';
export { FindingCountResolver, FindingResolver, WaiverResolver } from './finding.resolver';
export { coveredLevels, judgeChanges, judgeTeams, judgeUnits } from './judge.service';
export { RuleResolver } from './rule.resolver';
export { FINDING_GRAPH } from './finding.graph';
