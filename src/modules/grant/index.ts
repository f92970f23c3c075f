export { ActorGrant } from './grant.entity';
export { GRANT_GRAPH } from './grant.graph';
export { loadVisibleGrant, storedGrants } from './grant.reads';
export { GrantMutationResolver, GrantResolver } from './grant.resolver';
export { grantRole } from './grant.service';
