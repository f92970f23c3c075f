import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TOKEN_KEY, ROLE_SECRET } from './constants';

const checkout = path.join(__dirname, '../..');

export interface Service {
  readonly url: string;
  readonly child: ChildProcess;
  /** How it ended: its exit code, or the signal. */
  readonly ended: Promise<number | string>;
  /** What it has written so far. */
  output(): string;
  /** Ends it, however, and removes its folder. */
  remove(): Promise<void>;
}

/** The service as its operator runs it: a process of its own, on a free port. */
export async function startService(env: Record<string, string>): Promise<Service> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'to-so-service-'));
  const child = spawn(process.execPath, ['-r', path.join(checkout, 'tools/register.cjs'), path.join(checkout, 'src/main.ts')], {
    cwd: checkout,
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: '0',
      TO_SO_DATA: dataDir,
      TO_SO_DEMO: 'off',
      TO_SO_TOKEN_KEY: TOKEN_KEY,
      TO_SO_ROLE_SECRET: ROLE_SECRET,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<number | string>((resolve) => child.once('exit', (code, signal) => resolve(code ?? String(signal))));
  const remove = async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (text: string) => {
      said += text;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    void ended.then((how) => reject(new Error(`The service ended (${how}):\n${said}`)));
  });
  return { url, child, ended, output: () => said, remove };
}
