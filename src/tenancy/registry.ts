import { checkList, checkProvince } from './check-province';
import type { Province } from './province';

/** Raised before anything listens; its message lists every problem of every plugin, a line each. */
export class InvalidPluginError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'InvalidPluginError';
  }
}

export type Registry = ReadonlyMap<string, Province>;

/**
 * The provinces by slug.
 * @param unitCodesOf official codes of all units of a province, by its own code; empty if there is no such province.
 * @param root folder named in the sentences.
 * @throws InvalidPluginError with all problems of all plugins.
 */
export function createRegistry(
  provinces: readonly Province[],
  unitCodesOf: (code: string) => ReadonlySet<string>,
  root = 'plugins',
): Registry {
  const problems = [
    ...checkList(provinces, root),
    ...provinces.flatMap((province) => checkProvince(province, unitCodesOf(province?.code ?? ''), root)),
  ];
  if (problems.length > 0) throw new InvalidPluginError(problems);
  return new Map(provinces.map((province) => [province.slug, province]));
}
