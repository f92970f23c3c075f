import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../src/config';
import { tenantUrl } from '../../src/database/tenants';
import { ownerUrl } from '../../tools/own-database';
import { DROP } from '../postgraphile/functions';
import { Generator, killAll } from './children';
import { asOwner } from './contestants/postgraphile';
import type { Bench } from './measure';
import { postmasterOf } from './measure';
import { largestProvince } from './operations';

export const log = (line: string) => void process.stderr.write(`${line}\n`);

/** The database of a data folder, or that of DATABASE_URL, with its server; the province is the one with most reports if none is given. */
export async function openBench(
  dataDir: string | undefined,
  province: string | undefined,
): Promise<{ bench: Bench; close: () => Promise<void> }> {
  const config = readConfig({ ...process.env, ...(dataDir ? { TO_SO_DATA: dataDir } : {}) }, join(__dirname, '../..'));
  const database = await ownerUrl(config);
  const owner = new Client(database.url);
  try {
    await owner.connect();
    const slug = province ?? (await largestProvince(owner));
    const place = { url: database.url, dataDir: config.dataDir, slug, tenantUrl: tenantUrl(database.url, config.roleSecret, slug) };
    const generator = new Generator();
    const close = async () => {
      await generator.stop();
      // Whatever it is doing is undone.
      await owner.end();
      await asOwner(database.url, [DROP]);
      await database.close();
    };
    return { bench: { place, owner, postmaster: await postmasterOf(owner), generator, log }, close };
  } catch (error) {
    await owner.end();
    await database.close();
    throw error;
  }
}

let interrupted = false;

/** Ends all that was started when the benchmark is interrupted; the embedded PostgreSQL, too, if it runs for the benchmark alone. */
export function endOnSignals(close: () => Promise<void>): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => {
      interrupted = true;
      killAll();
      void close().finally(() => process.exit(code));
    });
}

/** Exits, unless a signal is about to: what it began comes to its end first. */
export function exit(code: number): void {
  if (!interrupted) process.exit(code);
}
