import { constants } from 'node:os';

/** What ends a service that does not end by itself, beyond the drain: a server that neither answers nor closes. */
const REST_MS = 10_000;

/** What has to end when the service does: the last begun first, so that the database's server outlasts all that asks it. */
export class Ending {
  private readonly steps: (() => Promise<unknown>)[] = [];
  private done: Promise<boolean> | undefined;

  /** @param step to be taken before all those named so far; answers with how many requests it had to cut, if it does that. */
  before(step: () => Promise<unknown>): void {
    this.steps.push(step);
  }

  /** @returns whether all went well and nothing was cut. A step that fails keeps none of the others from being taken. */
  end(): Promise<boolean> {
    this.done ??= (async () => {
      let well = true;
      for (const step of [...this.steps].reverse()) {
        try {
          if (Number(await step()) > 0) well = false;
        } catch (error) {
          well = false;
          process.stderr.write(`Stopping: ${(error as Error).name}\n`);
        }
      }
      return well;
    })();
    return this.done;
  }

  /** The first signal ends the service in good order: exit code 0, or 1 if something was cut. The second ends it at once. */
  onSignals(drainSeconds: number): void {
    let signalled = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (signalled) process.exit(128 + constants.signals[signal]);
        signalled = true;
        setTimeout(() => process.exit(1), drainSeconds * 1000 + REST_MS).unref();
        void this.end().then((well) => process.exit(well ? 0 : 1));
      });
  }
}
