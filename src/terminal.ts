import type { WriteStream } from 'node:tty';

/** Says what takes long while it takes long. On a terminal a line is rewritten in place; elsewhere each is printed once. */
export class Progress {
  private lastShown = 0;

  constructor(private readonly out: WriteStream) {}

  /** Runs a step and says how long it took. `show` reports within it. */
  async step<T>(name: string, work: (show: (done: number, all: number) => void) => Promise<T>): Promise<T> {
    const started = Date.now();
    this.show(`${name} …`);
    const result = await work((done, all) => this.show(`${name} … ${done} of ${all}`, done < all));
    this.show(`${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (this.out.isTTY) this.out.write('\n');
    return result;
  }

  /** Like `step`, for work that may find nothing to do: then nothing is said. */
  async stepIfAny<T>(name: string, work: (show: (done: number, all: number) => void) => Promise<T>): Promise<T> {
    let shown = false;
    const started = Date.now();
    const result = await work((done, all) => {
      this.show(`${name} … ${done} of ${all}`, shown && done < all);
      shown = true;
    });
    if (shown) this.show(`${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (shown && this.out.isTTY) this.out.write('\n');
    return result;
  }

  private show(line: string, throttled = false): void {
    if (throttled && Date.now() - this.lastShown < (this.out.isTTY ? 100 : 2_000)) return;
    this.lastShown = Date.now();
    this.out.write(this.out.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
  }
}

export interface Welcome {
  readonly url: string;
  readonly slugs: readonly string[];
  /** Where the data lives, in words. */
  readonly where: string;
}

/** What a person needs to go on. */
export function welcome({ url, slugs, where }: Welcome): string {
  const [slug = ''] = slugs;
  return `
Tổ Số is listening at ${url}/

  Endpoints     ${slugs.map((each) => `${url}/${each}/graphql`).join('\n                ')}
  A token       npm run -s token -- --province ${slug} --role reader      (npm run token -- --help)
  A question    TOKEN=$(npm run -s token -- --province ${slug} --role reader)
                curl -s ${url}/${slug}/graphql -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
                  -d '{"query":"{ province { name } findingCounts(by: [RULE, SEVERITY]) { rule severity count } }"}'
  In a browser  ${url}/${slug}/graphql
  Data          ${where}
  Stop          Ctrl-C

`;
}
