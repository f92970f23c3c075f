import fc from 'fast-check';
import request from 'supertest';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { claims, encode, signed } from '../support/raw-token';

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

async function status(token: string): Promise<number> {
  const sent = request(service.app.server).post('/ha-noi/graphql').set('Authorization', `Bearer ${token}`);
  return (await sent.send({ query: '{ province { slug } }' })).status;
}

const [header, payload, signature] = signed().split('.') as [string, string, string];

describe('a token is refused if it', () => {
  it('was changed in any way', async () => {
    const good = signed();
    const spot = fc.nat(good.length - 1);
    const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/~"');
    const changes = fc.oneof(
      fc.tuple(spot, letter).map(([at, by]) => good.slice(0, at) + by + good.slice(at + 1)),
      fc.tuple(spot, letter).map(([at, by]) => good.slice(0, at) + by + good.slice(at)),
      fc.tuple(spot, fc.integer({ min: 1, max: 60 })).map(([at, length]) => good.slice(0, at) + good.slice(at + length)),
      fc
        .tuple(spot, spot)
        .map(([a, b]) => good.slice(0, Math.min(a, b)) + good.slice(Math.max(a, b)) + good.slice(Math.min(a, b), Math.max(a, b))),
      fc
        .dictionary(fc.constantFrom('alg', 'kid', 'typ', 'crit', 'jwk', 'jku'), fc.jsonValue())
        .map((change) => `${encode({ alg: 'HS256', ...change })}.${payload}.${signature}`),
      fc
        .dictionary(fc.constantFrom(...Object.keys(claims)), fc.jsonValue())
        .map((change) => `${header}.${encode({ ...claims, ...change })}.${signature}`),
    );
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        fc.pre(changed !== good);
        expect(await status(changed)).toBe(401);
      }),
      { numRuns: 400 },
    );
  });

  it('is rightly signed under a header that none of ours has', async () => {
    const headers = fc.dictionary(fc.constantFrom('alg', 'kid', 'typ', 'crit', 'jwk', 'x5u'), fc.jsonValue(), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(headers, async (change) => {
        const said = { alg: 'HS256', typ: 'JWT', ...change };
        fc.pre(!(said.alg === 'HS256' && !('kid' in said) && said.typ === 'JWT' && Object.keys(said).length === 2));
        expect(await status(signed({}, said))).toBe(401);
      }),
      { numRuns: 100 },
    );
  });
});
