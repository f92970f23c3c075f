import { Account, AccountSession, ApiKey, RecoveryCode, RefreshToken, SignInCount } from './modules/account';
import { Budget } from './database/budget.entity';
import { ListTally } from './database/list-tally.entity';
import { AdminUnit, AdminUnitClosure, AdminUnitState, AdminUnitSuccession, AdminUnitTerm } from './modules/admin-unit';
import { Document } from './modules/document';
import { Event, EventSeal, IdempotencyKey } from './modules/event';
import { Finding, Waiver } from './modules/finding';
import { ActorGrant } from './modules/grant';
import { UnitFigure } from './modules/indicator';
import { Person } from './modules/person';
import { PersonalRead, PersonalReadSubject, PersonRequest } from './modules/personal-data';
import { ProvinceState } from './modules/province';
import { Quota, QuotaEntry, QuotaHolding } from './modules/quota';
import { Directive, Outreach, Task, TaskAssignee, TaskEvidence, TaskState } from './modules/task';
import {
  Report,
  ReportExcuse,
  ReportNarrative,
  ReportRollup,
  ReportRound,
  ReportRoundUnit,
  ReportSlot,
  ReportStep,
  ReportTally,
  ReportValue,
  ReportVersion,
} from './modules/report';
import { Organisation, Team, TeamDocument, TeamHost, TeamMember, TeamName, TeamSuspension, TeamTerm } from './modules/team';

/** Every table, in the order of their foreign keys. */
export const ENTITIES = [
  Budget,
  ListTally,
  ProvinceState,
  Event,
  EventSeal,
  IdempotencyKey,
  Account,
  AccountSession,
  RefreshToken,
  RecoveryCode,
  SignInCount,
  ApiKey,
  Document,
  AdminUnit,
  AdminUnitState,
  AdminUnitTerm,
  AdminUnitClosure,
  AdminUnitSuccession,
  Person,
  Organisation,
  Team,
  TeamName,
  TeamTerm,
  TeamHost,
  TeamSuspension,
  TeamDocument,
  TeamMember,
  ActorGrant,
  Finding,
  Waiver,
  UnitFigure,
  Quota,
  QuotaHolding,
  QuotaEntry,
  Directive,
  Task,
  TaskState,
  TaskAssignee,
  TaskEvidence,
  Outreach,
  ReportRound,
  ReportRoundUnit,
  ReportSlot,
  ReportExcuse,
  Report,
  ReportVersion,
  ReportValue,
  ReportNarrative,
  ReportStep,
  ReportRollup,
  ReportTally,
  PersonalRead,
  PersonalReadSubject,
  PersonRequest,
];
