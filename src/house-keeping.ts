import { foldTallies } from './database/list-tally';
import type { Session } from './database/session';
import { foldRollups } from './modules/report';

export interface HouseKeeping {
  /** A session of the service itself in each province, as of now. */
  readonly sessions: () => readonly Session[];
  /** Milliseconds from the end of one round through the provinces to the next. */
  readonly every: number;
  readonly onError: (error: unknown, province: string) => void;
}

/**
 * Folds now and then what adds up, which nobody asks for. All figures are right without it; with it they are read quicker. A failure is told and
 * it is tried again the next time.
 * @returns ends it, after what it is at.
 */
export function keepHouse({ sessions, every, onError }: HouseKeeping): () => Promise<void> {
  let timer: NodeJS.Timeout;
  let working: Promise<void> = Promise.resolve();
  let ended = false;
  const plan = () => {
    if (ended) return;
    timer = setTimeout(() => {
      working = work().then(plan);
    }, every);
    timer.unref();
  };
  const work = async () => {
    for (const session of sessions()) {
      if (ended) return;
      try {
        await foldRollups(session);
        await foldTallies(session);
      } catch (error) {
        onError(error, session.province.slug);
      }
    }
  };
  plan();
  return () => {
    ended = true;
    clearTimeout(timer);
    return working;
  };
}
