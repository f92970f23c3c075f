import { Kind } from 'graphql';
import type { DocumentNode, SelectionSetNode } from 'graphql';
import { Refusal } from '../../errors';
import type { Words } from '../../errors';
import type { Limits } from './limits';

/** What can be counted of a document without the schema, fragments spread out; of several operations the largest counts. */
export interface Measures {
  readonly rootFields: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly fragments: number;
}

type Counts = Omit<Measures, 'fragments'>;
const NONE: Counts = { rootFields: 0, fields: 0, aliases: 0, directives: 0 };

/** Counts each fragment once and adds it wherever it is spread, so that a few lines that unfold into millions are counted as quickly as they are read. */
export function measure(document: DocumentNode): Measures {
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const byName = new Map(fragments.map((each) => [each.name.value, each]));
  const known = new Map<string, Counts>();

  const ofFragment = (name: string): Counts => {
    const counted = known.get(name);
    if (counted) return counted;
    // A fragment within itself counts as nothing here; the rules of GraphQL refuse it.
    known.set(name, NONE);
    const fragment = byName.get(name);
    const counts = fragment ? plus(ofSelections(fragment.selectionSet), { directives: fragment.directives?.length }) : NONE;
    known.set(name, counts);
    return counts;
  };

  const ofSelections = ({ selections }: SelectionSetNode): Counts => {
    let sum = NONE;
    for (const selection of selections) {
      sum = plus(sum, { directives: selection.directives?.length });
      if (selection.kind === Kind.FRAGMENT_SPREAD) sum = plus(sum, ofFragment(selection.name.value));
      else if (selection.kind === Kind.INLINE_FRAGMENT) sum = plus(sum, ofSelections(selection.selectionSet));
      else {
        const below = selection.selectionSet ? ofSelections(selection.selectionSet) : NONE;
        sum = plus(sum, { ...below, rootFields: 1, fields: below.fields + 1, aliases: below.aliases + (selection.alias ? 1 : 0) });
      }
    }
    return sum;
  };

  let most = NONE;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const declared = (definition.variableDefinitions ?? []).reduce((sum, { directives }) => sum + (directives?.length ?? 0), 0);
    const counts = plus(ofSelections(definition.selectionSet), { directives: declared + (definition.directives?.length ?? 0) });
    most = {
      rootFields: Math.max(most.rootFields, counts.rootFields),
      fields: Math.max(most.fields, counts.fields),
      aliases: Math.max(most.aliases, counts.aliases),
      directives: Math.max(most.directives, counts.directives),
    };
  }
  return { ...most, fragments: fragments.length };
}

function plus(a: Counts, b: Partial<Counts>): Counts {
  return {
    rootFields: a.rootFields + (b.rootFields ?? 0),
    fields: a.fields + (b.fields ?? 0),
    aliases: a.aliases + (b.aliases ?? 0),
    directives: a.directives + (b.directives ?? 0),
  };
}

/** What is counted, and what to do about too much of it. */
export const MEASURED: Readonly<Record<keyof Measures | 'depth', { readonly what: Words; readonly remedy: Words }>> = {
  depth: {
    what: { en: 'levels', vi: 'tầng lồng nhau' },
    remedy: { en: 'Ask for what lies deeper in a second request', vi: 'Hãy hỏi phần sâu hơn bằng yêu cầu thứ hai' },
  },
  rootFields: {
    what: { en: 'fields at its root', vi: 'trường ở gốc' },
    remedy: { en: 'Split it into several requests', vi: 'Hãy tách thành nhiều yêu cầu' },
  },
  fields: {
    what: { en: 'fields, fragments spread out', vi: 'trường sau khi trải các fragment' },
    remedy: { en: 'Leave out what is not shown, or split it', vi: 'Hãy bỏ trường không dùng hoặc tách yêu cầu' },
  },
  aliases: {
    what: { en: 'aliases', vi: 'bí danh' },
    remedy: { en: 'Use a list or nodes(ids:) in place of many aliases', vi: 'Hãy dùng danh sách hoặc nodes(ids:) thay cho nhiều bí danh' },
  },
  directives: {
    what: { en: 'directives', vi: 'chỉ thị' },
    remedy: {
      en: 'Put one directive on a fragment in place of one on each field',
      vi: 'Hãy đặt một chỉ thị ở fragment thay vì ở từng trường',
    },
  },
  fragments: {
    what: { en: 'fragments', vi: 'fragment' },
    remedy: { en: 'Send only those that this operation uses', vi: 'Hãy chỉ gửi những fragment mà thao tác dùng' },
  },
};

export function tooComplex(limit: keyof Measures | 'depth', count: number, max: number): Refusal {
  return new Refusal('DOCUMENT_TOO_COMPLEX', { limit, count, max, ...MEASURED[limit] });
}

/** The first count that is too high. */
export function checkMeasures(measures: Measures, limits: Limits['document']): Refusal | undefined {
  const name = (['fragments', 'rootFields', 'fields', 'aliases', 'directives'] as const).find((each) => measures[each] > limits[each]);
  return name && tooComplex(name, measures[name], limits[name]);
}
