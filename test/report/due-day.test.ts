import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** What day a process whose machine stands in a zone says it is in Asia/Ho_Chi_Minh. */
function dayIn(zone: string, instants: readonly string[]): string[] {
  const script = `const { dayOf } = require('./src/tenancy/day.ts'); process.stdout.write(JSON.stringify(${JSON.stringify(instants)}.map((each) => dayOf(new Date(each)))))`;
  const env = { ...process.env, TZ: zone };
  return JSON.parse(execFileSync(process.execPath, ['-r', './tools/register.cjs', '-e', script], { cwd: ROOT, env, encoding: 'utf8' }));
}

it.each(['UTC', 'America/Los_Angeles', 'Asia/Ho_Chi_Minh', 'Pacific/Kiritimati'])(
  'a report handed in at 23:59:59 is of that day, one second later of the next, on a server in %s',
  (zone) => {
    expect(dayIn(zone, ['2022-08-05T23:59:59+07:00', '2022-08-06T00:00:00+07:00', '2022-08-05T23:59:59.999+07:00'])).toEqual([
      '2022-08-05',
      '2022-08-06',
      '2022-08-05',
    ]);
  },
);

it.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
  'the whole service on a server in %s takes 23:59:59 of the due day as on time and a second later as late',
  (zone) => {
    const instants = ['2023-08-05T23:59:59+07:00', '2023-08-06T00:00:00+07:00'];
    const env = { ...process.env, TZ: zone };
    const answer = execFileSync(process.execPath, ['-r', './tools/register.cjs', 'test/support/due-day.ts', ...instants], {
      cwd: ROOT,
      env,
      encoding: 'utf8',
    });
    expect(JSON.parse(answer)).toEqual(['2023-08-05 ON_TIME', '2023-08-06 LATE']);
  },
);
