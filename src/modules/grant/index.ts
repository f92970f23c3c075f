export { ActorGrant } from './grant.entity';
export { loadVisibleGrant, storedGrants } from './grant.reads';
export { GrantMutationResolver, GrantResolver } from './grant.resolver';
export { grantRole } from './grant.service';
