import fc from 'fast-check';
import { Vault } from '../../src/auth/vault';

const vault = new Vault('one secret of an installation');

it('what is sealed opens again, under the same secret and for the same owner only', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (text, owner, other) => {
      const sealed = vault.seal(text, owner);
      expect(vault.open(sealed, owner)).toBe(text);
      expect(vault.seal(text, owner)).not.toBe(sealed);
      if (other !== owner) expect(() => vault.open(sealed, other)).toThrow();
      expect(() => new Vault('another').open(sealed, owner)).toThrow();
    }),
    { numRuns: 30 },
  );
});

it('what was changed or cut does not open', () => {
  const sealed = Buffer.from(vault.seal('text', 'owner'), 'base64url');
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(() => vault.open(changed.toString('base64url'), 'owner')).toThrow();
    expect(() => vault.open(sealed.subarray(0, at).toString('base64url'), 'owner')).toThrow();
  }
});

it('a blinded text is the same each time, and another under another secret', () => {
  expect(vault.blind('a')).toBe(vault.blind('a'));
  expect(new Set([vault.blind('a'), vault.blind('b'), new Vault('another').blind('a')]).size).toBe(3);
});
