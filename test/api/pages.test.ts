import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import request from 'supertest';
import { registerPages, wantsPage } from '../../src/api/pages/pages';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const ATTACK = `</script><img src=x onerror="alert('1')">&`;
const province = { slug: 'song-lam', name: `Sông Lam ${ATTACK}` };
const example = { name: 'teams', title: `Teams ${ATTACK}`, document: `{ teams } # ${ATTACK}`, variables: '{ "unit": "01" }' };

let app: FastifyInstance;

beforeAll(async () => {
  app = Fastify();
  const pages = registerPages(app, { version: '1.2.3<', provinces: [province, { slug: 'a b', name: 'Núi Hồng' }], examples: [example] });
  app.route({
    method: ['GET', 'POST'],
    url: '/song-lam/graphql',
    handler: (incoming, reply) => (wantsPage(incoming) ? pages.sendGraphiql(reply, province) : reply.send({ data: { hello: 'world' } })),
  });
  await app.ready();
});

afterAll(() => app.close());

const get = (path: string) => request(app.server).get(path);
const openHome = () => get('/').set('accept', BROWSER).expect(200);
const openGraphiql = () => get('/song-lam/graphql').set('accept', BROWSER).expect(200);
const assetsOf = (page: string) => [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] as string);

describe('the page at /', () => {
  it('says what this is, in which version, and links every province and both health checks', async () => {
    const { text } = await openHome();
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('Tổ Số');
    expect(text).toContain('Version 1.2.3&lt;');
    expect(text).toContain('href="/song-lam/graphql"');
    expect(text).toContain('href="/a%20b/graphql"');
    expect(text).toContain('Núi Hồng');
    expect(text).toContain('href="/health/live"');
    expect(text).toContain('href="/health/ready"');
    expect(text).toContain('npm run token -- --help');
  });

  it('runs no script', async () => {
    const { text, headers } = await openHome();
    expect(text).not.toMatch(/<script/i);
    expect(headers['content-security-policy']).not.toContain('script-src');
  });

  it('says so when the server has no province', async () => {
    const empty = Fastify();
    registerPages(empty, { version: '1', provinces: [], examples: [] });
    expect((await empty.inject('/')).body).toContain('no province yet');
    await empty.close();
  });
});

describe('GraphiQL', () => {
  it('opens for a browser', async () => {
    const { text, headers } = await openGraphiql();
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers.vary).toBe('Accept');
    expect(text).toContain('id="graphiql"');
    expect(text).toContain('<label for="token">');
  });

  it('leaves everything that a client of GraphQL sends to the API', async () => {
    const path = '/song-lam/graphql';
    const answers = await Promise.all([
      get(path),
      get(path).set('accept', '*/*'),
      get(path).set('accept', 'application/graphql-response+json, application/json'),
      get(`${path}?query={hello}`).set('accept', BROWSER),
      get(`${path}?extensions={}`).set('accept', BROWSER),
      request(app.server).post(path).set('accept', BROWSER).send({ query: '{ hello }' }),
    ]);
    for (const { body } of answers) expect(body).toEqual({ data: { hello: 'world' } });
  });

  it('hands its script the examples unharmed, in a block that they cannot end', async () => {
    const { text } = await openGraphiql();
    const block = /<script type="application\/json" id="page-data">(.*?)<\/script>/s.exec(text)?.[1];
    expect(JSON.parse(block as string)).toMatchObject({ slug: 'song-lam', endpoint: '/song-lam/graphql', examples: [example] });
  });

  it('allows the style element of its dialogs by a nonce that no two pages share', async () => {
    const nonceOf = async () => {
      const { text, headers } = await openGraphiql();
      const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] as string)?.[1] as string;
      expect(text).toContain(`"styleNonce":"${nonce}"`);
      return nonce;
    };
    expect(await nonceOf()).not.toBe(await nonceOf());
  });

  it('keeps the token for the tab only', () => {
    const script = readFileSync(join(__dirname, '../../src/api/pages/assets/workbench.js'), 'utf8');
    expect(script).toContain('sessionStorage.setItem(tokenKey');
    expect(script).not.toMatch(/localStorage|document\.cookie/);
  });
});

describe.each([
  ['the page at /', openHome],
  ['GraphiQL', openGraphiql],
])('%s', (_name, open) => {
  it('escapes every name and title', async () => {
    const { text } = await open();
    expect(text).toContain('&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;');
    expect(text).not.toContain('<img');
  });

  it('names no address outside this server and has nothing inline', async () => {
    const { text } = await open();
    expect(text).not.toMatch(/(src|href|action)="(https?:)?\/\//i);
    expect(text).not.toMatch(/https?:/i);
    expect(text).not.toMatch(/<style| style=| on[a-z]+="/i);
    expect(text).not.toMatch(/<script(?![^>]*( src="\/assets\/| type="application\/json"))/i);
  });

  it('sends a strict policy', async () => {
    const { headers } = await open();
    const policy = headers['content-security-policy'] as string;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });
});

describe('assets', () => {
  const types: Record<string, string> = {
    css: 'text/css; charset=utf-8',
    js: 'text/javascript; charset=utf-8',
    svg: 'image/svg+xml',
  };

  it('are served with their type, for a year, under an address that changes with their content', async () => {
    const paths = new Set([...assetsOf((await openHome()).text), ...assetsOf((await openGraphiql()).text)]);
    expect(paths.size).toBe(8);
    for (const path of paths) {
      expect(path).toMatch(/^\/assets\/[0-9a-f]{16}\/[a-z-]+\.(css|js|svg)$/);
      const { headers } = await get(path).expect(200);
      expect(headers['content-type']).toBe(types[path.slice(path.lastIndexOf('.') + 1)]);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['x-content-type-options']).toBe('nosniff');
      await get(path)
        .set('if-none-match', headers.etag as string)
        .expect(304, '');
    }
  });

  it('are compressed for whoever accepts it', async () => {
    const path = assetsOf((await openGraphiql()).text).find((asset) => asset.endsWith('/graphiql.js')) as string;
    const plain = await app.inject({ url: path });
    const small = await app.inject({ url: path, headers: { 'accept-encoding': 'gzip, br' } });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(small.headers['content-encoding']).toBe('gzip');
    expect(small.headers.vary).toBe('Accept-Encoding');
    expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  });

  it('bring no font, and no address for a browser to fetch', async () => {
    const styles = assetsOf((await openGraphiql()).text).filter((path) => path.endsWith('.css'));
    expect(styles).toHaveLength(3);
    for (const path of styles) {
      const { text } = await get(path);
      expect(/@font-face|@import|url\((?!\s*["']?data:image\/)/.exec(text)).toBeNull();
    }
  });

  it('are all there is: no other path is a file', async () => {
    const [known] = assetsOf((await openHome()).text) as [string];
    const paths = [
      '/assets/',
      '/assets/pages.css',
      `${known}.map`,
      '/assets/../package.json',
      '/assets/0123456789abcdef/pages.css',
      `${known.slice(0, known.lastIndexOf('/'))}/../../../package.json`,
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/..%2f..%2fpackage.json',
      '/assets/..\\..\\package.json',
      '/assets//etc/passwd',
    ];
    for (const url of paths) expect((await app.inject({ url })).statusCode).toBe(404);
  });
});
