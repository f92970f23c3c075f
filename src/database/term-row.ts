import { PrimaryColumn } from 'typeorm';

/** Each word-start of a folded name, so that a search by any word is a range of an index also under row level security. */
export abstract class TermRow {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  /** The id of the row that has the name. */
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @PrimaryColumn({ type: 'text', collation: 'C' })
  term: string;
}
