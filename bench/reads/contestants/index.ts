import type { Contestant } from '../kinds';
import type { CONTESTANTS } from '../options';
import { limit } from './limit';
import { ours } from './ours';
import { postgraphile } from './postgraphile';

type Name = (typeof CONTESTANTS)[number];

const ALL: Partial<Record<Name, () => Promise<Contestant> | Contestant>> = {
  ours: () => ours(),
  limit: () => limit,
  postgraphile: () => postgraphile,
};

/** Those with these names, ours and the limit first. */
export async function contestantsOf(names: readonly Name[]): Promise<Contestant[]> {
  const found: Contestant[] = [];
  for (const name of names) {
    const make = ALL[name];
    if (make) found.push(await make());
  }
  return found;
}
