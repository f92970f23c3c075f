import { readFileSync } from 'node:fs';
import { StartupError } from '../database/startup-error';
import { checkIssuers } from './issuer-config';
import type { IssuerConfigs } from './issuer-config';

/** The issuers that a file states. @throws StartupError with everything that is wrong with it. */
export function readIssuers(
  file: string | undefined,
  slugs: readonly string[],
  knowsUnit: (slug: string, code: string) => boolean,
): IssuerConfigs {
  if (file === undefined) return new Map();
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartupError(
      `TO_SO_ISSUERS names ${file}, which cannot be read (${(error as Error).message}); correct the name or the file.`,
    );
  }
  const { configs, problems } = checkIssuers(value, slugs, knowsUnit);
  if (problems.length > 0) throw new StartupError(problems.map((problem) => `${file}: ${problem}`).join('\n'));
  return configs;
}
