import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { provinces } from '../plugins';
import { isRole, ROLES } from '../src/auth/permissions';
import { issueToken } from '../src/auth/token';
import { TokenKeys } from '../src/auth/token-keys';
import { readConfig } from '../src/config';
import { nationalCodes } from '../src/modules/admin-unit';

const HELP = `Issues a token for development, signed with the key in the data folder, or with the newest that TO_SO_TOKEN_KEYS or TO_SO_TOKEN_KEY gives.

  npm run -s token -- --province <slug> --role <role> [--unit <code>] [--subject <name>] [--hours <n>]

  --province   ${provinces.map(({ slug }) => slug).join(', ')}
  --role       ${Object.entries(ROLES)
    .map(([name, { description }]) => `${name.padEnd(18)} ${description}`)
    .join('\n               ')}
  --unit       official code of the unit the role is held in, e.g. 10057 (Xã Thụy Hương); the whole province if not given
  --subject    who it is, as events will name it; default: the role
  --hours      how long it is valid; default 12

The token is printed alone, so that TOKEN=$(npm run -s token -- …) works. A running service needs no restart.
`;

function fail(problem: string): never {
  process.stderr.write(`${problem}\nSee npm run -s token -- --help\n`);
  process.exit(2);
}

function main(): void {
  let values: { province?: string; role?: string; unit?: string; subject?: string; hours?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      options: {
        province: { type: 'string' },
        role: { type: 'string' },
        unit: { type: 'string' },
        subject: { type: 'string' },
        hours: { type: 'string', default: '12' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    fail((error as Error).message);
  }
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const { province: slug, role, unit, hours } = values;
  const province = provinces.find((each) => each.slug === slug);
  if (!province) fail(slug ? `There is no province "${slug}".` : 'Say which --province.');
  if (!role || !isRole(role)) fail(role ? `There is no role "${role}".` : 'Say which --role.');
  if (unit !== undefined && !nationalCodes(province.code).has(unit)) fail(`There is no unit with code "${unit}" in ${province.name.vi}.`);
  const expiresIn = Number(hours) * 3600;
  if (!(expiresIn > 0 && expiresIn <= 366 * 24 * 3600)) fail(`--hours is "${hours}"; give a number above 0, at most a year.`);
  const { tokenKey } = readConfig(process.env, join(__dirname, '..'));
  const grants = [{ role, ...(unit === undefined ? {} : { unit }) }];
  process.stdout.write(
    `${issueToken({ tenant: province.slug, subject: values.subject ?? role, grants }, new TokenKeys(tokenKey), expiresIn)}\n`,
  );
}

main();
