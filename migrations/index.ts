import { CreateTenancy1795000001000 } from './1795000001000-create-tenancy';
import { CreateEventLog1795000002000 } from './1795000002000-create-event-log';
import { CreateAdminUnits1795000003000 } from './1795000003000-create-admin-units';
import { CreateTeams1795000004000 } from './1795000004000-create-teams';
import { CreateFindings1795000005000 } from './1795000005000-create-findings';
import { EnforceTenancy1795000006000 } from './1795000006000-enforce-tenancy';
import { CreateUnitFigures1795000007000 } from './1795000007000-create-unit-figures';
import { CreateTasks1795000008000 } from './1795000008000-create-tasks';
import { CreateQuotas1795000009000 } from './1795000009000-create-quotas';
import { CreateReports1795000010000 } from './1795000010000-create-reports';
import { CreateReportRollups1795000011000 } from './1795000011000-create-report-rollups';
import { CreateGrants1795000015000 } from './1795000015000-create-grants';
import { IndexRounds1795000013000 } from './1795000013000-index-rounds';
import { CreateAccounts1795000014000 } from './1795000014000-create-accounts';
import { CreateBudget1795000017000 } from './1795000017000-create-budget';
import { ChainEventLog1795000016000 } from './1795000016000-chain-event-log';
import { GuardPersonalData1795000016100 } from './1795000016100-guard-personal-data';
import { OrderReports1795000020000 } from './1795000020000-order-reports';
import { SearchTeams1795000020100 } from './1795000020100-search-teams';
import { TallyLists1795000020200 } from './1795000020200-tally-lists';
import { OrderLists1795000020300 } from './1795000020300-order-lists';

/** In the order they run. */
export const MIGRATIONS = [
  CreateTenancy1795000001000,
  CreateEventLog1795000002000,
  CreateAdminUnits1795000003000,
  CreateTeams1795000004000,
  CreateFindings1795000005000,
  EnforceTenancy1795000006000,
  CreateUnitFigures1795000007000,
  CreateTasks1795000008000,
  CreateQuotas1795000009000,
  CreateReports1795000010000,
  CreateReportRollups1795000011000,
  IndexRounds1795000013000,
  CreateAccounts1795000014000,
  CreateBudget1795000017000,
  ChainEventLog1795000016000,
  GuardPersonalData1795000016100,
  CreateGrants1795000015000,
  OrderReports1795000020000,
  SearchTeams1795000020100,
  TallyLists1795000020200,
  OrderLists1795000020300,
];
