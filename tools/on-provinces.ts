import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { provinces } from '../plugins';
import { readConfig } from '../src/config';
import { openTenants } from '../src/database/prepare';
import { StartupError } from '../src/database/startup-error';
import { ENTITIES } from '../src/entities';
import type { Province } from '../src/tenancy/province';
import { ownerUrl } from './own-database';

/** Exit codes of the tools that look through provinces. */
export const EXIT = { fine: 0, found: 1, wrongUse: 2, unavailable: 3 } as const;

/** @throws UsageError for a province that is not there. */
export function chosenProvinces(slug: string | undefined): readonly Province[] {
  if (slug === undefined) return provinces;
  const chosen = provinces.filter((each) => each.slug === slug);
  if (chosen.length === 0)
    throw new UsageError(`There is no province "${slug}"; there are ${provinces.map((each) => each.slug).join(', ')}.`);
  return chosen;
}

/** Runs on the database that the service uses, province by province as each one's own role, whether the service runs or not. */
export async function onProvinces(chosen: readonly Province[], work: (province: Province, db: DataSource) => Promise<void>): Promise<void> {
  const config = readConfig(process.env, join(__dirname, '..'));
  const { url, close } = await ownerUrl(config);
  try {
    const slugs = chosen.map(({ slug }) => slug);
    const databases = await openTenants({ ownerUrl: url, entities: ENTITIES, migrations: [], roleSecret: config.roleSecret, slugs });
    try {
      for (const province of chosen) await work(province, databases.get(province.slug) as DataSource);
    } finally {
      await Promise.all([...databases.values()].map((db) => db.destroy()));
    }
  } finally {
    await close();
  }
}

/** Ends a tool by what went wrong: its use, or the database. */
export function failed(error: unknown, help: string): void {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${help}`);
  else process.stderr.write(`${error instanceof StartupError ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = error instanceof UsageError ? EXIT.wrongUse : EXIT.unavailable;
}

export class UsageError extends Error {}
