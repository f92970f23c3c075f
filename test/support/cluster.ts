import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbedded } from '../../src/database/embedded';
import type { EmbeddedServer } from '../../src/database/embedded';

/**
 * Outlives the tests, whatever ends them, even a kill: when its input closes, it stops the server that is left and removes the folder.
 * The server is not asked to end in good order, as nothing in it will be needed again.
 */
const GUARD = `
const { readFileSync, rmSync } = require('node:fs');
const folder = process.argv[1];
const running = (pid, signal) => { try { return process.kill(pid, signal); } catch { return false; } };
process.stdin.resume().on('end', async () => {
  let pid = 0;
  try { pid = parseInt(readFileSync(folder + '/pg/postmaster.pid', 'utf8')); } catch {}
  if (pid > 0 && running(pid, 'SIGQUIT')) for (let i = 0; i < 100 && running(pid, 0); i++) await new Promise((done) => setTimeout(done, 50));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});`;

let server: EmbeddedServer | undefined;
let guard: ChildProcess | undefined;

/**
 * Starts a throw-away server that is fast and forgets everything in a crash, or takes the one of TEST_DATABASE_URL.
 * @returns its URL, as superuser
 */
export async function startTestCluster(): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL;
  const dataDir = mkdtempSync(path.join(tmpdir(), 'to-so-test-'));
  guard = spawn(process.execPath, ['-e', GUARD, dataDir], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: '/' });
  guard.unref();
  server = await startEmbedded({ dataDir, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } });
  return server.url;
}

/** Stops the throw-away server and waits until nothing is left of it. */
export async function stopTestCluster(): Promise<void> {
  await server?.stop();
  if (!guard) return;
  guard.ref();
  guard.stdin?.end();
  await once(guard, 'exit');
}
