import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { AdminUnitClosure } from '../../src/modules/admin-unit';
import { Event } from '../../src/modules/event';
import {
  Report,
  ReportRollup,
  ReportRound,
  ReportSlot,
  ReportStep,
  ReportTally,
  ReportValue,
  ReportVersion,
} from '../../src/modules/report';

/** Approves a report for the first time, entity by entity in one transaction. */
export function approve(db: DataSource, id: string, actor: string): Promise<Report> {
  return db.transaction(async (manager) => {
    const report = await manager.findOneOrFail(Report, { where: { id, state: 'submitted' }, lock: { mode: 'pessimistic_write' } });
    const version = await manager.findOneByOrFail(ReportVersion, { reportId: id, number: report.latest });
    const values = await manager.findBy(ReportValue, { versionId: version.id });
    const round = await manager.findOneByOrFail(ReportRound, { id: report.roundId });
    const slot = await manager.findOneBy(ReportSlot, { roundId: round.id, holderId: report.holderId });
    const closure = slot ? await manager.findBy(AdminUnitClosure, { descendantId: slot.unitId }) : [];
    const placedOn = slot?.placedOn ?? '';
    const above = closure.filter(({ distance, fromDay, untilDay }) => distance > 0 && fromDay <= placedOn && untilDay > placedOn);
    const at = new Date();
    Object.assign(version, { approvedBy: actor, approvedAt: at });
    Object.assign(report, { state: 'approved', edit: report.edit + 1, approved: report.latest });
    await manager.save(version);
    await manager.save(report);
    for (const { ancestorId: unitId } of round.frozenAt === null ? [] : above) {
      const shared = { roundId: round.id, unitId, expected: 0, folded: false };
      for (const { indicator, segment, value } of values)
        await manager.insert(ReportRollup, {
          ...shared,
          id: uuid(),
          indicator,
          segment,
          reported: value === null ? 0 : 1,
          unknown: value === null ? 1 : 0,
          value: value ?? '0',
        });
      await manager.insert(ReportTally, { ...shared, id: uuid(), onTime: 0, late: 0, excused: 0, approved: 1 });
    }
    await manager.insert(ReportStep, { id: uuid(), reportId: id, number: report.latest, step: 'approve', actor, at, note: null });
    await manager.insert(Event, {
      id: uuid(),
      at,
      day: at.toISOString().slice(0, 10),
      actor,
      action: 'report.approved',
      subjectType: 'report',
      subjectId: id,
      teamId: report.teamId,
      unitId: report.unitId,
      before: null,
      after: { version: report.latest, hash: version.hash } as object,
      causeId: null,
    });
    return report;
  });
}
