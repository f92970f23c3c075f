import { isNetwork, liesIn, placeOf } from '../../src/auth/networks';

it.each(['10.0.0.1', '10.0.0.0/8', '0.0.0.0/0', '::1', '2001:db8::/32', '::/0'])('%s is a network', (text) => {
  expect(isNetwork(text)).toBe(true);
});

it.each([
  '',
  'x',
  '10.0.0',
  '10.0.0.0/',
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  '10.0.0.0/8x',
  '::/129',
  'fe80::1%eth0',
  '10.0.0.1 ',
])('"%s" is none', (text) => {
  expect(isNetwork(text)).toBe(false);
});

it('an address lies in a network of its own family, IPv4 in IPv6 being IPv4', () => {
  expect(liesIn('10.1.2.3', ['192.0.2.0/24', '10.0.0.0/8'])).toBe(true);
  expect(liesIn('::ffff:10.1.2.3', ['10.0.0.0/8'])).toBe(true);
  expect(liesIn('10.1.2.3', ['::/0'])).toBe(false);
  expect(liesIn('2001:db8::1', ['0.0.0.0/0'])).toBe(false);
  expect(liesIn('2001:db8::1', ['2001:db8::1'])).toBe(true);
  expect(liesIn('fe80::1%eth0', ['fe80::/10'])).toBe(true);
  for (const none of ['', 'x', '10.1.2']) expect(liesIn(none, ['0.0.0.0/0', '::/0'])).toBe(false);
});

it('an IPv4 address is a place, and so is the network of an IPv6 line, however it is written', () => {
  expect(placeOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(placeOf('192.0.2.1')).not.toBe(placeOf('192.0.2.2'));
  const places = ['2001:db8:1:2::1', '2001:0DB8:1:2:ffff::9', '2001:db8:1:2:1:2:3:4'].map(placeOf);
  expect(new Set(places)).toEqual(new Set(['2001:db8:1:2::/64']));
  expect(placeOf('2001:db8:1:3::1')).not.toBe(places[0]);
  expect(placeOf('::1')).toBe('0:0:0:0::/64');
  expect(placeOf('2001:db8::')).toBe('2001:db8:0:0::/64');
});
