import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf } from '../../database/columns';
import type { At, GraphPart, Link, Made, Shape } from '../../database/graph/declare';
import { unitBy } from '../admin-unit';
import { documentBy } from '../document';
import { LEGAL_DOCUMENT } from '../province';
import { legalDocumentOf } from './legal-document.rules';
import { Directive } from './directive.entity';
import { COLUMNS, IN_ORDER } from './directive.reads';

const d = columnsOf(Directive, 'd');

/** A directive `d`. */
export const DIRECTIVE: Shape = {
  type: 'Directive',
  always: ({ on }) => ({ id: d.id, on }),
  columns: () => COLUMNS,
  values: {
    title: ({ session }: At, { language }: { language?: 'vi' | 'en' | null }) =>
      (language ?? session.locale) === 'vi' ? d.titleVi : sql`coalesce(d.title_en, d.title_vi)`,
  },
};

/** The directive whose id a column holds. */
export function directiveBy(id: Sql): Link {
  return {
    to: () => DIRECTIVE,
    many: 'one',
    by: () => ({ id }),
    rows: (k) => ({ from: sql`directive d`, where: sql`d.id = ${k('id')}` }),
  };
}

/** The province's own documents are no rows. */
const LEGAL: Made = {
  by: () => ({ key: d.legalDocument }),
  facts: (k) => sql`to_json(${k('key')})`,
  make: async ({ province }, _args, keys) =>
    (keys as readonly (string | null)[]).map((key) => (key === null ? null : { ...legalDocumentOf(province, key) })),
  plain: LEGAL_DOCUMENT,
};

export const DIRECTIVE_GRAPH: GraphPart = {
  shapes: [DIRECTIVE],
  made: { Directive: { legalDocument: LEGAL } },
  links: {
    Directive: {
      unit: unitBy(d.unitId),
      parent: directiveBy(d.parentId),
      document: documentBy(d.documentId),
    },
    AdminUnit: {
      directives: {
        to: () => DIRECTIVE,
        many: 'page',
        by: () => ({ id: sql`s.unit_id` }),
        rows: (k, { on }) => ({ from: sql`directive d`, where: sql`d.unit_id = ${k('id')} AND d.given_day <= ${on}`, order: IN_ORDER }),
      },
    },
  },
};
