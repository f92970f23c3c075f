import 'reflect-metadata';
import { contestantsOf } from './reads/contestants';
import { endOnSignals, log, openBench } from './reads/open';
import { profile } from './reads/profile';
import { HELP, readOptions, WrongOption } from './reads/options';
import { sideBySide } from './reads/side-by-side';
import { asTables } from './reads/tables';

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { bench, close } = await openBench(options.data, options.province);
  endOnSignals(close);
  try {
    log(`${bench.place.slug} in ${bench.place.dataDir}`);
    if (options.profile) {
      const concurrency = options.concurrency.includes(8) ? 8 : (options.concurrency[0] as number);
      process.stdout.write(`${await profile(bench, options.profile, { ...options, concurrency })}\n`);
      return 0;
    }
    const { results, differ } = await sideBySide(bench, contestantsOf(options.contestants), options);
    if (options.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
    else if (results.length > 0) process.stdout.write(`${asTables(results, options.markdown ? 'markdown' : 'terminal')}\n`);
    return differ ? 1 : 0;
  } finally {
    await close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const isWrong = error instanceof WrongOption;
    process.stderr.write(isWrong ? `${error.message}\nSee npm run bench -- --help\n` : `${(error as Error).stack}\n`);
    process.exit(isWrong ? 2 : 1);
  },
);
