export { allocate } from './allocate.service';
export { followSuccessors } from './succession.service';
export { giveQuota } from './quota.service';
export { loadHolding, loadQuota } from './quota.reads';
export { Quota, QuotaEntry, QuotaHolding } from './quota.entity';
export { QuotaEntryResolver, QuotaHoldingResolver } from './quota-holding.resolver';
export { QuotaMutationResolver } from './quota-mutation.resolver';
export { AdminUnitQuotasResolver, QuotaShareResolver, TeamQuotasResolver } from './quota-of.resolver';
export { QuotaResolver } from './quota.resolver';
