import { PrimaryColumn } from 'typeorm';

/** What every table has: the tenant first in the key, filled by the database from the role that writes, and an id of the row. */
export abstract class TenantRow {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;
}
