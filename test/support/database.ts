import { Client } from 'pg';
import { TEMPLATE } from './constants';

let count = 0;

/** A copy of the filled database for one test file. @returns the owner's URL of it. */
export async function cloneDatabase(): Promise<string> {
  const serverUrl = process.env.TEST_SERVER_URL as string;
  const name = `to_so_${process.env.JEST_WORKER_ID}_${process.pid}_${++count}`;
  await asOwner(serverUrl, (client) => client.query(`CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE}" STRATEGY file_copy`));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Drops a database, if it is there, with the roles that carry its name. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await asOwner(serverUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    const { rows } = await client.query<{ rolname: string }>(`SELECT rolname FROM pg_roles WHERE split_part(rolname, ':', 1) = $1`, [name]);
    for (const { rolname } of rows) await client.query(`DROP ROLE "${rolname}"`);
  });
}

/** Runs statements as the owner of the tables, past row level security. */
export async function asOwner<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
