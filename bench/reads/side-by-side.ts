import { chooseOperations } from './operations';
import { compareAnswers, measure } from './measure';
import type { Bench } from './measure';
import type { Contestant, Running, Sample } from './kinds';
import type { Options } from './options';
import type { Result } from './tables';

/** Starts all, compares their answers, then times them in turns. What answers something else than the first is not timed. */
export async function sideBySide(
  bench: Bench,
  contestants: readonly Contestant[],
  options: Options,
): Promise<{ results: Result[]; differ: boolean }> {
  const { place, owner, log } = bench;
  const operations = await chooseOperations(owner, place.slug, options.operations);
  const running: [Contestant, Running][] = [];
  const results: (Result & { samples: Sample[] })[] = [];
  let differ = false;
  try {
    for (const [index, contestant] of contestants.entries()) {
      log(`starts ${contestant.title}`);
      running.push([contestant, await contestant.start(place, options.port + index)]);
    }
    for (const operation of operations) {
      const able = running.filter(([contestant]) => contestant.operations.includes(operation.name));
      const equal = await compareAnswers(bench, operation, able);
      differ ||= equal.size < able.length;
      for (const concurrency of options['only-compare'] ? [] : options.concurrency)
        for (const [contestant] of able.filter(([each]) => equal.has(each.name)))
          results.push({ operation: operation.name, title: operation.title, contestant: contestant.name, concurrency, samples: [] });
    }
    // V8 compiles what is hot, and pools fill, before anything counts.
    for (const [contestant, service] of options['only-compare'] ? [] : running)
      for (const operation of operations)
        if (results.some((each) => each.operation === operation.name && each.contestant === contestant.name))
          await measure(bench, { operation, contestant, running: service, concurrency: 8, seconds: options.seconds });
    for (let round = 0; round < options.rounds; round++) {
      for (const operation of operations)
        for (const concurrency of options.concurrency) {
          const turns = results.filter((each) => each.operation === operation.name && each.concurrency === concurrency);
          // Another one begins each round, so that none always comes after the same one.
          for (let turn = 0; turn < turns.length; turn++) {
            const result = turns[(turn + round) % turns.length] as (typeof turns)[number];
            const [contestant, service] = running.find(([each]) => each.name === result.contestant) as [Contestant, Running];
            result.samples.push(await measure(bench, { operation, contestant, running: service, concurrency, seconds: options.seconds }));
          }
        }
      if (results.length > 0) log(`round ${round + 1} of ${options.rounds} done`);
    }
  } finally {
    for (const [, service] of running) await service.stop();
  }
  return { results, differ };
}
