import { parseArgs } from 'node:util';
import { OPERATIONS } from './operations';

export const CONTESTANTS = ['ours', 'limit', 'postgraphile', 'ordinary'] as const;

export const HELP = `What reading costs over HTTP, beside what else one could have built and beside what this machine can do.

  npm run bench -- [--contestants ours,limit] [--operations team,page] [--concurrency 1,8,32] [--rounds 3] [--seconds 5]

  --contestants   of ${CONTESTANTS.join(', ')}; all if not given
  --operations    of ${OPERATIONS.join(', ')}; all if not given
  --concurrency   requests at once; default 1,8,32
  --rounds        stretches of load of each; they alternate, and medians are shown with the least and the most; default 3
  --seconds       length of a stretch, after a quarter of it to warm up; default 5
  --data          data folder of the database; default TO_SO_DATA, or that of npm start. DATABASE_URL names a server of your own instead
  --province      default: the one with most reports
  --port          first of three ports to use; default 4330
  --only-compare  compares the answers and times nothing
  --markdown      prints Markdown; --json prints every sample; --readme writes the table into README.md
  --install       installs PostGraphile and a Node of its own into bench/postgraphile, which the first run does by itself

  --profile <operation>     where the service's CPU goes, by package and by function
  --cold                    the first request of a new document beside the warm one, and what 10,000 documents leave in memory
  --flat <data folder>      p50 of every read here beside that in another database, as a ratio

The database may be in use, but whatever else runs is measured with it. Approving puts steps and events into the log; roll-ups stay right.
Exits with 0; 1 if something failed or answers differ; 2 for a wrong option.
`;

export class WrongOption extends Error {}

function listOf<T extends string>(name: string, text: string | undefined, known: readonly T[]): readonly T[] {
  if (text === undefined) return known;
  const given = text.split(',').map((each) => each.trim());
  const wrong = given.find((each) => !(known as readonly string[]).includes(each));
  if (wrong !== undefined) throw new WrongOption(`--${name} names "${wrong}"; give some of ${known.join(', ')}.`);
  return given as T[];
}

function numberOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!(value >= least && value <= most)) throw new WrongOption(`--${name} is "${text}"; give a number from ${least} to ${most}.`);
  return value;
}

/** @throws WrongOption */
export function readOptions(argv: readonly string[]) {
  const text = { type: 'string' as const };
  const flag = { type: 'boolean' as const, default: false };
  const parse = () => {
    try {
      return parseArgs({
        args: [...argv],
        options: {
          contestants: text,
          operations: text,
          concurrency: { ...text, default: '1,8,32' },
          rounds: { ...text, default: '3' },
          seconds: { ...text, default: '5' },
          data: text,
          province: text,
          port: { ...text, default: '4330' },
          profile: text,
          flat: text,
          cold: flag,
          install: flag,
          'only-compare': flag,
          markdown: flag,
          json: flag,
          readme: flag,
          help: { ...flag, short: 'h' },
        },
      }).values;
    } catch (error) {
      throw new WrongOption((error as Error).message);
    }
  };
  const values = parse();
  return {
    ...values,
    contestants: listOf('contestants', values.contestants, CONTESTANTS),
    operations: listOf('operations', values.operations, OPERATIONS),
    concurrency: values.concurrency.split(',').map((each) => numberOf('concurrency', each, 1, 1000)),
    rounds: Math.round(numberOf('rounds', values.rounds, 1, 100)),
    seconds: numberOf('seconds', values.seconds, 0.2, 600),
    port: Math.round(numberOf('port', values.port, 1024, 65_500)),
    profile: values.profile === undefined ? undefined : listOf('profile', values.profile, OPERATIONS)[0],
  };
}

export type Options = ReturnType<typeof readOptions>;
