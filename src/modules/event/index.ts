export { Event } from './event.entity';
export { IdempotencyKey } from './idempotency-key.entity';
