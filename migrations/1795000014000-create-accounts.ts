import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addReferences, enforceTenancy } from './tenancy';

const TABLES = ['account', 'account_session', 'refresh_token', 'recovery_code', 'sign_in_count', 'api_key'];

/** Accounts, their sessions and second factors, what slows guessing down, and keys of machines. Of every secret only what recognises it is kept. */
export class CreateAccounts1795000014000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE account (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      login text NOT NULL,
      password_hash text,
      setup_hash text,
      setup_until TIMESTAMP WITH TIME ZONE,
      totp_secret text,
      totp_from TIMESTAMP WITH TIME ZONE,
      totp_step bigint,
      created_at TIMESTAMP WITH TIME ZONE NOT NULL,
      disabled_at TIMESTAMP WITH TIME ZONE,
      CONSTRAINT account_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE UNIQUE INDEX account_login_idx ON account (tenant, login)`);
    await queryRunner.query(`CREATE UNIQUE INDEX account_setup_hash_idx ON account (tenant, setup_hash) WHERE setup_hash IS NOT NULL`);
    await queryRunner.query(`CREATE TABLE account_session (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      account_id uuid NOT NULL,
      opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
      until TIMESTAMP WITH TIME ZONE NOT NULL,
      ended_at TIMESTAMP WITH TIME ZONE,
      CONSTRAINT account_session_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX account_session_account_id_idx ON account_session (tenant, account_id)`);
    await queryRunner.query(`CREATE TABLE refresh_token (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      session_id uuid NOT NULL,
      hash text NOT NULL,
      until TIMESTAMP WITH TIME ZONE NOT NULL,
      used_at TIMESTAMP WITH TIME ZONE,
      CONSTRAINT refresh_token_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE UNIQUE INDEX refresh_token_hash_idx ON refresh_token (tenant, hash)`);
    await queryRunner.query(`CREATE INDEX refresh_token_session_id_idx ON refresh_token (tenant, session_id)`);
    await queryRunner.query(`CREATE TABLE recovery_code (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      account_id uuid NOT NULL,
      hash text NOT NULL,
      used_at TIMESTAMP WITH TIME ZONE,
      CONSTRAINT recovery_code_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE UNIQUE INDEX recovery_code_account_id_hash_idx ON recovery_code (tenant, account_id, hash)`);
    await queryRunner.query(`CREATE TABLE sign_in_count (
      tenant text NOT NULL DEFAULT app_tenant(),
      key text NOT NULL,
      failures integer NOT NULL,
      failed_at TIMESTAMP WITH TIME ZONE NOT NULL,
      waits_until TIMESTAMP WITH TIME ZONE NOT NULL,
      known_until TIMESTAMP WITH TIME ZONE,
      CONSTRAINT sign_in_count_pkey PRIMARY KEY (tenant, key)
    )`);
    await queryRunner.query(`CREATE INDEX sign_in_count_failed_at_idx ON sign_in_count (tenant, failed_at)`);
    await queryRunner.query(`CREATE TABLE api_key (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      name text NOT NULL,
      prefix text NOT NULL,
      hash text NOT NULL,
      scopes text array NOT NULL,
      unit_code text,
      until_day date NOT NULL,
      addresses text array NOT NULL,
      maker text NOT NULL,
      created_at TIMESTAMP WITH TIME ZONE NOT NULL,
      last_used_at TIMESTAMP WITH TIME ZONE,
      revoked_at TIMESTAMP WITH TIME ZONE,
      CONSTRAINT api_key_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE UNIQUE INDEX api_key_prefix_idx ON api_key (tenant, prefix)`);
    await addReferences(queryRunner, [
      ['account_session', 'account_id', 'account'],
      ['refresh_token', 'session_id', 'account_session'],
      ['recovery_code', 'account_id', 'account'],
    ]);
    await enforceTenancy(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await queryRunner.query(`DROP TABLE ${table}`);
  }
}
