import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { systemSession } from '../src/bring-up';
import { RETENTION } from '../src/modules/person';
import { applyRetention, dueForRetention } from '../src/modules/personal-data';
import type { RetentionPeriods } from '../src/modules/personal-data';
import { Progress } from '../src/terminal';
import { chosenProvinces, EXIT, failed, onProvinces, UsageError } from './on-provinces';

const HELP = `Takes personal data away whose time is over: a period for each class, counted from the day the last membership of a person ended.
Memberships, counts and events stay; the event person.expired says which fields went.

  npm run -s retention -- (--dry-run | --apply) [--province <slug>] [--days <class>=<n>]

  --dry-run    says how many persons it would be, and changes nothing
  --apply      does it
  --province   one province; all if not given
  --days       another period for a class: ${Object.entries(RETENTION)
    .map(([name, days]) => `${name} (${days} if not given)`)
    .join(', ')}; may be given many times

Data of somebody who is in a team today is never touched, nor that of somebody who never was in one. Exit code: ${EXIT.fine} done, ${EXIT.wrongUse} wrong use,
${EXIT.unavailable} the database cannot be used.
`;

function periods(texts: readonly string[] = []): RetentionPeriods {
  const given = texts.map((text) => {
    const [, name = '', days = ''] = /^(\w+)=(\d{1,5})$/.exec(text) ?? [];
    if (!Object.hasOwn(RETENTION, name))
      throw new UsageError(`"${text}" is not <class>=<days>, with one of ${Object.keys(RETENTION).join(', ')}.`);
    return [name, Number(days)] as const;
  });
  return { ...RETENTION, ...Object.fromEntries(given) };
}

function read() {
  try {
    return parseArgs({
      options: {
        'dry-run': { type: 'boolean' },
        apply: { type: 'boolean' },
        province: { type: 'string' },
        days: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function main(): Promise<void> {
  const values = read();
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  if (Boolean(values['dry-run']) === Boolean(values.apply)) throw new UsageError('Say either --dry-run or --apply.');
  const kept = periods(values.days);
  const progress = new Progress(process.stderr);
  await onProvinces(chosenProvinces(values.province), async (province, db) => {
    const session = systemSession(province, db, new Date());
    const counts = values.apply
      ? await progress.step(`Taking data away in ${province.slug}`, (show) => applyRetention(session, kept, show))
      : {
          ordinary: (await dueForRetention(session, 'ordinary', kept.ordinary)).length,
          identifier: (await dueForRetention(session, 'identifier', kept.identifier)).length,
        };
    for (const name of ['ordinary', 'identifier'] as const)
      process.stdout.write(
        `${province.slug} ${name} data, ${kept[name]} days after the last membership: ${counts[name]} persons ${values.apply ? 'done' : 'due'}\n`,
      );
  });
}

main().catch((error: unknown) => failed(error, HELP));
