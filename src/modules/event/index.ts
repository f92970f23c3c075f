export { Event } from './event.entity';
export { EventSeal } from './event-seal.entity';
export { IdempotencyKey } from './idempotency-key.entity';
export { databaseCode, insertMany, violatedConstraint, write, writeAndRead, Writing } from './write';
export type { Request } from './write';
export { EVENT_GRAPH, eventBy, eventsOfTeam } from './event.graph';
export { loadEvent, loadTeamEvents } from './event.reads';
export { EventResolver } from './event.resolver';
export { EventConnection, EventType } from './event.type';
