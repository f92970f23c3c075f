import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWK, KeyLike } from 'jose';
import { NOW } from './constants';

interface Pair {
  readonly kid: string;
  readonly algorithm: string;
  readonly privateKey: KeyLike;
  readonly jwk: JWK;
}

/** An identity provider on this machine that can be told to misbehave. */
export interface LocalIssuer {
  readonly url: string;
  /** Requests it got, by path. */
  readonly asked: string[];
  /** What it answers with in place of its documents, until it is told otherwise. */
  misbehave(how?: (response: ServerResponse, path: string) => void): void;
  /** Makes another key, and withdraws those before if told so. */
  rotate(algorithm: string, kid: string, options?: { withdraw?: boolean }): Promise<Pair>;
  keys: Pair[];
  /** A token by one of its keys. */
  sign(change?: Record<string, unknown>, by?: { pair?: Pair; algorithm?: string; header?: Record<string, unknown> }): Promise<string>;
  close(): Promise<void>;
}

export async function startIssuer(): Promise<LocalIssuer> {
  const asked: string[] = [];
  let misbehaviour: ((response: ServerResponse, path: string) => void) | undefined;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (misbehaviour) return misbehaviour(response, path);
    const document =
      path === '/.well-known/openid-configuration'
        ? { issuer: issuer.url, jwks_uri: `${issuer.url}/keys` }
        : { keys: issuer.keys.map(({ jwk }) => jwk) };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const seconds = Math.floor(NOW.getTime() / 1000);
  const issuer: LocalIssuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    keys: [],
    misbehave: (how) => (misbehaviour = how),
    async rotate(algorithm, kid, { withdraw = false } = {}) {
      const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
      const jwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
      const pair = { kid, algorithm, privateKey, jwk };
      issuer.keys = withdraw ? [pair] : [...issuer.keys, pair];
      return pair;
    },
    sign(change = {}, { pair = issuer.keys.at(-1) as Pair, algorithm = pair.algorithm, header = {} } = {}) {
      const claims = {
        iss: issuer.url,
        aud: 'to-so',
        sub: 'u-1',
        roles: ['can-bo-xa'],
        unit: '10165',
        iat: seconds,
        nbf: seconds,
        exp: seconds + 300,
      };
      const said = JSON.parse(JSON.stringify({ ...claims, ...change })) as Record<string, unknown>;
      return new SignJWT(said).setProtectedHeader({ alg: algorithm, kid: pair.kid, ...header }).sign(pair.privateKey);
    },
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
  return issuer;
}
