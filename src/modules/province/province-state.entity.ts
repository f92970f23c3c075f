import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the database was last brought in step with, for one province. */
@Entity()
export class ProvinceState {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  /** Digest of the rules all stored findings were judged by. */
  @Column({ type: 'text' })
  rulesDigest: string;

  @Column({ type: 'timestamptz' })
  judgedAt: Date;
}
