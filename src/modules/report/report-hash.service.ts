import { hash } from 'node:crypto';
import { canonical } from './report-content.rules';
import type { Content, ContentOf } from './report-content.rules';

/** SHA-256 of the canonical text, in hexadecimal. */
export function hashOf(of: ContentOf, content: Content): string {
  return hash('sha256', canonical(of, content), 'hex');
}
