export { openDueRounds } from './due-rounds.service';
export { foldRollups } from './fold-rollups.service';
export {
  AdminUnitIndicatorProgressResolver,
  CountedPeriodResolver,
  IndicatorProgressResolver,
  QuotaHoldingProgressResolver,
  TeamIndicatorProgressResolver,
} from './progress.resolver';
export { CLOSING, freezeClosed, roundsToFreeze } from './report-holder.service';
export { QuotaSplitResolver } from './propose-split.resolver';
export { PrefilledValueResolver, ReportRoundPrefillResolver } from './prefill.resolver';
export { ReportMutationResolver } from './report-mutation.resolver';
export { ReportRollup, ReportTally } from './report-rollup.entity';
export { ReportExcuse, ReportRound, ReportRoundUnit, ReportSlot } from './report-round.entity';
export { loadRound } from './report-round.reads';
export { CompletenessResolver, ReportFormResolver, ReportRoundResolver, ReportSlotResolver } from './report-round.resolver';
export { Report, ReportNarrative, ReportStep, ReportValue, ReportVersion } from './report.entity';
export { loadReport } from './report.reads';
export { AdminUnitReportsResolver, TeamReportsResolver } from './report-of.resolver';
export { ReportResolver, ReportVersionResolver } from './report.resolver';
export { AdminUnitTotalsResolver, IndicatorTotalResolver, MissingPartResolver } from './totals.resolver';
export { differencesOf, rebuildRollups, roundsToVerify, seedUnseeded } from './verify-rollups.service';
export type { RollupDifference } from './verify-rollups.service';
export { REPORT_GRAPH } from './report.graph';
