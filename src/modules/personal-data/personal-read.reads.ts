import sql, { empty } from 'sql-template-tag';
import { readPage } from '../../database/page';
import type { Page, PageRequest } from '../../database/page';
import { selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import type { Session } from '../../database/session';
import type { PersonalReadType } from './personal-read.type';

const COLUMNS: Columns = {
  position: { position: sql`r.position` },
  at: { at: sql`r.at` },
  actor: { actor: sql`r.actor` },
  purpose: { purpose: sql`r.purpose` },
  requestId: { requestId: sql`r.request_id` },
  fields: { fields: sql`r.fields` },
  subjects: { subjectUuids: sql`r.subjects` },
};

export interface PersonalReadFilter {
  readonly subjectId?: string | null;
  readonly actor?: string | null;
  readonly from?: Date | null;
  readonly until?: Date | null;
}

/** Who read whose data, the latest first. */
export function listPersonalReads(
  session: Session,
  { subjectId, actor, from, until }: PersonalReadFilter,
  page: PageRequest,
  { fields, withTotal }: { readonly fields: ReadonlySet<string>; readonly withTotal: boolean },
): Promise<Page<PersonalReadType>> {
  const bySubject = subjectId
    ? sql`AND EXISTS (SELECT FROM personal_read_subject s WHERE s.person_id = ${subjectId} AND s.position = r.position)`
    : empty;
  const byActor = actor != null ? sql`AND r.actor = ${actor}` : empty;
  const since = from ? sql`AND r.at >= ${from}` : empty;
  const before = until ? sql`AND r.at < ${until}` : empty;
  return readPage(
    session,
    {
      from: sql`personal_read r`,
      order: [{ by: sql`r.position`, type: 'bigint', descending: true }],
      select: selectList(COLUMNS, fields, { position: sql`r.position` }),
      where: sql`true ${bySubject} ${byActor} ${since} ${before}`,
    },
    page,
    withTotal,
  );
}
