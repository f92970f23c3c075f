import type { DataSource } from 'typeorm';
import { provinces } from '../../plugins';
import { systemSession } from '../../src/bring-up';
import type { Province } from '../../src/tenancy/province';
import { loadDemoWork } from '../../tools/demo';
import type { TestApp } from './app';
import { NOW } from './constants';

/** What `npm start` loads beyond the teams: their work of some months. Other tests begin without it, and so does the database they are copied from. */
export async function loadWorkOf(service: TestApp, slug: string): Promise<void> {
  const province = provinces.find((each) => each.slug === slug) as Province;
  await loadDemoWork(systemSession(province, service.databases.get(slug) as DataSource, NOW), () => undefined);
}
