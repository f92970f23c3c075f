import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** What the service must keep and read again, and what it must recognise without keeping it. Each use has a key of its own, derived from one secret. */
export class Vault {
  private readonly sealing: Buffer;
  private readonly blinding: Buffer;

  constructor(secret: string) {
    const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'to-so', use, 32));
    this.sealing = derive('sealing');
    this.blinding = derive('blinding');
  }

  /** Encrypts (AES-256-GCM). @param bound what it belongs to: it opens nowhere else. */
  seal(text: string, bound: string): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.sealing, nonce).setAAD(Buffer.from(bound));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @throws Error if it was changed, moved, or sealed under another secret. */
  open(sealed: string, bound: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.sealing, bytes.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(bound))
      .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
  }

  /** A digest that only this installation can make: an address or a name can be recognised by it, not read from it. */
  blind(text: string): string {
    return createHmac('sha256', this.blinding).update(text).digest('base64url');
  }
}
