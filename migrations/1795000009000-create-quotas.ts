import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addReferences, enforceTenancy } from './tenancy';

const TABLES = ['quota', 'quota_holding', 'quota_entry'];

/**
 * Quotas, who holds how much of them, and the ledger. Amounts of a holding follow from entries by a trigger and by nothing else, so they can not
 * drift; and no entry hands down more than is left, whoever writes it and however many at once: the condition is in the UPDATE that takes the row.
 */
export class CreateQuotas1795000009000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE quota (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      indicator text NOT NULL,
      segment text NOT NULL DEFAULT '',
      from_day date NOT NULL,
      until_day date NOT NULL,
      unit_id uuid NOT NULL,
      document_id uuid NOT NULL,
      clause text,
      CONSTRAINT quota_period CHECK (from_day < until_day),
      CONSTRAINT quota_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX quota_unit_id_indicator_segment_from_day_until_day_idx ON quota (tenant, unit_id, indicator, segment, from_day, until_day)`,
    );
    await queryRunner.query(`CREATE INDEX quota_indicator_from_day_idx ON quota (tenant, indicator, from_day)`);
    await queryRunner.query(`CREATE INDEX quota_document_id_idx ON quota (tenant, document_id)`);
    await queryRunner.query(`CREATE TABLE quota_holding (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      quota_id uuid NOT NULL,
      unit_id uuid,
      team_id uuid,
      giver_id uuid,
      received numeric NOT NULL DEFAULT '0',
      allocated numeric NOT NULL DEFAULT '0',
      last_day date NOT NULL DEFAULT '-infinity',
      CONSTRAINT quota_holding_amounts CHECK (received >= 0 AND allocated >= 0),
      CONSTRAINT quota_holding_one_holder CHECK (num_nonnulls(unit_id, team_id) = 1),
      CONSTRAINT quota_holding_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE UNIQUE INDEX quota_holding_unit_id_quota_id_idx ON quota_holding (tenant, unit_id, quota_id)`);
    await queryRunner.query(`CREATE UNIQUE INDEX quota_holding_team_id_quota_id_idx ON quota_holding (tenant, team_id, quota_id)`);
    await queryRunner.query(`CREATE INDEX quota_holding_quota_id_idx ON quota_holding (tenant, quota_id)`);
    await queryRunner.query(`CREATE INDEX quota_holding_giver_id_idx ON quota_holding (tenant, giver_id)`);
    await queryRunner.query(`CREATE TABLE quota_entry (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      seq bigint NOT NULL DEFAULT nextval('event_seq'),
      quota_id uuid NOT NULL,
      kind text NOT NULL,
      direction text NOT NULL,
      upper_id uuid,
      lower_id uuid NOT NULL,
      amount numeric NOT NULL,
      day date NOT NULL,
      document_id uuid,
      reason text,
      event_id uuid NOT NULL,
      CONSTRAINT quota_entry_direction CHECK (direction IN ('down', 'up')),
      CONSTRAINT quota_entry_amount CHECK (amount > 0),
      CONSTRAINT quota_entry_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX quota_entry_upper_id_day_idx ON quota_entry (tenant, upper_id, day)`);
    await queryRunner.query(`CREATE INDEX quota_entry_lower_id_day_idx ON quota_entry (tenant, lower_id, day)`);
    await queryRunner.query(`CREATE INDEX quota_entry_quota_id_seq_idx ON quota_entry (tenant, quota_id, seq)`);
    await queryRunner.query(`CREATE INDEX quota_entry_document_id_idx ON quota_entry (tenant, document_id)`);
    await addReferences(queryRunner, [
      ['quota', 'unit_id', 'admin_unit'],
      ['quota', 'document_id', 'document'],
      ['quota_holding', 'quota_id', 'quota'],
      ['quota_holding', 'unit_id', 'admin_unit'],
      ['quota_holding', 'team_id', 'team'],
      ['quota_holding', 'giver_id', 'quota_holding'],
      ['quota_entry', 'quota_id', 'quota'],
      ['quota_entry', 'upper_id', 'quota_holding'],
      ['quota_entry', 'lower_id', 'quota_holding'],
      ['quota_entry', 'document_id', 'document'],
    ]);
    await enforceTenancy(queryRunner, TABLES);
    await queryRunner.query(POST);
    await queryRunner.query(
      `CREATE TRIGGER quota_entry_posted AFTER INSERT ON quota_entry FOR EACH ROW EXECUTE FUNCTION post_quota_entry()`,
    );
    await queryRunner.query(GUARD);
    await queryRunner.query(
      `CREATE TRIGGER quota_holding_guarded BEFORE INSERT OR UPDATE OR DELETE ON quota_holding FOR EACH ROW EXECUTE FUNCTION guard_quota_holding()`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await queryRunner.query(`DROP TABLE ${table}`);
    await queryRunner.query(`DROP FUNCTION post_quota_entry()`);
    await queryRunner.query(`DROP FUNCTION guard_quota_holding()`);
  }
}

/**
 * Down: the upper holding hands out, the lower one receives. Up: the lower one gives back. A grant from outside has no upper holding. Only a
 * succession may leave the upper one handing out more than it has, since it merely changes who holds what was handed out before.
 */
const POST = `CREATE FUNCTION post_quota_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  change numeric := CASE NEW.direction WHEN 'down' THEN NEW.amount ELSE -NEW.amount END;
BEGIN
  IF NEW.upper_id IS NOT NULL THEN
    UPDATE quota_holding SET allocated = allocated + change, last_day = greatest(last_day, NEW.day)
      WHERE tenant = NEW.tenant AND id = NEW.upper_id AND quota_id = NEW.quota_id
        AND (NEW.direction = 'up' OR NEW.kind = 'succession' OR allocated + change <= received);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the remainder of holding % does not suffice for %', NEW.upper_id, NEW.amount USING ERRCODE = 'check_violation', CONSTRAINT = 'quota_remainder';
    END IF;
  END IF;
  UPDATE quota_holding SET received = received + change, last_day = greatest(last_day, NEW.day)
    WHERE tenant = NEW.tenant AND id = NEW.lower_id AND quota_id = NEW.quota_id AND giver_id IS NOT DISTINCT FROM NEW.upper_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'holding % does not receive from %', NEW.lower_id, NEW.upper_id USING ERRCODE = 'check_violation', CONSTRAINT = 'quota_giver';
  END IF;
  RETURN NULL;
END $$`;

/** Amounts change through entries alone. A giver changes only while nothing is held from it. */
const GUARD = `CREATE FUNCTION guard_quota_holding() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF pg_trigger_depth() > 1 THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' AND NEW.received = 0 AND NEW.allocated = 0 THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND OLD.received = 0
     AND (NEW.received, NEW.allocated, NEW.quota_id, NEW.last_day) = (OLD.received, OLD.allocated, OLD.quota_id, OLD.last_day) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a quota holding changes through quota entries only' USING ERRCODE = 'insufficient_privilege';
END $$`;
