export { freezeClosed } from './report-holder.service';
export { ReportMutationResolver } from './report-mutation.resolver';
export { ReportExcuse, ReportRound, ReportRoundUnit, ReportSlot } from './report-round.entity';
export { loadRound } from './report-round.reads';
export { ReportFormResolver, ReportRoundResolver, ReportSlotResolver } from './report-round.resolver';
export { Report, ReportNarrative, ReportStep, ReportValue, ReportVersion } from './report.entity';
export { loadReport } from './report.reads';
export { AdminUnitReportsResolver, ReportResolver, ReportVersionResolver, TeamReportsResolver } from './report.resolver';
export { AdminUnitTotalsResolver, IndicatorTotalResolver, MissingPartResolver } from './totals.resolver';
