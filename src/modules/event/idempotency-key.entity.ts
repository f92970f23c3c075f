import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A write that was already done under a client's key: asked again, it answers again and changes nothing. */
@Entity()
export class IdempotencyKey {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  @PrimaryColumn({ type: 'text' })
  actor: string;

  @PrimaryColumn({ type: 'text' })
  key: string;

  /** Digest of the mutation's name and input: the same key with another input is refused. */
  @Column({ type: 'text' })
  requestHash: string;

  @Column({ type: 'jsonb' })
  result: unknown;

  @Column({ type: 'timestamptz' })
  at: Date;
}
