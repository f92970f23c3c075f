import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an actor has left to ask for. Not logged by the database: after a crash everybody begins with a full purse. */
@Entity()
@Index(['tenant', 'at'])
export class Budget {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  @PrimaryColumn({ type: 'text' })
  payer: string;

  /** Points at `at`; since then more have come back. */
  @Column({ type: 'double precision' })
  level: number;

  /** Points that the last statement took: a reply cannot tell them from what was there before. */
  @Column({ type: 'double precision' })
  taken: number;

  @Column({ type: 'timestamptz' })
  at: Date;
}
