const LONGEST_WAIT_MS = 3_000;
const LARGEST_ANSWER = 256 * 1024;

/**
 * Reads JSON from elsewhere: at most 256 KiB within three seconds, from that very address and from no other it points to.
 * @throws Error that says what was wrong, without what was read.
 */
export async function fetchJson(url: string): Promise<unknown> {
  const answer = await fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(LONGEST_WAIT_MS),
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop ends the download.
    if (size > LARGEST_ANSWER) throw new Error(`it answers with more than ${LARGEST_ANSWER} bytes`);
    chunks.push(chunk);
  }
  if (!answer.ok) throw new Error(`it answers with status ${answer.status}`);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** Whether keys may be read from an address: by https, or from this very machine. */
export function isTrustworthy(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

/** Whether an issuer may say that its keys are at an address: none but one on this machine may send requests to this machine. */
export function mayPointTo(issuer: string, address: unknown): address is string {
  return typeof address === 'string' && isTrustworthy(address) && (address.startsWith('https:') || !issuer.startsWith('https:'));
}
