import { measureRestarts } from '../test/support/restarts';

/**
 * Restarts database and service under load on this machine, with a database of its own, and counts what was lost, half written or doubled:
 *   npm run bench:restarts -- --restarts 20 --port 4100
 */
const options = new Map(
  process.argv.slice(2).flatMap((each, index, all) => (each.startsWith('--') ? [[each.slice(2), all[index + 1] ?? ''] as const] : [])),
);
const restarts = Number(options.get('restarts') ?? 20);

measureRestarts({
  ofDatabase: restarts,
  ofService: restarts,
  writers: 4,
  readers: 4,
  port: Number(options.get('port') ?? 4100),
  say: (line) => process.stdout.write(`${line}\n`),
}).then(
  (figures) => process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  },
);
