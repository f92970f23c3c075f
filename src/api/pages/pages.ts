import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serveAssets } from './assets';
import { graphiqlPage } from './graphiql-page';
import { homePage } from './home-page';
import { sendPage } from './page-headers';
import type { Example, ProvinceLink } from './types';

export interface PagesOptions {
  version: string;
  provinces: readonly ProvinceLink[];
  examples: readonly Example[];
}

export interface Pages {
  /** Answers with GraphiQL for a province. Call it from the route of `/{province}/graphql` when `wantsPage` says so. */
  sendGraphiql(reply: FastifyReply, province: ProvinceLink): FastifyReply;
}

/**
 * Says whether a browser opened the address of an API to look at it. A client of GraphQL over HTTP never names text/html, and a request
 * that carries a document is to be answered as one, whoever sends it.
 */
export function wantsPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const parameters = request.query as Record<string, unknown>;
  if ('query' in parameters || 'extensions' in parameters) return false;
  return /(^|,)\s*text\/html\s*(;|,|$)/i.test(request.headers.accept ?? '');
}

/** Serves `/` and `/assets/…`, and returns what shows GraphiQL on routes that are registered elsewhere. */
export function registerPages(app: FastifyInstance, options: PagesOptions): Pages {
  const assets = serveAssets(app);
  const home = homePage(options.version, options.provinces, assets);

  app.get('/', (_request, reply) => {
    reply.header('cache-control', 'no-cache');
    return sendPage(reply, { 'style-src': "'self'", 'img-src': "'self'" }, home);
  });

  return {
    sendGraphiql(reply, province) {
      const nonce = randomBytes(16).toString('base64');
      // A stored copy would bring back an old nonce, and paths of assets that a newer version no longer serves.
      // The address also answers with JSON, so a cache has to tell the two apart.
      reply.headers({ 'cache-control': 'no-store', vary: 'Accept' });
      const sources = {
        'script-src': "'self'",
        'connect-src': "'self'",
        // GraphiQL's dialogs stop the page behind them from scrolling with a <style> element, which carries the nonce.
        'style-src': `'self' 'nonce-${nonce}'`,
        // The editor's marks under mistakes are images inside its style sheet.
        'img-src': "'self' data:",
      };
      return sendPage(reply, sources, graphiqlPage(province, options.examples, assets, nonce));
    },
  };
}
