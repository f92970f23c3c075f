import { mkdtempSync, rmSync } from 'node:fs';
import { startEmbedded } from '../../src/database/embedded';
import type { EmbeddedServer } from '../../src/database/embedded';

let server: EmbeddedServer | undefined;
let folder: string | undefined;

/** Starts a throw-away server; @returns its URL. */
export async function startTestCluster(): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL;
  folder = mkdtempSync('/var/tmp/to-so-test-');
  server = await startEmbedded({ dataDir: folder, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } });
  return server.url;
}

export async function stopTestCluster(): Promise<void> {
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
}
