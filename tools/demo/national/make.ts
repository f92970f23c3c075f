import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../../migrations';
import { judgeOnce, systemSession } from '../../../src/bring-up';
import { openTenants, prepareDatabase } from '../../../src/database/prepare';
import { ENTITIES } from '../../../src/entities';
import { loadScale } from './load';
import type { Shown } from './load';
import type { Scale } from './scale';
import { verifyProvince, verifyWhole } from './verify';
import type { Verdict } from './verify';

const LONGEST_STATEMENT_MS = 11 * 60_000;

export interface Target {
  readonly ownerUrl: string;
  readonly roleSecret: string;
}

/** Loads a scale, has the service judge it, and verifies it. The database may be empty; what it holds of provinces is replaced. */
export async function makeScale({ ownerUrl, roleSecret }: Target, scale: Scale, progress: Shown): Promise<Verdict[]> {
  const slugs = scale.parts.map(({ province }) => province.slug);
  const blueprint = { ownerUrl, entities: ENTITIES, migrations: MIGRATIONS, roleSecret, slugs };
  await progress.step('Bringing the database up to date', () => prepareDatabase(blueprint));
  await loadScale(ownerUrl, scale, progress);
  const verdicts: Verdict[] = [];
  // One after the other: a country's connections at once would be more than a server takes.
  for (const { province } of scale.parts) {
    const opened = await openTenants({ ...blueprint, slugs: [province.slug] }, undefined, LONGEST_STATEMENT_MS);
    const db = opened.get(province.slug) as DataSource;
    try {
      await progress.step(`Judging ${province.name.vi} by its rules`, (show) => judgeOnce(systemSession(province, db, new Date()), show));
      verdicts.push(...(await progress.step(`Verifying ${province.name.vi}`, () => verifyProvince(province, db))));
    } finally {
      await db.destroy();
    }
  }
  return [...(await progress.step('Verifying the whole', () => verifyWhole(ownerUrl, scale))), ...verdicts];
}
