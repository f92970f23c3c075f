import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../migrations';
import { provinces } from '../plugins';
import { isRole } from '../src/auth/permissions';
import type { RoleName } from '../src/auth/permissions';
import { systemSession } from '../src/bring-up';
import { readConfig } from '../src/config';
import { openTenants, prepareDatabase } from '../src/database/prepare';
import { rows } from '../src/database/session';
import type { Session } from '../src/database/session';
import { StartupError } from '../src/database/startup-error';
import { ENTITIES } from '../src/entities';
import { Refusal } from '../src/errors';
import { accountActor, createAccount, disableAccount, enableAccount, resetAccount } from '../src/modules/account';
import { write } from '../src/modules/event';
import { grantRole } from '../src/modules/grant';
import type { Writing } from '../src/modules/event';
import { nationalCodes } from '../src/modules/admin-unit';
import { createRegistry } from '../src/tenancy/registry';
import sql from 'sql-template-tag';
import { ownerUrl } from './own-database';

const HELP = `Keeps the accounts of a province from the command line: the first administrator's, or one that nobody can reach any more.

  npm run -s account -- --province <slug> <command> [<login>] [--role <role>]

  create <login>     creates an account; prints its one-time set-up token alone, for its owner to use in completeSetup within 3 days
  reset <login>      takes its password, second factor and sessions; prints a new set-up token
  disable <login>    closes it: its sessions end at once, the API keys it made are revoked
  enable <login>     opens it again
  list               prints the accounts, one a line: login, actor, state

  --role             with create: a role it is granted in the whole province, e.g. province-admin for the first administrator
  --province         ${provinces.map(({ slug }) => slug).join(', ')}

Without a grant an account can do nothing: grantRole of the API grants to its actor (account:<id>, as list shows). The service may run meanwhile.
Exit codes: 0 done, 1 the database or a setting is not usable, 2 the command line is wrong, 3 refused (no such account, or the name is taken).
`;

const LOGIN = /^[a-z0-9][a-z0-9._@-]{2,63}$/;

function fail(problem: string): never {
  process.stderr.write(`${problem}\nSee npm run -s account -- --help\n`);
  process.exit(2);
}

class NoAccount extends Error {}

type Command = (session: Session, login: string, role?: RoleName) => Promise<string>;

const onAccount =
  (name: string, work: (writing: Writing, id: string) => Promise<{ setupToken: string } | void>): Command =>
  async (session, login) => {
    const [found] = await rows<{ id: string }>(session.db, sql`SELECT id FROM account WHERE login = ${login}`);
    if (!found) throw new NoAccount(`There is no account "${login}" in ${session.province.name.vi}; see list.`);
    return write(session, { name, input: null }, async (writing) => (await work(writing, found.id))?.setupToken ?? '');
  };

const COMMANDS: Readonly<Record<string, Command>> = {
  create: (session, login, role) =>
    write(session, { name: 'createAccount', input: null }, async (writing) => {
      const { id, setupToken } = await createAccount(writing, login);
      const whole = { unitId: null, teamId: null, from: null, until: null };
      if (role) await grantRole(writing, { actor: accountActor(id), role, ...whole });
      return setupToken;
    }),
  reset: onAccount('resetAccount', resetAccount),
  disable: onAccount('disableAccount', disableAccount),
  enable: onAccount('enableAccount', enableAccount),
  async list({ db }) {
    const accounts = await rows<{ login: string; id: string; state: string }>(
      db,
      sql`SELECT login, id, CASE WHEN disabled_at IS NOT NULL THEN 'closed' WHEN password_hash IS NULL THEN 'not set up'
            WHEN totp_from IS NOT NULL THEN 'open, with a second factor' ELSE 'open' END AS state FROM account ORDER BY login`,
    );
    return accounts.map(({ login, id, state }) => `${login}\taccount:${id}\t${state}`).join('\n');
  },
};

function readArguments(): { help: true } | { help: false; slug: string; command: Command; login: string; role?: RoleName } {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: { province: { type: 'string' }, role: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    fail((error as Error).message);
  }
  const { values, positionals } = parsed;
  if (values.help) return { help: true };
  const [name = '', login = '', ...rest] = positionals;
  if (!values.province || !provinces.some(({ slug }) => slug === values.province))
    fail(values.province ? `There is no province "${values.province}".` : 'Say which --province.');
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) fail(name ? `There is no command "${name}".` : `Say what to do: ${Object.keys(COMMANDS).join(', ')}.`);
  if (name !== 'list' && !LOGIN.test(login)) fail(`The login is "${login}"; give 3 to 64 small letters, digits and . _ @ -.`);
  if (rest.length > 0 || (name === 'list' && login)) fail('There is more on the command line than the command takes.');
  const { role } = values;
  if (role !== undefined && name !== 'create') fail('--role goes with create.');
  if (role !== undefined && (role === 'public' || !isRole(role))) fail(`There is no role "${role}" to grant; see README.`);
  return { help: false, slug: values.province, command, login, role: role as RoleName | undefined };
}

async function main(): Promise<void> {
  const asked = readArguments();
  if (asked.help) {
    process.stdout.write(HELP);
    return;
  }
  const config = readConfig(process.env, join(__dirname, '..'));
  const registry = createRegistry(provinces, nationalCodes);
  const { url, close } = await ownerUrl(config);
  let db: DataSource | undefined;
  try {
    const blueprint = { ownerUrl: url, entities: ENTITIES, migrations: MIGRATIONS, roleSecret: config.roleSecret };
    await prepareDatabase({ ...blueprint, slugs: [...registry.keys()] });
    db = (await openTenants({ ...blueprint, slugs: [asked.slug] })).get(asked.slug);
    const province = registry.get(asked.slug);
    if (!db || !province) throw new StartupError(`The province ${asked.slug} is not there.`);
    const said = await asked.command(systemSession(province, db, new Date()), asked.login, asked.role);
    if (said) process.stdout.write(`${said}\n`);
  } finally {
    await db?.destroy();
    await close();
  }
}

main().catch((error: unknown) => {
  const refused = error instanceof Refusal || error instanceof NoAccount;
  process.stderr.write(`${refused || error instanceof StartupError ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(refused ? 3 : 1);
});
