import { parseArgs } from 'node:util';
import { measureRestarts } from '../test/support/restarts';

const HELP = `Restarts the database and the service under load, with a database of its own on this machine, and counts what was lost, half written or doubled.

  npm run bench:restarts -- [--restarts <n>] [--port <n>]

  --restarts   how often each of the two is restarted, every other time by a kill; default 20 (about two minutes)
  --port       where the service listens meanwhile; default 4100

Exit codes: 0 measured, 1 a change was lost, half written or doubled, or it could not be measured, 2 the command line is wrong.
`;

function wrong(problem: string): never {
  process.stderr.write(`${problem}\nSee npm run bench:restarts -- --help\n`);
  process.exit(2);
}

function readOptions(): { restarts: number; port: number } {
  try {
    const { values } = parseArgs({
      options: {
        restarts: { type: 'string', default: '20' },
        port: { type: 'string', default: '4100' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const [restarts, port] = [Number(values.restarts), Number(values.port)];
    if (!Number.isInteger(restarts) || restarts < 1) wrong(`--restarts is "${values.restarts}"; give a whole number of at least 1.`);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) wrong(`--port is "${values.port}"; give a number from 1 to 65535.`);
    return { restarts, port };
  } catch (error) {
    return wrong((error as Error).message);
  }
}

const { restarts, port } = readOptions();
measureRestarts({
  ofDatabase: restarts,
  ofService: restarts,
  writers: 4,
  readers: 4,
  port,
  say: (line) => process.stdout.write(`${line}\n`),
}).then(
  (figures) => process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  },
);
