import type { Session } from '../../src/database/session';
import type { Writing } from '../../src/modules/event';
import { Report, ReportVersion } from '../../src/modules/report';
import { saveDraft } from '../../src/modules/report/report-draft.service';
import type { DraftChange, GivenNarrative } from '../../src/modules/report/report-draft.service';
import { approveReport } from '../../src/modules/report/approve-report.service';
import { amendReport, returnReport, submitReport } from '../../src/modules/report/report-step.service';
import type { Holder } from '../../src/modules/team';
import type { Day } from '../../src/tenancy/day';
import { changeOn } from './actors';
import type { DemoActor } from './actors';

export interface DemoReport {
  readonly holder: Holder;
  /** Null is "not known". */
  readonly values?: Readonly<Record<string, number | null>>;
  readonly narratives?: readonly GivenNarrative[];
}

const drafted = (roundId: string, { holder, values = {}, narratives = [] }: DemoReport, expectedVersion: number): DraftChange => ({
  roundId,
  holder,
  expectedVersion,
  values: Object.entries(values).map(([code, value]) => ({ code, segment: '', value })),
  narratives,
});

/** Writes some reports and hands them in. @returns their ids. */
export function handIn(session: Session, by: DemoActor, day: Day, roundId: string, reports: readonly DemoReport[]): Promise<string[]> {
  return changeOn(session, by, day, async (writing) => {
    const ids: string[] = [];
    for (const report of reports) {
      const id = await saveDraft(writing, drafted(roundId, report, 0));
      await submitReport(writing, id, 1);
      ids.push(id);
    }
    return ids;
  });
}

/** Approves some reports as they stand. */
export function approveAll(session: Session, by: DemoActor, day: Day, reportIds: readonly string[]): Promise<void> {
  return changeOn(session, by, day, async (writing) => {
    for (const id of reportIds) await approveReport(writing, id, await latestHash(writing, id));
  });
}

export function giveBack(session: Session, by: DemoActor, day: Day, reportId: string, reason: string): Promise<void> {
  return changeOn(session, by, day, (writing) => returnReport(writing, reportId, reason));
}

/** Writes in a report again, after it was returned or to amend it for a reason, and hands it in. */
export function mend(
  session: Session,
  by: DemoActor,
  day: Day,
  { roundId, reportId, report, amendFor }: { roundId: string; reportId: string; report: DemoReport; amendFor?: string },
): Promise<void> {
  return changeOn(session, by, day, async (writing) => {
    if (amendFor) await amendReport(writing, reportId, amendFor);
    await saveDraft(writing, drafted(roundId, report, await editOf(writing, reportId)));
    await submitReport(writing, reportId, await editOf(writing, reportId));
  });
}

async function editOf({ manager }: Writing, id: string): Promise<number> {
  return (await manager.findOneByOrFail(Report, { id })).edit;
}

async function latestHash({ manager }: Writing, reportId: string): Promise<string> {
  const { latest } = await manager.findOneByOrFail(Report, { id: reportId });
  return (await manager.findOneByOrFail(ReportVersion, { reportId, number: latest })).hash as string;
}
