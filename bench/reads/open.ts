import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../src/config';
import { tenantUrl } from '../../src/database/tenants';
import { ownerUrl } from '../../tools/own-database';
import { Generator, killAll } from './children';
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
      await owner.end();
      await database.close();
    };
    return { bench: { place, owner, postmaster: await postmasterOf(owner), generator, log }, close };
  } catch (error) {
    await owner.end();
    await database.close();
    throw error;
  }
}

/** Ends what runs when the benchmark is interrupted; the embedded PostgreSQL, if it was started here, ends with its own signal handling. */
export function endOnSignals(close: () => Promise<void>): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => {
      killAll();
      close().finally(() => process.exit(code));
    });
}
