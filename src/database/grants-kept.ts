import type { DataSource } from 'typeorm';
import type { Day } from '../tenancy/day';
import type { Actor, Grant } from '../auth/permissions';
import { Recent } from '../auth/recent';

/**
 * Milliseconds for which a process takes an actor's grants on record as it last read them. Whatever it writes itself is seen at once; what another
 * process revokes holds here for so long.
 */
export const GRANTS_KEPT_MS = 1_000;
const MOST_ACTORS = 1_000;

interface Kept {
  readonly day: Day;
  readonly at: number;
  readonly grants: readonly Grant[];
  /** The actor these grants made, by who it is otherwise. */
  readonly actors: WeakMap<object, Actor>;
}

/** Of a database: what is kept, and how often it was forgotten, so that what was read before a change is not kept after it. */
interface Keeping {
  readonly recent: Recent<string, Kept>;
  epoch: number;
}

const keepings = new WeakMap<object, Keeping>();

/** Of one database, however it was opened for a request. */
function of({ driver }: DataSource): Keeping {
  const keeping = keepings.get(driver) ?? { recent: new Recent<string, Kept>(MOST_ACTORS), epoch: 0 };
  keepings.set(driver, keeping);
  return keeping;
}

/** What was read of an actor a moment ago. */
export function grantsKept(db: DataSource, actorId: string, day: Day): Kept | undefined {
  const found = of(db).recent.get(actorId);
  return found?.day === day && performance.now() - found.at < GRANTS_KEPT_MS ? found : undefined;
}

/** Reads what an actor is granted on record, and keeps it unless something was changed meanwhile. */
export async function readGrants(db: DataSource, actorId: string, day: Day, read: () => Promise<readonly Grant[]>): Promise<Kept> {
  const keeping = of(db);
  const { epoch } = keeping;
  const found = { day, at: performance.now(), grants: await read(), actors: new WeakMap<object, Actor>() };
  if (keeping.epoch === epoch) keeping.recent.set(actorId, found);
  return found;
}

/** After every change in a province: it may have granted, revoked, merged. */
export function forgetGrants(db: DataSource): void {
  const keeping = of(db);
  keeping.recent.clear();
  keeping.epoch++;
}
