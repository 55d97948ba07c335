import { describe, expect, it } from 'vitest';
import { fieldsFrom, type Message } from './message.ts';
import { signatureBase } from './signature-base.ts';
import { parseSignature, parseSignatureInput, type SignatureInput } from './signature-fields.ts';
import { hmac, publicKeyOf, verifyText } from './testing/node-keys.ts';
import { publicKeys, request, response, sharedSecret, vectors } from './testing/rfc9421-vectors.ts';

const asRequest: Message = { ...request, fields: fieldsFrom(request.headers) };
const asResponse: Message = { status: response.status, fields: fieldsFrom(response.headers) };
const algorithms = { 'test-key-rsa-pss': 'rsa-pss-sha512', 'test-key-ecc-p256': 'ecdsa-p256-sha256', 'test-key-ed25519': 'ed25519' } as const;

describe('the vectors of RFC 9421 Appendix B', () => {
  it.each(vectors)('$clause is right, and wrong when one letter of its base changes', ({ label, of, keyid, input, signature }) => {
    const read = parseSignatureInput(`${label}=${input}`).get(label) as SignatureInput;
    expect(read.text).toBe(input);
    expect(parseSignature(`${label}=:${signature}:`).get(label)).toBe(signature);
    const base = signatureBase(of === 'response' ? asResponse : asRequest, read);
    if (keyid === 'test-shared-secret') return expect(hmac(sharedSecret, base)).toBe(signature);
    const key = publicKeyOf(publicKeys[keyid] ?? '');
    expect(verifyText(algorithms[keyid], key, base, signature)).toBe(true);
    expect(verifyText(algorithms[keyid], key, base.replace('1618884473', '1618884474'), signature)).toBe(false);
  });
  it('makes the base of B.2.2 and B.2.6 as printed', () => {
    const baseOf = (label: string) => { const found = vectors.find((each) => each.label === label); return signatureBase(asRequest, parseSignatureInput(`${label}=${found?.input}`).get(label) as SignatureInput); };
    expect(baseOf('sig-b22').split('\n').slice(0, 3)).toEqual(['"@authority": example.com', `"content-digest": ${request.headers['content-digest']}`, '"@query-param";name="Pet": dog']);
    expect(baseOf('sig-b26').split('\n').slice(0, 4)).toEqual(['"date": Tue, 20 Apr 2021 02:07:55 GMT', '"@method": POST', '"@path": /foo', '"@authority": example.com']);
  });
});

describe('components beyond the profile', () => {
  const message = (headers: Record<string, string>): Message => ({ ...request, fields: fieldsFrom(headers) });
  const value = (of: Message, component: string) => signatureBase(of, parseSignatureInput(`a=(${component})`).get('a') as SignatureInput).split('\n')[0]?.split(': ').slice(1).join(': ');
  it('reads members, bytes and strict spellings of RFC 9421 §2.1', () => {
    expect(value(message({ 'example-dict': ' a=1,    b=2;x=1;y=2,   c=(a   b   c)' }), '"example-dict";sf')).toBe('a=1, b=2;x=1;y=2, c=(a b c)');
    expect(value(message({ 'example-dict': ' a=1, b=2;x=1;y=2, c=(a   b    c), d' }), '"example-dict";key="c"')).toBe('(a b c)');
    expect(value(message({ 'example-dict': 'a=1, b=2;x=1;y=2, d' }), '"example-dict";key="d"')).toBe('?1');
    expect(value(message({ 'example-header': 'value, with, lots' }), '"example-header";bs')).toBe(':dmFsdWUsIHdpdGgsIGxvdHM=:');
  });
  it('reads the derived ones of RFC 9421 §2.2', () => {
    for (const [component, expected] of [['"@scheme"', 'https'], ['"@request-target"', '/foo?param=Value&Pet=dog'], ['"@target-uri"', 'https://example.com/foo?param=Value&Pet=dog'], ['"@query"', '?param=Value&Pet=dog']]) expect(value(asRequest, component as string)).toBe(expected);
  });
  it.each([
    ['"@status"', 'component-unknown'], ['"@nothing"', 'component-unknown'], ['"x-absent"', 'component-missing'], ['"date";tr', 'component-parameters'], ['"date";req', 'component-parameters'],
    ['"@query-param";name="none"', 'component-missing'], ['"date";key="a"', 'malformed'],
  ])('refuses %s', (component, code) => expect(() => value(asRequest, component)).toThrow(expect.objectContaining({ code })));
});
