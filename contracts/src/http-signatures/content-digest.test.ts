import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertCanonicalTarget } from './canonical-target.ts';
import { contentDigest, parseContentDigest } from './content-digest.ts';
import { parseSequence, parseSubjectCommitment } from './exchange-headers.ts';
import type { SignatureFault } from './fault.ts';
import { sha256 } from './testing/node-keys.ts';

const code = (work: () => unknown): string => { try { work(); return 'none'; } catch (error) { return (error as SignatureFault).code; } };
const of = (text: string) => contentDigest(sha256(text));
const SHA512 = 'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:';

describe('a digest', () => {
  it('is read back, alone and beside another', () => {
    expect(parseContentDigest(of('x'))).toEqual({ sha256: sha256('x'), sha512: null });
    expect(parseContentDigest(`${SHA512}, ${of('x')}`)).toMatchObject({ sha256: sha256('x'), sha512: SHA512.slice(9, -1) });
  });
  it.each([
    [SHA512, 'digest-missing'], [`${of('x')}, ${of('y')}`, 'digest-twice'], ['', 'digest-malformed'], ['sha-256=abc', 'digest-malformed'], ['sha-256=:abc:', 'digest-malformed'], [`${of('x')},`, 'digest-malformed'],
    [of('x').toUpperCase(), 'digest-malformed'], ['sha-256=::', 'digest-malformed'],
  ])('is refused: %s', (value, expected) => expect(code(() => parseContentDigest(value))).toBe(expected));
});

describe('a target', () => {
  it.each(['/x/a', '/x/a/', '/x/a/b-c_d.e~f?x=1&y=%E0%B8%81', '/x/%E0%B8%81/a', "/x/a!$&'()*+,;=:@", '/x/a?u=https://b//c/../d', '/x/a?', '/x/a..;b', '/x/a;v=1/b', '/x/a?b=%0A', '/x/a?json={"'.replace('"', '%22')])('is canonical: %s', (target) => expect(code(() => assertCanonicalTarget(target))).toBe('none'));
  it.each(['', 'x/a', '*', 'https://data.example/x/a', '//x/a', '/x//a', '/x/./a', '/x/../a', '/x/..', '/x/.', '/x/%2e%2e/a', '/x/..;/a', '/x/.;a=1/b', '/x/..%3B/a', '/x/..;', '/x/a%00b', '/x/a%0D%0Ab', '/x/a%7F', '/x/%2E/a', '/x/a%2Fb', '/x/a%2fb', '/x/a%5Cb', '/x\\a', '/x/a#b', '/x/%e0%b8%81', '/x/%41', '/x/a%', '/x/a%2', '/x/a%zz', '/x/a b', '/x/กข', '/x/a?b=%7E', '/x/a?b=%e0', '/x/a?b="', `/x/${'a'.repeat(8200)}`])(
    'is not canonical: %s', (target) => expect(code(() => assertCanonicalTarget(target))).toBe('target-not-canonical'));
  it('is canonical only when a URL parser leaves it as it is', () => {
    fc.assert(fc.property(fc.stringMatching(/^\/[a-z./%25eEF\\?#~]{0,12}$/), (target) => {
      if (code(() => assertCanonicalTarget(target)) !== 'none') return;
      const { pathname, search } = new URL(`http://h${target}`);
      expect(pathname + (target.endsWith('?') && search === '' ? '?' : search)).toBe(target);
    }), { numRuns: 2000 });
  });
});

describe('the headers of an exchange', () => {
  it('are read, or refused', () => {
    expect(parseSequence('abcdefgh_-ABCDEF;n=12')).toEqual({ stream: 'abcdefgh_-ABCDEF', n: 12 });
    expect(parseSubjectCommitment(`sha-256=:${sha256('a')}:`)).toBe(sha256('a'));
    for (const value of ['short;n=1', 'abcdefgh_-ABCDEF;n=0', 'abcdefgh_-ABCDEF;n=01', 'abcdefgh_-ABCDEF; n=1', 'abcdefgh_-ABCDEF']) expect(code(() => parseSequence(value))).toBe('parameter-wrong');
    for (const value of ['sha-256=:abc:', sha256('a')]) expect(code(() => parseSubjectCommitment(value))).toBe('parameter-wrong');
  });
});
