import sql from 'sql-template-tag';
import type { Identity } from '../../auth/identity';
import { placeOf } from '../../auth/networks';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';

/** After so many free failures each further one doubles the wait, up to a longest one, in seconds. */
interface Patience {
  readonly free: number;
  readonly longest: number;
}

/** An account tried from one place. */
const PAIR: Patience = { free: 5, longest: 60 };
/** One place, whatever accounts it tries: an office has many people. */
const PLACE: Patience = { free: 20, longest: 900 };
/** An account, wherever it is tried from: short, since its owner waits as well. */
const ACCOUNT: Patience = { free: 10, longest: 30 };

const FORGETS = '1 hour';
/** How long an account that signed in somewhere is at home there: what others do to it, or from there, does not slow it down. */
const AT_HOME = '90 days';

/** An attempt that was counted as failed before it was tried, so that many at once are counted, too. */
export interface Attempt {
  /** It was right after all. */
  succeeded(): Promise<void>;
}

/**
 * Counts an attempt to sign in. The counts are in the database, so all processes slow down together; whom and where they are of is not to be read there.
 * @throws Refusal SIGN_IN_TOO_OFTEN; whether there is such an account makes no difference to it.
 */
export async function beginAttempt({ db, now }: Session, { vault, address }: Identity, login: string): Promise<Attempt> {
  const place = placeOf(address);
  const pair = vault.blind(`pair\n${login}\n${place}`);
  const [known] = await rows<{ yes: boolean }>(db, sql`SELECT known_until > ${now} AS yes FROM sign_in_count WHERE key = ${pair}`);
  const counts: [string, Patience][] = [[pair, PAIR]];
  if (!known?.yes) counts.push([vault.blind(`place\n${place}`), PLACE], [vault.blind(`account\n${login}`), ACCOUNT]);

  const taken: string[] = [];
  for (const [key, patience] of counts) {
    const seconds = await take({ db, now }, key, patience);
    if (seconds === 0) taken.push(key);
    else {
      // Nothing was tried, so the others do not count it.
      await giveBack({ db, now }, taken);
      throw new Refusal('SIGN_IN_TOO_OFTEN', { seconds });
    }
  }
  return {
    async succeeded() {
      await giveBack({ db, now }, taken);
      await rows(
        db,
        sql`INSERT INTO sign_in_count (key, failures, failed_at, waits_until, known_until)
            VALUES (${pair}, 0, ${now}, ${now}, ${now}::timestamptz + ${AT_HOME}::interval)
            ON CONFLICT (tenant, key) DO UPDATE SET failures = 0, waits_until = excluded.waits_until, known_until = excluded.known_until`,
      );
      await rows(
        db,
        sql`DELETE FROM sign_in_count WHERE key IN (SELECT key FROM sign_in_count
              WHERE failed_at < ${now}::timestamptz - ${FORGETS}::interval AND coalesce(known_until, failed_at) < ${now} ORDER BY failed_at LIMIT 100)`,
      );
    },
  };
}

type At = Pick<Session, 'db' | 'now'>;

/** Counts one more failure, unless it is too early for another: then, how many seconds too early. One statement, so no two come through together. */
async function take({ db, now }: At, key: string, { free, longest }: Patience): Promise<number> {
  const next = sql`CASE WHEN c.failed_at < ${now}::timestamptz - ${FORGETS}::interval THEN 1 ELSE c.failures + 1 END`;
  const taken = await rows(
    db,
    sql`INSERT INTO sign_in_count AS c (key, failures, failed_at, waits_until) VALUES (${key}, 1, ${now}, ${now})
        ON CONFLICT (tenant, key) DO UPDATE SET failures = ${next}, failed_at = ${now},
          waits_until = ${now}::timestamptz + make_interval(secs => CASE WHEN ${next} > ${free}
            THEN least(${longest}::int, power(2, least(${next} - ${free}::int - 1, 20))) ELSE 0 END)
        WHERE c.waits_until <= ${now} RETURNING failures`,
  );
  if (taken.length > 0) return 0;
  const [row] = await rows<{ seconds: number }>(
    db,
    sql`SELECT ceil(extract(epoch FROM waits_until - ${now}::timestamptz))::int AS seconds FROM sign_in_count WHERE key = ${key}`,
  );
  return Math.max(1, row?.seconds ?? 1);
}

async function giveBack({ db, now }: At, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await rows(db, sql`UPDATE sign_in_count SET failures = greatest(failures - 1, 0), waits_until = ${now} WHERE key = ANY(${keys})`);
}
