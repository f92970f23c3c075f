import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Actor } from '../../auth/permissions';
import type { Allowance, Limits } from './limits';

/** Whom a request is charged to. */
export interface Payer {
  /** Tells payers of one province apart: an actor, or the address of somebody without a name. */
  readonly key: string;
  readonly allowance: Allowance;
  readonly stranger: boolean;
}

/** Who asks without a token is everybody; an address is all that tells one from another. */
const STRANGER = 'public';
const LONGEST = 200;

export function payerOf(actor: Actor, address: string, budgets: Limits['budgets']): Payer {
  if (actor.id === STRANGER) return { key: `address ${networkOf(address)}`, allowance: budgets.stranger, stranger: true };
  const largest = actor.grants
    .map(({ role }) => budgets[role] ?? budgets.signedIn)
    .reduce((most, each) => (each.capacity > most.capacity ? each : most), budgets.signedIn);
  return { key: `actor ${short(actor.id)}`, allowance: largest, stranger: false };
}

/** Issuers may name people at any length; an index can not. */
function short(id: string): string {
  return id.length <= LONGEST ? id : createHash('sha256').update(id).digest('base64url');
}

/** A subscriber is given 2^64 addresses of IPv6 and may use a new one for every request. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const end = tail?.split(':').filter(Boolean) ?? [];
  const whole = [...groups, ...Array.from({ length: tail === undefined ? 0 : 8 - groups.length - end.length }, () => '0'), ...end];
  return `${whole
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
