import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, fieldsOf } from '../../database/columns';
import { readPages } from '../../database/page';
import type { ListQuery, Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import { placesOf } from '../admin-unit';
import { Directive } from './directive.entity';
import type { DirectiveType, TimelineItemType } from './directive.type';
import { expandTimeline } from './expand-timeline.rules';

type Fields = ReadonlySet<string>;

const d = columnsOf(Directive, 'd');

export const COLUMNS: Columns = {
  ...fieldsOf(d, 'source', 'sourceCode', 'ruleVersion', 'text', 'pillar', 'clause', 'detail'),
  unit: { unitUuid: d.unitId },
  parent: { parentUuid: d.parentId },
  title: { titleVi: d.titleVi, titleEn: d.titleEn },
  from: { from: d.fromDay },
  until: { until: d.untilDay },
  due: { due: d.dueDay },
  given: { given: d.givenDay },
  legalDocument: { legalDocumentKey: d.legalDocument },
  document: { documentUuid: d.documentId },
};

function selectDirective(fields: Fields, on: string): Sql {
  return selectList(COLUMNS, fields, { id: d.id, __typename: sql`'Directive'`, on: sql`${on}::date` });
}

export function loadDirective(session: Session, id: string, on: string, fields: Fields): Promise<DirectiveType | null> {
  return load(session, batchName('directive', fields, on), id, async (ids) => {
    const found = await rows<DirectiveType>(
      session.db,
      sql`SELECT ${selectDirective(fields, on)} FROM directive d WHERE d.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}

/** The order they are due in. */
export const IN_ORDER: ListQuery['order'] = [
  { by: sql`d.due_day`, type: 'date' },
  { by: sql`d.id`, type: 'uuid' },
];

/** The directives that each of many units has by a day, in the order they are due. */
export function loadDirectivesOf(
  session: Session,
  unitId: string,
  on: string,
  page: PageRequest,
  fields: Fields,
  withTotal: boolean,
): Promise<Page<DirectiveType> | null> {
  const query = {
    select: selectDirective(fields, on),
    from: sql`directive d`,
    where: sql`d.unit_id = k.key AND d.given_day <= ${on}`,
    order: IN_ORDER,
  };
  return load(session, batchName('directives-of', fields, [on, page, withTotal]), unitId, (ids) =>
    readPages<DirectiveType>(session, ids, query, page, withTotal),
  );
}

/** The directives that ask for the same thing as one, whichever unit has them: they came from it, or it from them, or both from the law. */
export function sameThing(directive: Sql): Sql {
  return sql`(SELECT same.id FROM directive d JOIN directive same ON same.source_code = d.source_code
    AND coalesce(same.rule_version, 0) = coalesce(d.rule_version, 0) WHERE d.id = ${directive})`;
}

/**
 * What the timeline asks of a unit in a period, and which of it the unit has.
 * @throws Refusal NOT_FOUND, LAW_IN_CONFLICT.
 */
export async function previewTimeline(session: Session, unitId: string, from: string, until: string): Promise<TimelineItemType[]> {
  const places = await placesOf(session, unitId);
  if (!places.on(unitId, from).level) throw new Refusal('NOT_FOUND', { type: 'AdminUnit', field: 'unit' });
  const { items, conflict } = expandTimeline(session.province, (day) => places.on(unitId, day), from, until);
  if (conflict) throw new Refusal('LAW_IN_CONFLICT', { rule: 'timeline', day: conflict });
  const there = await rows<{ id: string; key: string }>(
    session.db,
    sql`SELECT id, rule_version || ' ' || source_code AS key FROM directive
        WHERE unit_id = ${unitId} AND source_code = ANY(${items.map(({ sourceCode }) => sourceCode)})`,
  );
  const ids = new Map(there.map(({ key, id }) => [key, id]));
  return items.map(({ title, dueDay, legalDocument, ...item }) => ({
    ...item,
    titleVi: title.vi,
    titleEn: title.en,
    due: dueDay,
    legalDocumentKey: legalDocument,
    directiveUuid: ids.get(`${item.ruleVersion} ${item.sourceCode}`) ?? null,
    on: session.today,
  }));
}
