import { checkProvince } from '../../src/tenancy/check-province';
import type { RuleName } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import saoMai from '../provinces/sao-mai';
import { unitCodesOf } from './units';

export const units = unitCodesOf('06');
export const check = (province: unknown) => checkProvince(province, units);
export const file = (name: string) => `plugins/sao-mai/${name}.ts: `;

/** Sao Mai with other rules; what is not named stays as it is. */
export const withRules = (rules: { readonly [N in RuleName]?: unknown }): unknown => ({ ...saoMai, rules: { ...saoMai.rules, ...rules } });
export const versions = (name: RuleName) => saoMai.rules[name] as readonly Version<Record<string, unknown>>[];
export const first = (name: RuleName) => versions(name)[0] as Version<Record<string, unknown>>;
export const size = { ...first('teamSize'), scope: undefined };
export const without = <T extends object>(value: T, key: keyof T) =>
  Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));

/** One slip each, and the one sentence it must give. */
/** A way to break a plugin: what slipped, the province with the slip, and the sentence it must give. */
export type Slip = readonly [slip: string, province: unknown, sentence: string];
