import { createHmac } from 'node:crypto';
import { NOW, TOKEN_KEY } from './constants';

/** The moment of the tests' clock. */
export const seconds = Math.floor(NOW.getTime() / 1000);
/** What a token of ours says. */
export const claims = {
  tenant: 'ha-noi',
  grants: [{ role: 'reader' }],
  sub: 'somebody',
  iss: 'to-so',
  aud: 'to-so',
  iat: seconds,
  nbf: seconds,
  exp: seconds + 60,
};

export const encode = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token of whatever header and claims, rightly signed by HS256. */
export function signed(change: object | string = {}, header: object | string = {}, key = TOKEN_KEY): string {
  const said = typeof change === 'string' ? change : { ...claims, ...change };
  const head = typeof header === 'string' ? header : { alg: 'HS256', typ: 'JWT', ...header };
  const content = `${encode(head)}.${encode(said)}`;
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
}
