import 'reflect-metadata';
import { cold } from './reads/cold';
import { contestantsOf } from './reads/contestants';
import { installPostGraphile } from './reads/contestants/postgraphile';
import { flat } from './reads/flat';
import type { Bench } from './reads/measure';
import { endOnSignals, exit, log, openBench } from './reads/open';
import { HELP, readOptions, WrongOption } from './reads/options';
import type { Options } from './reads/options';
import { profile } from './reads/profile';
import { machine, writeReadme } from './reads/readme';
import { sideBySide } from './reads/side-by-side';
import { asTables } from './reads/tables';

const print = (text: string) => void process.stdout.write(`${text}\n`);

async function compareAll(bench: Bench, options: Options): Promise<number> {
  const { results, differ } = await sideBySide(bench, contestantsOf(options.contestants), options);
  // Where the database lies is of this machine only.
  const said = process.argv.slice(2).filter((each, at, all) => !/^--data(=|$)/.test(each) && all[at - 1] !== '--data');
  const command = `npm run bench -- ${said.join(' ')}`.trim();
  const markdown = async () => `\`${command}\`, on ${await machine(bench)}\n\n${asTables(results, 'markdown')}`;
  if (options.json) print(JSON.stringify({ command, machine: await machine(bench), results }, null, 2));
  else if (results.length > 0) print(options.markdown ? await markdown() : asTables(results, 'terminal'));
  if (options.readme && results.length > 0) writeReadme(await markdown());
  return differ ? 1 : 0;
}

async function run(options: Options): Promise<number> {
  const opened = [await openBench(options.data, options.province)];
  const close = async () => {
    for (const each of opened.splice(0)) await each.close();
  };
  endOnSignals(close);
  try {
    const [{ bench }] = opened as [(typeof opened)[number]];
    log(`${bench.place.slug} in ${bench.place.dataDir}`);
    if (options.flat !== undefined) {
      const other = await openBench(options.flat, options.province);
      opened.push(other);
      print(await flat(bench, other.bench, options));
      return 0;
    }
    if (options.cold) {
      print(await cold(bench, options.operations, options.port));
      return 0;
    }
    if (options.profile !== undefined) {
      const concurrency = options.concurrency.includes(8) ? 8 : (options.concurrency[0] as number);
      print(await profile(bench, options.profile, { ...options, concurrency }));
      return 0;
    }
    return await compareAll(bench, options);
  } finally {
    await close();
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) print(HELP.trimEnd());
  else if (options.install) installPostGraphile(true);
  else return run(options);
  return 0;
}

main().then(exit, (error: unknown) => {
  const isWrong = error instanceof WrongOption;
  if (isWrong) process.stderr.write(`${error.message}\nSee npm run bench -- --help\n`);
  else log(String((error as Error).stack));
  exit(isWrong ? 2 : 1);
});
