import sql from 'sql-template-tag';
import { instant } from '../../database/graph/declare';
import type { Columns } from '../../database/select';

export const COLUMNS: Columns = {
  position: { position: sql`r.position` },
  at: { at: instant(sql`r.at`) },
  actor: { actor: sql`r.actor` },
  purpose: { purpose: sql`r.purpose` },
  requestId: { requestId: sql`r.request_id` },
  fields: { fields: sql`r.fields` },
  subjects: { subjectUuids: sql`r.subjects` },
};
