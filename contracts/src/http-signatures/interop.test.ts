import { component, createSignatureSync, verifySignature } from 'http-message-sig';
import { describe, expect, it } from 'vitest';
import { contentDigest } from './content-digest.ts';
import { fieldsFrom, targetUri, type RequestMessage, type ResponseMessage } from './message.ts';
import { readRequestSignature, readResponseSignature, requestComponents } from './profile.ts';
import { signRequest, signResponse } from './sign.ts';
import { newKey, sha256 } from './testing/node-keys.ts';

const key = newKey('ed25519');
const now = Math.floor(Date.now() / 1000);
const headers = { 'content-digest': contentDigest(sha256('{}')), 'exchange-client': 'TH/GOV/doae/farm', 'exchange-agreement': 'SA-2569-0001', 'exchange-purpose': 'aid' };
const plain: RequestMessage = { method: 'POST', scheme: 'https', authority: 'data.example.go.th', target: '/x/farmers/people?a=%E0%B8%81', fields: fieldsFrom(headers) };
const with_ = (more: Record<string, string>): RequestMessage => ({ ...plain, fields: fieldsFrom({ ...headers, ...more }) });
const theirs = (request: RequestMessage) => ({
  kind: 'request' as const, method: request.method, targetUri: targetUri(request), requestTarget: request.target,
  fields: [...request.fields].flatMap(([name, values]) => values.map((value) => ({ name, value }))),
});
const signer = { algorithm: 'ed25519', sign: (data: Uint8Array) => Buffer.from(key.sign(Buffer.from(data).toString()), 'base64') };
const verifier = { algorithm: 'ed25519', verify: (data: Uint8Array, signature: Uint8Array) => key.verify(Buffer.from(data).toString(), Buffer.from(signature).toString('base64')) };
const policy = { algorithms: ['ed25519'], requiredComponents: ['@method', '@target-uri', 'content-digest'], requiredParameters: ['created', 'keyid'], maxAge: 300, clockSkew: 5 };

describe('another implementation of RFC 9421', () => {
  it('takes what we sign', async () => {
    const ours = signRequest(plain, { created: now, expires: now + 60, nonce: 'AAAAAAAAAAAAAAAA', keyid: 'k' }, key.sign);
    const message = theirs(with_({ 'signature-input': ours.inputField, signature: ours.signatureField }));
    await expect(verifySignature(message, { label: 'sig1', policy, resolveVerifier: () => verifier })).resolves.toMatchObject({ label: 'sig1' });
    await expect(verifySignature({ ...message, method: 'PUT' }, { label: 'sig1', policy, resolveVerifier: () => verifier })).rejects.toThrow();
  });
  it('signs what we take', () => {
    const made = createSignatureSync(theirs(plain), { label: 'sig1', components: requestComponents(plain).map((each) => each.slice(1, -1)), signer, parameters: { created: now, expires: now + 60, nonce: 'AAAAAAAAAAAAAAAA', keyid: 'k', tag: 'saphan-x1' } });
    const read = readRequestSignature(with_({ 'signature-input': made.signatureInput, signature: made.signature }), true);
    expect(key.verify(read.base, read.signature)).toBe(true);
  });
  it('binds an answer to its request as we do', () => {
    const request = with_((({ inputField, signatureField }) => ({ 'signature-input': inputField, signature: signatureField }))(signRequest(plain, { created: now, expires: now + 60, nonce: 'AAAAAAAAAAAAAAAA', keyid: 'k' }, key.sign)));
    const own = { 'content-digest': contentDigest(sha256('[]')), 'exchange-id': 'e1' };
    const answer = (more: Record<string, string> = {}): ResponseMessage => ({ status: 200, request, fields: fieldsFrom({ ...own, ...more }) });
    const ours = signResponse(answer(), 'rsp', { created: now, keyid: 'p' }, key.sign);
    const made = createSignatureSync({ kind: 'response', status: 200, fields: Object.entries(own).map(([name, value]) => ({ name, value })), request: theirs(request) }, {
      label: 'rsp', signer, parameters: { created: now, keyid: 'p', tag: 'saphan-x1-response' },
      components: ['@status', 'content-digest', 'exchange-id', component('@method', { req: true }), component('@target-uri', { req: true }), component('content-digest', { req: true }), component('signature', { req: true, key: 'sig1' })],
    });
    expect([made.signatureInput, made.signature]).toEqual([ours.inputField, ours.signatureField]);
    const read = readResponseSignature(answer({ 'signature-input': made.signatureInput, signature: made.signature }), 'rsp');
    expect(key.verify(read.base, read.signature)).toBe(true);
  });
});
