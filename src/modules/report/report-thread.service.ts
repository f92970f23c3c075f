import { v7 as uuid } from 'uuid';
import { insertMany } from '../event';
import type { Writing } from '../event';
import { ReportStep } from './report.entity';
import type { Report } from './report.entity';

/** Of whom the events of a report tell. */
export function subject({ id, teamId, unitId }: Pick<Report, 'id' | 'teamId' | 'unitId'>): {
  subjectId: string;
  teamId: string | null;
  unitId: string;
} {
  return { subjectId: id, teamId, unitId };
}

/** Adds a step to the report's thread. */
export async function addStep(writing: Writing, report: Report, step: string, note: string | null): Promise<void> {
  const { manager, session } = writing;
  await insertMany(manager, ReportStep, [
    { id: uuid(), reportId: report.id, number: report.latest, step, actor: session.actor.id, at: session.now, note },
  ]);
}
