import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A link of the chain over a province's events, made by the database as the event's transaction commits; never by hand. */
@Entity()
@Index(['tenant', 'eventId'], { unique: true })
export class EventSeal {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  /** 1, 2, 3 … in the order of commits, without gaps. */
  @PrimaryColumn({ type: 'bigint' })
  position: string;

  @Column({ type: 'uuid' })
  eventId: string;

  /** SHA-256, in hexadecimal, over the hash before and the event. */
  @Column({ type: 'text' })
  hash: string;
}
