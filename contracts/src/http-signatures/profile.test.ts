import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDigest } from './content-digest.ts';
import type { SignatureFault } from './fault.ts';
import { fieldsFrom, fieldsOf, type RequestMessage, type ResponseMessage } from './message.ts';
import { assertCurrent, readRequestSignature, readResponseSignature, type SignatureAlgorithm } from './profile.ts';
import { joinMember, signRequest, signResponse } from './sign.ts';
import { newKey, sha256 } from './testing/node-keys.ts';

const key = newKey('ed25519');
const now = 1_795_000_000;
const parameters = { created: now, expires: now + 60, nonce: 'AAAAAAAAAAAAAAAAAAAAAA', keyid: 'kid-1' };
const plain = {
  host: 'data.example.go.th', 'content-type': 'application/json', 'content-digest': contentDigest(sha256('{"id":"x"}')),
  'exchange-client': 'TH/GOV/doae/farm', 'exchange-agreement': 'SA-2569-0001', 'exchange-purpose': 'aid', 'exchange-seq': 'AAAAAAAAAAAAAAAA;n=1',
};
const message = (headers: Record<string, string>, target = '/x/farmers/people?a=1'): RequestMessage => ({ method: 'POST', scheme: 'https', authority: 'data.example.go.th', target, fields: fieldsFrom(headers) });
const signed = (headers: Record<string, string> = plain) => {
  const { inputField, signatureField } = signRequest(message(headers), parameters, key.sign);
  return { ...headers, 'signature-input': inputField, signature: signatureField };
};
const read = (request: RequestMessage) => { const found = readRequestSignature(request, true); return { ...found, right: key.verify(found.base, found.signature) }; };
const fault = (work: () => unknown): string => { try { work(); return 'none'; } catch (error) { return (error as SignatureFault).code; } };
const change = (headers: Record<string, string>, name: string, from: string | RegExp, to: string) => ({ ...headers, [name]: (headers[name] as string).replace(from, to) });
const uncover = (headers: Record<string, string>, text: string) => change(headers, 'signature-input', /\(([^)]*)\)/, `(${(/\(([^)]*)\)/.exec(headers['signature-input'] ?? '')?.[1] ?? '').split(' ').filter((each) => each !== text).join(' ')})`);

describe('a signed request', () => {
  it.each<SignatureAlgorithm>(['ed25519', 'ecdsa-p256-sha256', 'rsa-pss-sha512'])('is read back as it was signed with %s', (algorithm) => {
    const pair = newKey(algorithm);
    const { inputField, signatureField, base } = signRequest(message(plain), parameters, pair.sign);
    const found = readRequestSignature(message({ ...plain, 'signature-input': inputField, signature: signatureField }), true);
    expect(found).toMatchObject({ base, keyid: 'kid-1', created: now, expires: now + 60, nonce: parameters.nonce, alg: null });
    expect(pair.verify(found.base, found.signature)).toBe(true);
  });
  it.each<[string, (headers: Record<string, string>) => Record<string, string>, string]>([
    ['no signature', ({ signature: _none, ...rest }) => rest, 'label-missing'],
    ['another label', (headers) => change(headers, 'signature-input', 'sig1=', 'sig2='), 'label-missing'],
    ['two labels of one name', (headers) => ({ ...headers, 'signature-input': `${headers['signature-input']}, ${headers['signature-input']}` }), 'label-twice'],
    ['two signatures of one name', (headers) => ({ ...headers, signature: `${headers['signature']}, ${headers['signature']}` }), 'label-twice'],
    ['a component twice', (headers) => change(headers, 'signature-input', '("@method"', '("@method" "@method"'), 'component-twice'],
    ['a component with a parameter', (headers) => change(headers, 'signature-input', '"exchange-client"', '"exchange-client";bs'), 'component-parameters'],
    ['a component that was not sent', (headers) => change(headers, 'signature-input', '("@method"', '("@method" "x-none"'), 'component-missing'],
    ['an unknown component', (headers) => change(headers, 'signature-input', '("@method"', '("@method" "@nonsense"'), 'component-unknown'],
    ...['@method', '@target-uri', 'content-digest', 'exchange-client', 'exchange-agreement', 'exchange-purpose', 'exchange-seq']
      .map((name): [string, (headers: Record<string, string>) => Record<string, string>, string] => [`${name} not covered`, (headers) => uncover(headers, `"${name}"`), 'not-covered']),
    ['authorization sent and not covered', (headers) => ({ ...headers, authorization: 'Bearer x' }), 'not-covered'],
    ['dpop sent and not covered', (headers) => ({ ...headers, dpop: 'x' }), 'not-covered'],
    ['no nonce', (headers) => change(headers, 'signature-input', /;nonce="[^"]*"/, ''), 'parameter-missing'],
    ['a short nonce', (headers) => change(headers, 'signature-input', /;nonce="[^"]*"/, ';nonce="short"'), 'parameter-wrong'],
    ['no expires', (headers) => change(headers, 'signature-input', /;expires=\d+/, ''), 'parameter-missing'],
    ['expires as text', (headers) => change(headers, 'signature-input', /;expires=(\d+)/, ';expires="$1"'), 'parameter-wrong'],
    ['a parameter twice', (headers) => change(headers, 'signature-input', ';tag=', ';created=1;tag='), 'malformed'],
    ['another tag', (headers) => change(headers, 'signature-input', 'saphan-x1', 'web-bot-auth'), 'tag-wrong'],
    ['spaces that are not canonical', (headers) => change(headers, 'signature-input', '" "', '"  "'), 'malformed'],
    ['a name in capitals', (headers) => change(headers, 'signature-input', '"exchange-client"', '"Exchange-Client"'), 'component-unknown'],
    ['base64 with bits to spare', (headers) => change(headers, 'signature', /.==:$/, 'B==:'), 'malformed'],
    ['a value beyond ASCII', (headers) => ({ ...headers, 'exchange-purpose': 'aîd' }), 'not-ascii'],
  ])('is refused with %s', (_what, mutate, code) => expect(fault(() => read(message(mutate(signed()))))).toBe(code));
  it('is refused when a covered header stands twice', () => {
    const raw = [...Object.entries(signed()).flat(), 'Exchange-Purpose', 'aid'];
    expect(fault(() => readRequestSignature({ ...message(plain), fields: fieldsOf(raw) }, true))).toBe('field-twice');
  });
  it.each([['a word of the path', { target: '/x/farmers/others?a=1' }], ['the query', { target: '/x/farmers/people?a=2' }], ['the host', { authority: 'other.example.go.th' }], ['the scheme', { scheme: 'http' as const }], ['the method', { method: 'PUT' }]])(
    'is wrong for %s', (_what, other) => expect(read({ ...message(signed()), ...other }).right).toBe(false));
  it('lives between its clocks only', () => {
    const at = (created: number, expires: number) => fault(() => assertCurrent({ created, expires }, now * 1000));
    expect([at(now, now + 60), at(now + 30, now + 60), at(now + 31, now + 60), at(now - 60, now), at(now - 60, now + 1), at(now, now + 301), at(now, now), at(now - 600, now - 300), at(now + 600, now + 660)])
      .toEqual(['none', 'none', 'created-ahead', 'expired', 'none', 'lives-too-long', 'lives-too-long', 'expired', 'created-ahead']);
  });
  it('does not survive the change of any byte of what is signed or of the signature', () => {
    const headers = signed();
    fc.assert(fc.property(fc.constantFrom(...Object.keys(headers).filter((name) => !['host', 'content-type'].includes(name))), fc.nat(), fc.integer({ min: 33, max: 126 }), (name, place, code) => {
      const value = headers[name as keyof typeof headers] as string;
      const at = place % value.length;
      const changed = value.slice(0, at) + String.fromCharCode(code) + value.slice(at + 1);
      fc.pre(changed !== value);
      let right = false;
      try { right = read(message({ ...headers, [name]: changed })).right; } catch { /* refused before the key was asked */ }
      expect(right, `${name}: ${changed}`).toBe(false);
    }), { numRuns: 2000 });
  });
  it('never fails otherwise than by a fault, whatever the headers say', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 100 }), (input, signature) => {
      const name = (() => { try { read(message({ ...plain, 'signature-input': input, signature })); return 'SignatureFault'; } catch (error) { return (error as Error).name; } })();
      expect(name).toBe('SignatureFault');
    }));
  });
});

describe('a signed answer', () => {
  const request = message(signed());
  const answer = (headers: Record<string, string> = {}, of: RequestMessage = request): ResponseMessage => ({ status: 200, request: of, fields: fieldsFrom({ 'content-type': 'application/json', 'content-digest': contentDigest(sha256('{}')), 'exchange-id': 'e1', ...headers }) });
  const provider = newKey('ed25519'), gateway = newKey('ed25519');
  const rsp = signResponse(answer(), 'rsp', { created: now, keyid: 'p' }, provider.sign);
  const provided = { 'signature-input': rsp.inputField, signature: rsp.signatureField, 'exchange-decision': 'sha-256=:x:' };
  it('is bound to the request it answers, by its provider and by the house over that', () => {
    const before = answer(provided);
    const gw = signResponse(before, 'gw', { created: now, keyid: 'g' }, gateway.sign);
    const whole = answer({ ...provided, 'signature-input': joinMember(before.fields, 'signature-input', gw.inputField), signature: joinMember(before.fields, 'signature', gw.signatureField) });
    const own = readResponseSignature(whole, 'rsp'), house = readResponseSignature(whole, 'gw');
    expect([provider.verify(own.base, own.signature), gateway.verify(house.base, house.signature)]).toEqual([true, true]);
    expect(house.base).toContain(`"signature";key="rsp": :${own.signature}:`);
    expect(house.base).toContain('"signature";req;key="sig1": :');
    const other = message({ ...signed(), ...(() => { const again = signRequest(message(plain), { ...parameters, nonce: 'BBBBBBBBBBBBBBBBBBBBBB' }, key.sign); return { 'signature-input': again.inputField, signature: again.signatureField }; })() });
    const replayed = readResponseSignature({ ...whole, request: other }, 'rsp');
    expect(provider.verify(replayed.base, replayed.signature)).toBe(false);
  });
  it('needs no provider that signs, and no request that is signed', () => {
    const of = message(plain);
    const gw = signResponse(answer({ 'exchange-decision': 'sha-256=:x:' }, of), 'gw', { created: now, keyid: 'g' }, gateway.sign);
    const house = readResponseSignature(answer({ 'exchange-decision': 'sha-256=:x:', 'signature-input': gw.inputField, signature: gw.signatureField }, of), 'gw');
    expect(gateway.verify(house.base, house.signature)).toBe(true);
  });
  it.each(['"@status"', '"content-digest"', '"exchange-id"', '"@method";req', '"@target-uri";req', '"content-digest";req'])('is refused when %s is not covered', (text) => {
    expect(fault(() => readResponseSignature(answer(uncover(provided, text)), 'rsp'))).toBe('not-covered');
  });
});
