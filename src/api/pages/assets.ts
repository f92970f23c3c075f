import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

const own = (name: string) => readFileSync(join(__dirname, 'assets', name));

// The builds for browsers are not among what these packages export, so they are found from the package.json, which is.
const packaged = (name: string, file: string) => readFileSync(join(dirname(require.resolve(`${name}/package.json`)), file));

// GraphiQL's style sheet is 85 % fonts written as data: URLs. Without them it is 64 kB, the page's policy allows no font at all, and the
// reader's own fonts stand in.
const withoutFonts = (css: Buffer) => Buffer.from(css.toString('utf8').replace(/@font-face\s*\{[^}]*\}/g, ''));

const SOURCES = {
  'icon.svg': () => own('icon.svg'),
  'pages.css': () => own('pages.css'),
  'workbench.css': () => own('workbench.css'),
  'workbench.js': () => own('workbench.js'),
  'graphiql.css': () => withoutFonts(packaged('graphiql', 'graphiql.min.css')),
  'graphiql.js': () => packaged('graphiql', 'graphiql.min.js'),
  'react.js': () => packaged('react', 'umd/react.production.min.js'),
  'react-dom.js': () => packaged('react-dom', 'umd/react-dom.production.min.js'),
};

export type AssetName = keyof typeof SOURCES;

/** Where each asset is served, with its content's hash in the path. */
export type AssetPaths = Record<AssetName, string>;

/** Serves every asset on a route of its own and says where. No part of a request ever becomes a file name. */
export function serveAssets(app: FastifyInstance): AssetPaths {
  const names = Object.keys(SOURCES) as AssetName[];
  return Object.fromEntries(names.map((name) => [name, serve(app, name)])) as AssetPaths;
}

function serve(app: FastifyInstance, name: AssetName): string {
  const bytes = SOURCES[name]();
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const etag = `W/"${hash}"`;
  const path = `/assets/${hash}/${name}`;
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1) as keyof typeof TYPES];
  let compressed: Promise<Buffer> | undefined;

  app.get(path, async (request, reply) => {
    reply.headers({
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
      etag,
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    });
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
    reply.type(type);
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) return reply.send(bytes);
    compressed ??= promisify(gzip)(bytes);
    return reply.header('content-encoding', 'gzip').send(await compressed);
  });
  return path;
}
