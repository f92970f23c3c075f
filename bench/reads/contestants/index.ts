import type { Contestant } from '../kinds';
import type { CONTESTANTS } from '../options';
import { limit } from './limit';
import { ordinary } from './ordinary';
import { ours } from './ours';
import { postgraphile } from './postgraphile';

type Name = (typeof CONTESTANTS)[number];

const ALL: Readonly<Record<Name, () => Contestant>> = {
  ours: () => ours(),
  limit: () => limit,
  postgraphile: () => postgraphile,
  ordinary: () => ordinary,
};

/** Those with these names. */
export const contestantsOf = (names: readonly Name[]): Contestant[] => names.map((name) => ALL[name]());
