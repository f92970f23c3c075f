import { BlockList, isIP, isIPv6 } from 'node:net';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** An address as it is compared: IPv4 that came in the clothes of IPv6 is IPv4, and no zone is named. */
export function plainAddress(address: string): string {
  return (MAPPED.exec(address)?.[1] ?? address).replace(/%.*$/, '');
}

/** Whether a text is an address, or a network as `10.1.0.0/16`. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || address.includes('%')) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}

/** Whether an address lies in one of these networks. */
export function liesIn(address: string, networks: readonly string[]): boolean {
  const plain = plainAddress(address);
  if (isIP(plain) === 0) return false;
  const family = isIPv6(plain) ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits] = network.split('/');
    // A list would find every IPv4 address in ::/0.
    if (isIPv6(base) === isIPv6(plain)) list.addSubnet(base, Number(bits ?? (isIPv6(base) ? 128 : 32)), family);
  }
  return list.check(plain, family);
}

/** What counts as one place that requests come from: an IPv4 address, or the /64 that an IPv6 line is given. */
export function placeOf(address: string): string {
  const plain = plainAddress(address);
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array<string>(tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
