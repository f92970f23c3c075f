import 'reflect-metadata';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config';
import { dayOf } from '../src/tenancy/day';
import { explainer } from '../tools/explain-query';
import { variables } from './reads/contestants/ours';
import type { Subject } from './reads/kinds';
import { openBench } from './reads/open';
import { chooseOperations, OPERATIONS } from './reads/operations';
import { resetReports } from './reads/reset-reports';

const HELP = `Writes how PostgreSQL runs each operation of the benchmark, as the province's own role, into bench/plans/. The approval is made, and undone.

  npm run bench:plans -- [--data <folder>] [--province <slug>] [--check]

  --data       data folder of a database with national data; default TO_SO_DATA, or that of npm start
  --province   default: the one with most reports
  --check      writes nothing; tells which plans are other than those in the folder

Exit codes: 0 written or the same, 1 some are other, 2 the command line is wrong.
`;

const FOLDER = join(__dirname, 'plans');

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { data: text, province: text, check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return void process.stdout.write(HELP);
  const { bench, close } = await openBench(values.data, values.province);
  const { place, owner } = bench;
  const today = `'${dayOf(new Date())}'::date`;
  try {
    const config = readConfig({ ...process.env, TO_SO_DATA: place.dataDir }, join(__dirname, '..'));
    const { explain, close: end } = await explainer(place.url, config, place.slug);
    try {
      mkdirSync(FOLDER, { recursive: true });
      for (const operation of await chooseOperations(owner, place.slug, OPERATIONS)) {
        const { name, title, isWrite } = operation;
        const subject = operation.subjects[0] as Subject;
        const undo = async () => void (isWrite && (await resetReports(owner, place, [subject.report as string])));
        await undo();
        const ask = (hash: string) => {
          const asked = { source: operation.document, variables: variables(operation, { ...subject, hash }) };
          return explain({ ...asked, role: isWrite ? 'province-admin' : 'province-officer' }, 'bare');
        };
        let { statements, refused } = await ask('x'.repeat(64));
        // Whoever approves names the hash of what they read; the refusal of another tells it.
        const actual = isWrite ? refused[0]?.extensions?.details?.actual : undefined;
        if (typeof actual === 'string') ({ statements, refused } = await ask(actual));
        await undo();
        if (refused.length > 0) throw new Error(`${title}: ${refused.map(({ message }) => message).join(' ')}`);
        const plans = statements.map(
          ({ plan }, index) => `\n-- statement ${index + 1} of ${statements.length}\n${plan.replaceAll(today, 'today')}\n`,
        );
        const found = `# ${title}\n${plans.join('')}`;
        const file = join(FOLDER, `${name}.txt`);
        if (!values.check) writeFileSync(file, found);
        else if (readFileSync(file, 'utf8') !== found) {
          process.stdout.write(`${name} is run in another way now:\n${found}\n`);
          process.exitCode = 1;
        }
      }
    } finally {
      await end();
    }
  } finally {
    await close();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS') ? 2 : 1;
});
