import type { Turns } from './limits';

interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/** Lets so many run at once under each name; the others wait in line, so many and so long. */
export class Lines {
  private readonly lines = new Map<string, Line>();

  constructor(
    private readonly turns: Turns,
    /** What is thrown at whom there is no turn for. */
    private readonly refuse: (running: number, waiting: number) => Error,
  ) {}

  /** Waits for a turn. @returns what ends it; call it once, whatever happened. */
  async enter(name: string): Promise<() => void> {
    const line = this.lines.get(name) ?? { running: 0, waiting: [] };
    this.lines.set(name, line);
    if (line.running >= this.turns.running) await this.wait(line);
    else line.running += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      // The turn goes to the next as it is, so that nobody slips in between.
      const next = line.waiting.shift();
      if (next) next();
      else if (--line.running === 0) this.lines.delete(name);
    };
  }

  /** How many run and wait under each name that has any. */
  figures(): { name: string; running: number; waiting: number }[] {
    return [...this.lines].map(([name, { running, waiting }]) => ({ name, running, waiting: waiting.length }));
  }

  private wait(line: Line): Promise<void> {
    const { waiting, patience } = this.turns;
    if (line.waiting.length >= waiting) throw this.refuse(line.running, line.waiting.length);
    return new Promise((resolve, reject) => {
      const next = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        line.waiting.splice(line.waiting.indexOf(next), 1);
        reject(this.refuse(line.running, line.waiting.length));
      }, patience);
      line.waiting.push(next);
    });
  }
}
