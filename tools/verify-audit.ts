import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Progress } from '../src/terminal';
import { verifyChain } from './audit-chain';
import type { Anchor, ChainName } from './audit-chain';
import { chosenProvinces, EXIT, failed, onProvinces, UsageError } from './on-provinces';

const HELP = `Walks the chains over the log of events and over the reads of personal data, and names every row that was altered, removed,
put in or moved. The service may run meanwhile.

  npm run -s verify-audit -- [--province <slug>] [--expect <position>:<hash>] [--expect-reads <position>:<hash>]

  --province       one province; all if not given
  --expect         a head of the events that was printed before and kept elsewhere: shows a tail that was cut off, and a chain that
                   was written anew; with --province; may be given many times
  --expect-reads   the same of the reads of personal data

Prints the head of each chain; keep it where nobody who has the database can write. Exit code: ${EXIT.fine} whole, ${EXIT.found} something found, ${EXIT.wrongUse} wrong use,
${EXIT.unavailable} the database cannot be read.
`;

function anchors(texts: readonly string[] = []): Anchor[] {
  return texts.map((text) => {
    const [, position, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
    if (!position || !hash) throw new UsageError(`"${text}" is not <position>:<hash> as this program prints it.`);
    return { position: Number(position), hash };
  });
}

function read() {
  try {
    return parseArgs({
      options: {
        province: { type: 'string' },
        expect: { type: 'string', multiple: true },
        'expect-reads': { type: 'string', multiple: true },
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
  const expected: Record<ChainName, Anchor[]> = { event: anchors(values.expect), personal_read: anchors(values['expect-reads']) };
  if (!values.province && (values.expect || values['expect-reads']))
    throw new UsageError('A head belongs to a province; say which with --province.');
  // Progress goes to the error stream, so that what was found can be kept alone.
  const progress = new Progress(process.stderr);
  await onProvinces(chosenProvinces(values.province), async ({ slug }, db) => {
    for (const name of ['event', 'personal_read'] as const) {
      const { problems, rows, head } = await progress.step(`Walking ${name} of ${slug}`, (show) =>
        verifyChain(db, name, { expected: expected[name], progress: show }),
      );
      for (const problem of problems) process.stdout.write(`${slug} ${problem}\n`);
      if (problems.length > 0) process.exitCode = EXIT.found;
      else process.stdout.write(`${slug} ${name}: ${rows} rows, whole; head ${head ? `${head.position}:${head.hash}` : '–'}\n`);
    }
  });
}

main().catch((error: unknown) => failed(error, HELP));
