import { PERMISSIONS, ROLES } from '../src/auth/permissions';
import type { Permission } from '../src/auth/permissions';

const BEGIN = '<!-- roles: written by npm run gen from src/auth/permissions.ts -->';
const END = '<!-- end of roles -->';

/** README with the table of roles as it should be between its two marks. */
export function withRoles(readme: string): string {
  const [before, rest, ...more] = readme.split(BEGIN);
  const [, after, ...others] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined || more.length > 0 || others.length > 0)
    throw new Error(`README.md must contain, once and in this order: "${BEGIN}" and "${END}".`);
  return `${before}${BEGIN}\n\n${renderRoles()}\n\n${END}${after}`;
}

function renderRoles(): string {
  return [
    '| role | what for | in the whole province | where the grant is |',
    '|---|---|---|---|',
    ...Object.entries(ROLES).map(
      ([name, { description, province, subtree }]) => `| \`${name}\` | ${description} | ${list(province)} | ${list(subtree)} |`,
    ),
  ].join('\n');
}

/** In the order of the catalogue, so that moving a line of a role moves nothing here. */
function list(held: readonly Permission[]): string {
  return PERMISSIONS.filter((permission) => held.includes(permission))
    .map((permission) => `\`${permission}\``)
    .join(' ');
}
