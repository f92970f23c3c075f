import type { FastifyReply } from 'fastify';

type Sources = Partial<Record<'connect-src' | 'img-src' | 'script-src' | 'style-src', string>>;

/** Sends a page that may load only what `sources` names, may not be framed and tells other sites nothing of itself. */
export function sendPage(reply: FastifyReply, sources: Sources, page: string): FastifyReply {
  const policy = {
    'default-src': "'none'",
    ...sources,
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return reply
    .headers({
      'content-security-policy': Object.entries(policy)
        .map(([directive, value]) => `${directive} ${value}`)
        .join('; '),
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .type('text/html; charset=utf-8')
    .send(page);
}
