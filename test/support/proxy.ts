import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

type Side = 'toServer' | 'toClient';

/** What stands between service and database, and can fail as networks and servers do. */
export class Proxy {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private readonly server = createServer((client) => this.join(client));
  /** Milliseconds that everything is held back. */
  delay = 0;
  /** Swallows everything, as a cable that was pulled does. */
  silent = false;
  /** Ends connections as soon as they are made. */
  refusing = false;
  /** Sees each packet before it is passed on; `false` keeps it back. */
  watch: (data: Buffer, side: Side, cut: () => void) => boolean | void = () => undefined;
  accepted = 0;

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  /** @returns a database's URL that leads through here. */
  static async before(url: string): Promise<{ proxy: Proxy; url: string }> {
    const through = new URL(url);
    const proxy = new Proxy(through.hostname, Number(through.port || 5432));
    await new Promise<void>((done) => proxy.server.listen(0, '127.0.0.1', done));
    through.hostname = '127.0.0.1';
    through.port = String((proxy.server.address() as AddressInfo).port);
    return { proxy, url: through.href };
  }

  get open(): number {
    return this.pairs.size;
  }

  /** Resets every connection. */
  cut(): void {
    for (const [client, server] of this.pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
  }

  /** Works as if nothing had been. */
  heal(): void {
    this.delay = 0;
    this.silent = false;
    this.refusing = false;
    this.watch = () => undefined;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.server.close(done));
  }

  private join(client: Socket): void {
    this.accepted++;
    if (this.refusing) return void client.resetAndDestroy();
    const server = connect(this.port, this.host);
    const pair = [client, server] as const;
    this.pairs.add(pair);
    const cut = () => {
      client.resetAndDestroy();
      server.destroy();
    };
    for (const socket of pair)
      socket
        .setNoDelay(true)
        .on('error', () => undefined)
        .on('close', () => {
          this.pairs.delete(pair);
          client.destroy();
          server.destroy();
        });
    client.on('data', (data) => this.pass(data, server, 'toServer', cut));
    server.on('data', (data) => this.pass(data, client, 'toClient', cut));
  }

  private pass(data: Buffer, to: Socket, side: Side, cut: () => void): void {
    if (this.silent || this.watch(data, side, cut) === false) return;
    if (this.delay > 0) setTimeout(() => to.writable && to.write(data), this.delay);
    else if (to.writable) to.write(data);
  }
}
