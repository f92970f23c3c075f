import { StartupError } from '../src/database/startup-error';

/** A wrong command line; the message says what is wrong with it. */
export class Misuse extends Error {}

/** Runs a tool and ends with its exit code; with 2 and the reason where it was misused or could not do its work. @param command what its help is asked by. */
export function runTool(command: string, main: () => Promise<number>): void {
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      const known = error instanceof Misuse || error instanceof StartupError;
      process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
      if (error instanceof Misuse) process.stderr.write(`See ${command} -- --help\n`);
      process.exit(2);
    },
  );
}
