import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import type { GraphPart, Link, Shape } from '../../database/graph/declare';
import { ALWAYS, COLUMNS } from './document.reads';

export const DOCUMENT: Shape = { type: 'Document', always: () => ALWAYS, columns: () => COLUMNS };

/** The document whose id a column holds. */
export function documentBy(id: Sql, total = false): Link {
  return {
    to: () => DOCUMENT,
    many: 'one',
    total,
    by: () => ({ id }),
    rows: (k) => ({ from: sql`document d`, where: sql`d.id = ${k('id')}` }),
  };
}

export const DOCUMENT_GRAPH: GraphPart = { shapes: [DOCUMENT], links: {} };
