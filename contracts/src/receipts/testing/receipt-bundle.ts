import { createHash, randomBytes, type KeyObject } from 'node:crypto';
import { fieldsFrom, type RequestMessage } from '../../http-signatures/message.ts';
import type { SignatureAlgorithm } from '../../http-signatures/profile.ts';
import { joinMember, signRequest, signResponse } from '../../http-signatures/sign.ts';
import { newKey } from '../../http-signatures/testing/node-keys.ts';
import { writeCheckpoint } from '../../transparency/checkpoint.ts';
import { writeEntry } from '../../transparency/entry.ts';
import { COSIGNATURE, cosignedMessage, ED25519, verifierOf, writeCosignature, writeNote, writeSignature } from '../../transparency/note.ts';
import { leafHash, rootOf } from '../../transparency/tree.ts';
import { writeTlogProof } from '../../transparency/tlog-proof.ts';
import { readPublicKey, thumbprintOf } from '../public-key.ts';

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const hex = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const digestOf = (body: string) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
const pemOf = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }) as string;

export interface ReceiptShape {
  readonly consumer: SignatureAlgorithm | null;
  readonly provider: SignatureAlgorithm | null;
  readonly witnesses: number;
  readonly size: number;
  readonly index: number;
}

const usual: ReceiptShape = { consumer: 'ed25519', provider: 'ed25519', witnesses: 1, size: 11, index: 6 };
export const bodies = { request: '{"citizenId":"1101700230708"}', response: '{"registered":true}' };

/** A key with its `kid`. */
function keyOf(algorithm: SignatureAlgorithm) {
  const key = newKey(algorithm);
  const pem = pemOf(key.publicKey);
  return { ...key, pem, kid: thumbprintOf(readPublicKey(pem) as never, sha256), raw: key.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32) };
}

/** A whole true receipt as the house would give it, made without the house; every call makes another exchange with other keys. */
export function makeReceipt(shape: Partial<ReceiptShape> = {}): Map<string, Uint8Array> {
  const asked = { ...usual, ...shape };
  const files = new Map<string, Uint8Array>();
  const put = (name: string, content: string | Uint8Array) => files.set(name, Buffer.from(content as string));
  const entry = Buffer.from(signExchange(asked, put));
  put('entry.txt', entry);
  logEntry(asked, entry, put);
  return files;
}

type Put = (name: string, content: string | Uint8Array) => void;

/** Request, answer and witness, signed. @returns the entry. */
function signExchange({ consumer, provider }: ReceiptShape, put: Put): string {
  const created = Math.floor(Date.now() / 1000);
  const id = '01938f6e-7c1a-7f00-8a11-0242ac120002';
  const [gateway, asker, answerer] = [keyOf('ed25519'), consumer && keyOf(consumer), provider && keyOf(provider)];
  const headers: Record<string, string> = {
    'exchange-client': 'TH/GOV/doae/farmer-desk', 'exchange-agreement': 'SA-2569-0001', 'exchange-purpose': 'subsidy', 'exchange-case': 'CASE/7', 'content-digest': digestOf(bodies.request),
    ...asker && { 'exchange-seq': 'c3RyZWFtLXN0cmVhbS0x;n=7' },
  };
  const request = (): RequestMessage => ({ method: 'POST', scheme: 'https', authority: 'data.moac.go.th', target: '/x/farmers/is-registered', fields: fieldsFrom(headers) });
  const lines: [string, string][] = [['assurance', asker ? '3' : '1']];
  const keep = (name: 'request' | 'response' | 'gateway', key: ReturnType<typeof keyOf>, signed: { base: string; signature: string }) => {
    const bytes = Buffer.from(signed.signature, 'base64');
    put(`${name}.sigbase`, signed.base);
    put(`${name}.sig`, bytes);
    put(`keys/${{ request: 'consumer', response: 'provider', gateway: 'gateway' }[name]}.pem`, key.pem);
    lines.push([name, `sha-256=${hex(signed.base)} ${hex(bytes)}`]);
  };
  if (asker) {
    const signed = signRequest(request(), { created, expires: created + 60, nonce: randomBytes(16).toString('base64url'), keyid: asker.kid }, asker.sign);
    Object.assign(headers, { 'signature-input': signed.inputField, signature: signed.signatureField });
    keep('request', asker, signed);
  } else lines.push(['request', 'none']);
  const answer: Record<string, string> = { 'content-type': 'application/json', 'content-digest': digestOf(bodies.response), 'exchange-id': id, 'exchange-decision': digestOf('decision') };
  const response = () => ({ status: 200, fields: fieldsFrom(answer), request: request() });
  if (answerer) {
    const signed = signResponse(response(), 'rsp', { created, keyid: answerer.kid }, answerer.sign);
    Object.assign(answer, { 'signature-input': joinMember(response().fields, 'signature-input', signed.inputField), signature: joinMember(response().fields, 'signature', signed.signatureField) });
    keep('response', answerer, signed);
  } else lines.push(['response', 'none']);
  keep('gateway', gateway, signResponse(response(), 'gw', { created, keyid: gateway.kid }, gateway.sign));
  lines.push(['status', '200'], ['agreement', `SA-2569-0001/1 ${hex('terms')}`], ...asker ? [['stream', 'c3RyZWFtLXN0cmVhbS0x 7'] as [string, string]] : []);
  return writeEntry({ kind: 'exchange.exchange', id, at: new Date(created * 1000).toISOString(), blind: randomBytes(16).toString('base64'), lines });
}

/** A log in which the entry stands at its index among others, signed and co-signed. */
function logEntry({ size, index, witnesses }: ReceiptShape, entry: Uint8Array, put: Put): void {
  const leaves = Array.from({ length: size }, (_, i) => i === index ? leafHash(sha256, entry) : sha256(randomBytes(8)));
  const text = writeCheckpoint({ origin: 'data.moac.go.th/ledger', size, root: rootOf(sha256, leaves) });
  const log = keyOf('ed25519');
  const signature = Buffer.from(log.sign(text), 'base64');
  const seen = Array.from({ length: witnesses }, (_, i) => cosign(text, `witness${i + 1}.example.go.th`, i + 1, put));
  const note = writeNote(text, [writeSignature(verifierOf(sha256, 'data.moac.go.th/ledger', ED25519, log.raw), signature), ...seen]);
  put('checkpoint.txt', text);
  put('checkpoint.sig', signature);
  put('keys/log.pem', log.pem);
  put('receipt.tlog-proof', writeTlogProof({ index, proof: pathOf(leaves, index), checkpoint: note }));
}

function cosign(text: string, name: string, number: number, put: Put): string {
  const key = keyOf('ed25519');
  const seconds = Math.floor(Date.now() / 1000);
  put(`keys/witness-${number}.pem`, key.pem);
  return writeSignature(verifierOf(sha256, name, COSIGNATURE, key.raw), writeCosignature(seconds, Buffer.from(key.sign(Buffer.from(cosignedMessage(text, seconds)).toString()), 'base64')));
}

/** RFC 6962 §2.1.1, as it is written there. */
function pathOf(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (leaves.length === 1) return [];
  const half = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return index < half ? [...pathOf(leaves.slice(0, half), index), rootOf(sha256, leaves.slice(half))] : [...pathOf(leaves.slice(half), index - half), rootOf(sha256, leaves.slice(0, half))];
}

export interface Tampering { readonly name: string; readonly files: Map<string, Uint8Array> }

/** Every receipt that somebody could make of a true one without the keys: a byte turned in each file, a file left out, pieces of another true receipt. */
export function tamperings(truth: ReadonlyMap<string, Uint8Array>, other: ReadonlyMap<string, Uint8Array>): Tampering[] {
  const changed = (name: string, bytes: Uint8Array | null) => {
    const files = new Map(truth);
    if (bytes) files.set(name, bytes); else files.delete(name);
    return files;
  };
  const turned = (bytes: Uint8Array) => bytes.map((byte, i) => i === Math.floor(bytes.length / 2) ? byte ^ 1 : byte);
  const names = [...truth.keys()];
  return [
    ...names.map((name) => ({ name: `a byte turned in ${name}`, files: changed(name, turned(truth.get(name) as Uint8Array)) })),
    ...names.filter((name) => !name.startsWith('keys/witness')).map((name) => ({ name: `${name} left out`, files: changed(name, null) })),
    ...names.filter((name) => other.has(name)).map((name) => ({ name: `${name} of another receipt`, files: changed(name, other.get(name) as Uint8Array) })),
    { name: 'the proof says another index', files: changed('receipt.tlog-proof', Buffer.from(Buffer.from(truth.get('receipt.tlog-proof') as Uint8Array).toString().replace(/^index \d+$/m, 'index 5'))) },
    { name: 'the answer of another exchange, whole', files: new Map([...truth, ...['response.sigbase', 'response.sig', 'keys/provider.pem'].map((name) => [name, other.get(name) as Uint8Array] as const)]) },
    { name: 'the checkpoint of another log, whole', files: new Map([...truth, ...['checkpoint.txt', 'checkpoint.sig', 'keys/log.pem', 'receipt.tlog-proof'].map((name) => [name, other.get(name) as Uint8Array] as const)]) },
    { name: 'another body beside it', files: changed('response.body', Buffer.from('{"registered":false}')) },
  ];
}
