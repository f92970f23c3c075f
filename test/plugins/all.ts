import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { provinces } from '../../plugins';
import type { LawCase, Province } from '../../src/tenancy/province';
import { inventedProvinces } from '../provinces';

export interface Plugin {
  readonly root: string;
  readonly slug: string;
  readonly province: Province;
  readonly cases: readonly LawCase[];
}

const load = (root: string) => (province: Province) => {
  const file = join(__dirname, '../..', root, province.slug, 'cases.ts');
  const cases = existsSync(file) ? jest.requireActual<{ cases: readonly LawCase[] }>(file).cases : [];
  return { root, slug: province.slug, province, cases };
};

/** The provinces and the invented ones, each with its worked examples. */
export const plugins: readonly Plugin[] = [...provinces.map(load('plugins')), ...inventedProvinces.map(load('test/provinces'))];
