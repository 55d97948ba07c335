import { describe, expect, it } from 'vitest';
import { readBearer } from './bearer.ts';
import { readCookie } from './cookies.ts';
import { deriveKey } from './derive-key.ts';
import { trusts } from './proxies.ts';
import { reachOf } from './reach.ts';
import { hashSecret, newSecret } from './tokens.ts';
import { principalOf } from './testing/principals.ts';
import { theHouse } from './policy.ts';

describe('credentials on the wire', () => {
  it('a bearer is read when it has its form, and refused unread when it is huge', () => {
    expect([undefined, 'Bearer spn_ab-c.d', 'bearer x', 'Basic eA==', 'Bearer', 'Bearer a b'].map(readBearer)).toEqual([null, 'spn_ab-c.d', 'x', null, null, null]);
    expect(() => readBearer(`Bearer ${'x'.repeat(10_000_000)}`)).toThrow(expect.objectContaining({ code: 'kernel.sign-in-needed' }));
  });

  it('a cookie is read once or not at all', () => {
    const read = (header: string | undefined) => readCookie(header, 'saphan');
    expect([undefined, '', '__Host-saphan=ab_-9', 'a=b; __Host-saphan=x; c', 'saphan=x', '__Host-saphan=', '__Host-saphan=x; __Host-saphan=x', '__Host-saphan="x"', 'X__Host-saphan=x'].map(read))
      .toEqual([null, null, 'ab_-9', 'x', null, null, null, null, null]);
  });

  it('a secret is random, prefixed, and kept as its hash', () => {
    const [one, two] = [newSecret('spn_'), newSecret('spn_')];
    expect([one.text.length, one.text.slice(0, 4), one.hash.equals(hashSecret(one.text)), one.text === two.text]).toEqual([47, 'spn_', true, false]);
  });

  it('keys of different purposes differ and stay what they are', () => {
    const master = Buffer.alloc(32, 7);
    expect(deriveKey(master, 'identity/link/v1').equals(deriveKey(master, 'identity/link/v1'))).toBe(true);
    expect(deriveKey(master, 'identity/link/v1').equals(deriveKey(master, 'identity/link/v2'))).toBe(false);
    expect(deriveKey(master, 'signon/dpop/v1', 16)).toHaveLength(16);
  });

  it('proxies are trusted by address and by block, over IPv4 inside IPv6 as well', () => {
    const isTrusted = trusts(['10.1.0.0/16', '192.0.2.7', 'fd00::/8']);
    expect(['10.1.2.3', '::ffff:10.1.2.3', '192.0.2.7', 'fd12::1', '10.2.0.1', '192.0.2.8', '', 'unix'].map(isTrusted)).toEqual([true, true, true, true, false, false, false, false]);
  });

  it('an agency id that is none cannot widen the reach', () => {
    expect(reachOf(principalOf('steward', { agencies: ['rid', "a','b", 'c,doae', '*x'] }))).toBe("set local saphan.reach = 'request'; set local saphan.agencies = 'rid'");
    expect([reachOf(theHouse), reachOf(principalOf('auditor'))].map((text) => /'(\w+)'/.exec(text)?.[1])).toEqual(['house', 'ministry']);
  });
});
