import { createHmac } from 'node:crypto';
import type { DataSource } from 'typeorm';

/** The login role of a province in this database. Row level security reads the province from what stands behind the colon. */
export function tenantRole(database: string, slug: string): string {
  return `${database}:${slug}`;
}

/** Password of a tenant's role; derived, so that nothing but the secret needs keeping. */
export function tenantPassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(role).digest('base64url');
}

/** The owner's URL with a tenant's role in place of the owner's. */
export function tenantUrl(ownerUrl: string, secret: string, slug: string): string {
  const url = new URL(ownerUrl);
  const role = tenantRole(decodeURIComponent(url.pathname.slice(1)), slug);
  url.username = encodeURIComponent(role);
  url.password = tenantPassword(secret, role);
  return url.href;
}

/** Tables that no role of the service may change or remove a row of once written. */
export const APPEND_ONLY = ['event', 'event_seal', 'idempotency_key', 'personal_read', 'personal_read_subject', 'quota_entry'] as const;

/**
 * Gives every province its login role: no ownership, no membership but of the group that holds the grants, bounded statements.
 * Roles are shared by the whole server, so each carries the database's name.
 * @param owner connects as the owner of the tables, who must be allowed to create roles.
 */
export async function ensureTenantRoles(owner: DataSource, slugs: readonly string[], secret: string): Promise<void> {
  const [{ database }] = await owner.query('SELECT current_database() AS database');
  const group = tenantRole(database, '_service');
  await owner.transaction(async (manager) => {
    const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
    // Two services that start at once must not both create a role.
    await manager.query('SELECT pg_advisory_xact_lock(7461)');
    const known = new Set(
      (await manager.query('SELECT rolname FROM pg_roles WHERE rolname LIKE $1', [`${database}:%`])).map(
        (row: { rolname: string }) => row.rolname,
      ),
    );
    if (!known.has(group)) await manager.query(`CREATE ROLE ${quote(group)} NOLOGIN`);
    await manager.query(`GRANT USAGE ON SCHEMA public TO ${quote(group)}`);
    await manager.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${quote(group)}`);
    await manager.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${quote(group)}`);
    await manager.query(`REVOKE ALL ON TABLE migrations FROM ${quote(group)}`);
    for (const table of APPEND_ONLY) await manager.query(`REVOKE UPDATE, DELETE ON TABLE ${table} FROM ${quote(group)}`);
    for (const slug of slugs) {
      const role = tenantRole(database, slug);
      if (!known.has(role)) await manager.query(`CREATE ROLE ${quote(role)} LOGIN`);
      await manager.query(`ALTER ROLE ${quote(role)} LOGIN PASSWORD '${tenantPassword(secret, role)}'`);
      await manager.query(`ALTER ROLE ${quote(role)} SET statement_timeout = '15s'`);
      await manager.query(`ALTER ROLE ${quote(role)} SET lock_timeout = '5s'`);
      await manager.query(`ALTER ROLE ${quote(role)} SET idle_in_transaction_session_timeout = '30s'`);
      await manager.query(`GRANT ${quote(group)} TO ${quote(role)}`);
      await manager.query(`GRANT CONNECT ON DATABASE ${quote(database)} TO ${quote(role)}`);
    }
  });
}
