import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { Refusal } from '../../errors';
import { refuseBefore } from '../../tenancy/refuse-day';
import { addDays } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import { cite } from '../document';
import type { Citation } from '../document';
import type { Writing } from '../event';
import { Finding, Waiver } from './finding.entity';

export interface WaiverRequest {
  readonly findingId: string;
  readonly document: Citation;
  readonly reason: string;
  readonly from?: Day | null;
  /** Last day it holds. */
  readonly through: Day;
}

/** Waives a finding for a time; it stays on record, marked. @throws Refusal NOT_FOUND, FORBIDDEN, DAY_TOO_EARLY. */
export async function waiveFinding(writing: Writing, { findingId, document, reason, from, through }: WaiverRequest): Promise<void> {
  const { manager, session } = writing;
  const finding = await manager.findOne(Finding, { where: { findingId }, order: { fromDay: 'DESC' } });
  if (!finding) throw new Refusal('NOT_FOUND', { type: 'Finding', field: 'findingId' });
  await requireReach(session, 'finding:waive', finding.unitId);
  const fromDay = from ?? session.today;
  refuseBefore({
    field: 'through',
    value: through,
    bound: fromDay,
    reason: { en: 'the waiver begins then', vi: 'miễn trừ bắt đầu từ ngày đó' },
  });
  const cited = await cite(writing, document, 'waiver-decision', 'document');
  await manager.insert(Waiver, { id: uuid(), findingId, documentId: cited.id, reason, fromDay, untilDay: addDays(through, 1) });
  writing.record({
    action: 'finding.waived',
    subjectId: findingId,
    unitId: finding.unitId,
    day: fromDay,
    after: { rule: finding.rule, requirement: finding.requirement, through, reason, documentId: cited.id },
  });
}
