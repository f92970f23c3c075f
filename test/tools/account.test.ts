import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { ROLE_SECRET } from '../support/constants';
import { COMPLETE, PASSWORD, SIGN_IN, signIn, STRANGER } from '../support/signed-in';

const ROOT = join(__dirname, '../..');

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

/** What npm run account does. */
function run(...args: string[]): { status: number | null; out: string; said: string } {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: service.ownerUrl,
    TO_SO_ROLE_SECRET: ROLE_SECRET,
    TO_SO_ACCOUNT_SECRET: 'x'.repeat(32),
    TO_SO_TOKEN_KEY: 'x'.repeat(32),
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', './tools/register.cjs', 'tools/account.ts', ...args], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  return { status, out: stdout.trim(), said: stderr };
}
const onHaNoi = (...args: string[]) => run('--province', 'ha-noi', ...args);

it('the first account is made from the command line, while the service runs, and set up by its owner', async () => {
  const { status, out } = onHaNoi('create', 'quan.tri');
  expect({ status, out }).toEqual({ status: 0, out: expect.stringMatching(/^tsu_[\w-]{43}$/) });
  expect(onHaNoi('create', 'quan.tri')).toMatchObject({ status: 3, out: '' });
  // The machine's clock made the token; that of the tests stands still before it.
  await service.as('ha-noi', STRANGER).ask(COMPLETE, { input: { setupToken: out, password: PASSWORD } });
  await signIn(service, 'quan.tri');
  expect(onHaNoi('list').out).toMatch(/^quan\.tri\taccount:[0-9a-f-]{36}\topen$/);
  expect(onHaNoi('disable', 'quan.tri').status).toBe(0);
  expect(await service.as('ha-noi', STRANGER).refusal(SIGN_IN, { input: { login: 'quan.tri', password: PASSWORD } })).toBe(
    'SIGN_IN_REFUSED',
  );
}, 120_000);

it('the first administrator is made with a role, in the whole province and for as long as nobody takes it back', async () => {
  expect(onHaNoi('create', 'truong.ban', '--role', 'province-admin').status).toBe(0);
  const [, actor] = /truong\.ban\t(account:\S+)/.exec(onHaNoi('list').out) ?? [];
  const { grants } = await service
    .as('ha-noi', { role: 'province-admin' })
    .ask(
      'query ($actor: String) { grants(filter: { actor: $actor }) { edges { node { role unit { id } team { id } until grantedBy } } } }',
      {
        actor,
      },
    );
  expect(grants.edges).toEqual([{ node: { role: 'PROVINCE_ADMIN', unit: null, team: null, until: null, grantedBy: 'system' } }]);
}, 120_000);

it('the command says what is wrong, and by its exit code what kind of thing', () => {
  for (const [args, status, problem] of [
    [['--help'], 0, ''],
    [['--province', 'hue', 'list'], 2, 'There is no province "hue".'],
    [['--province', 'ha-noi', 'create', 'Viết Hoa'], 2, 'give 3 to 64 small letters'],
    [['--province', 'ha-noi', 'create', 'ai.do', '--role', 'king'], 2, 'There is no role "king" to grant'],
    [['--province', 'ha-noi', 'list', '--role', 'reader'], 2, '--role goes with create.'],
    [['--province', 'ha-noi', 'reset', 'khong.co'], 3, 'There is no account "khong.co"'],
  ] as const) {
    const { status: code, said } = run(...args);
    expect({ args, code, said }).toEqual({ args, code: status, said: expect.stringContaining(problem) });
  }
}, 120_000);
