import { Extensions } from 'type-graphql';
import type { Permission } from '../auth/permissions';

/** Names the permission a field needs. Every root field must; the schema is refused otherwise. */
export function Needs(permission: Permission): MethodDecorator & PropertyDecorator {
  return Extensions({ permission }) as MethodDecorator & PropertyDecorator;
}

/** Says that a root field is read by SQL and given to `readOne`, `readList` or `readConnection` as it is. */
export function BySql(): MethodDecorator & PropertyDecorator {
  return Extensions({ bySql: true }) as MethodDecorator & PropertyDecorator;
}

/** Names the permission without which a field is null: words among numbers that may be seen. */
export function NullWithout(permission: Permission): MethodDecorator & PropertyDecorator {
  return Extensions({ nullWithout: permission }) as MethodDecorator & PropertyDecorator;
}
