/** What a token says before anybody has vouched for it. */
export interface Compact {
  readonly header: { readonly alg: string; readonly kid?: string };
  readonly payload: Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string; readonly aud: string };
}

export const LONGEST_TOKEN = 8192;

/** Thumbprints of certificates come with some issuers' tokens and mean nothing here. What would bring a key or a demand along is refused: jwk, jku, x5u, x5c, crit. */
const HEADER = new Set(['alg', 'typ', 'kid', 'x5t', 'x5t#S256']);
const TYPES = new Set(['jwt', 'at+jwt', 'application/at+jwt']);
const LONGEST_NAME = 200;

/**
 * The parts of a signed token (JWS, compact), or null if it is not of the strictest form: three parts in the one base64url that says them, JSON objects
 * that say nothing twice, and claims that are one value each. The signature is not looked at.
 */
export function readCompact(token: string): Compact | null {
  if (token.length > LONGEST_TOKEN) return null;
  const parts = token.split('.');
  if (parts.length !== 3 || !parts.every(isCanonical)) return null;
  const [header, payload] = parts.slice(0, 2).map((part) => readObject(part));
  if (!header || !payload || !isHeader(header) || !isPayload(payload)) return null;
  return { header, payload };
}

/** Unused bits of a last letter would give one token several spellings. */
function isCanonical(part: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(part) && Buffer.from(part, 'base64url').toString('base64url') === part;
}

function readObject(part: string): Record<string, unknown> | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url'));
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !saysTwice(text)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Whether an object in this JSON names a member twice: one reader takes the first, another the last. */
function saysTwice(json: string): boolean {
  const open: Set<string>[] = [];
  for (const [, opens, closes, string, colon] of json.matchAll(/([{[])|([}\]])|("(?:[^"\\]|\\.)*")(\s*:)?/g)) {
    if (opens) open.push(new Set());
    else if (closes) open.pop();
    else if (string && colon) {
      const names = open.at(-1);
      const name = JSON.parse(string) as string;
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST_NAME;
}

function isHeader(header: Record<string, unknown>): header is { alg: string; kid?: string } {
  const { alg, kid, typ } = header;
  return (
    Object.keys(header).every((name) => HEADER.has(name)) &&
    isName(alg) &&
    (kid === undefined || isName(kid)) &&
    (typ === undefined || (typeof typ === 'string' && TYPES.has(typ.toLowerCase())))
  );
}

function isPayload(payload: Record<string, unknown>): payload is Compact['payload'] {
  const { iss, sub, aud, exp, nbf, iat } = payload;
  return [iss, sub, aud].every(isName) && [exp, nbf, iat].every((time) => time === undefined || Number.isFinite(time));
}
