import { columnsOf, fieldsOf } from '../../database/columns';
import { instant } from '../../database/graph/declare';
import type { Columns } from '../../database/select';
import { PersonalRead } from './personal-read.entity';

const r = columnsOf(PersonalRead, 'r');

export const COLUMNS: Columns = {
  ...fieldsOf(r, 'position', 'actor', 'purpose', 'requestId', 'fields'),
  at: { at: instant(r.at) },
  subjects: { subjectUuids: r.subjects },
};
