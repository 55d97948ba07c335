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

describe('whatever is sent', () => {
  const parts = fc.array(fc.constantFrom('/', '.', '..', ';', '%2E', '%2e', '%2F', '%3B', '%5C', '%00', '%0A', 'a', '%E0%B8%81', '%', '?', '#', ' ', ':', '*'), { minLength: 1, maxLength: 8 });
  it('a canonical path has no step for anybody: as sent, decoded, or cut at the semicolon', () => {
    let canonical = 0;
    fc.assert(fc.property(parts, (some) => {
      const target = `/x${some.join('')}`;
      if (code(() => assertCanonicalTarget(target)) !== 'none') return;
      canonical += 1;
      const path = target.split('?')[0] as string;
      for (const segment of path.slice(1).split('/').slice(0, -1)) expect(segment).not.toBe('');
      for (const segment of path.split('/')) {
        const once = decodeURIComponent(segment);
        for (const read of [segment, once, once.split(';')[0], segment.split(';')[0]]) expect(read).not.toMatch(/^\.{1,2}$|[/\\\0-\x1f]/);
      }
    }), { numRuns: 3000 });
    expect(canonical).toBeGreaterThan(50);
  });
  it('a digest is read in one way only, or refused by name', () => {
    const pieces = fc.array(fc.constantFrom('sha-256', 'sha-512', 'md5', '=', ':', sha256('x'), 'AAAA', ',', ' ', ';q=1', '"', '\t'), { maxLength: 9 });
    fc.assert(fc.property(fc.oneof(pieces.map((some) => some.join('')), fc.string({ maxLength: 80 }), pieces.map((some) => `${of('x')}, ${some.join('')}`)), (value) => {
      try { expect(parseContentDigest(value).sha256).toMatch(/^[A-Za-z0-9+/]{43}=$/); } catch (error) { expect((error as Error).name).toBe('SignatureFault'); }
      for (const parse of [parseSequence, parseSubjectCommitment]) try { parse(value); } catch (error) { expect((error as Error).name).toBe('SignatureFault'); }
    }), { numRuns: 1000 });
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
