import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Persons of whom one request read the same fields. Position and hash are set by the database: the rows of a province are a chain. */
@Entity()
@Index(['tenant', 'actor', 'position'])
@Index(['tenant', 'at', 'position'])
export class PersonalRead {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  @PrimaryColumn({ type: 'bigint' })
  position: string;

  @Column({ type: 'timestamptz' })
  at: Date;

  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'text', nullable: true })
  purpose: string | null;

  @Column({ type: 'text' })
  requestId: string;

  @Column({ type: 'text', array: true })
  fields: string[];

  @Column({ type: 'uuid', array: true })
  subjects: string[];

  @Column({ type: 'text' })
  hash: string;
}

/** Finds the reads of a person; kept by the database from the rows above. */
@Entity()
export class PersonalReadSubject {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  @PrimaryColumn({ type: 'uuid' })
  personId: string;

  @PrimaryColumn({ type: 'bigint' })
  position: string;
}
