import { createHash, createPublicKey, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseContentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { fieldsFrom, fieldsOf, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { assertCurrent, readRequestSignature, type SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';
import { joinMember, signResponse } from '@saphan/contracts/http-signatures/sign';
import { newKey, verifyText } from '@saphan/contracts/http-signatures/testing/node-keys';
import { kidOf, smallSignOn } from './small-sign-on.ts';

/** What reached the gateway and held. */
export interface Seen { readonly method: string; readonly target: string; readonly headers: IncomingMessage['headers']; readonly body: string; readonly nonce: string | null }
export interface Reply { readonly status?: number; readonly body?: string; readonly headers?: Record<string, string>; readonly origin?: string }

export interface SmallGateway {
  readonly address: string;
  readonly seen: Seen[];
  readonly houseKid: string;
  readonly providerJwk: object;
  /** Registers the public key of a system. */
  trust(publicPem: string, algorithm: SignatureAlgorithm, kid: string): void;
  /** What is answered; by default what was asked. */
  answer: (seen: Seen) => Reply;
  /** Spoils an answer on its way: after it was signed. */
  spoil: ((headers: Record<string, string>, body: string) => string) | null;
  providerSigns: boolean;
  close(): Promise<void>;
}

const digestOf = (body: string) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

/** A gateway as small as the rules of docs/specs/SPN-EXCHANGE.md §3 and §4 allow: it verifies and signs, and knows no agreements. */
export async function startSmallGateway(): Promise<SmallGateway> {
  const [house, provider] = [newKey('ed25519'), newKey('ed25519')];
  const [houseJwk, providerJwk] = [house, provider].map((key) => key.publicKey.export({ format: 'jwk' }) as Record<string, any>) as [Record<string, any>, Record<string, any>];
  const keys = new Map<string, (base: string, signature: string) => boolean>();
  const nonces = new Set<string>();
  const server = createServer((message, reply) => { void serve(message, reply).catch((error: unknown) => { reply.destroy(error as Error); }); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const authority = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signOn = smallSignOn(() => gateway.address, keys);
  const gateway: SmallGateway = {
    address: `http://${authority}`, seen: [], houseKid: kidOf(houseJwk), providerJwk, providerSigns: true, spoil: null,
    trust: (pem, algorithm, kid) => { keys.set(kid, (base, signature) => verifyText(algorithm, createPublicKey(pem), base, signature)); },
    answer: (seen) => ({ body: JSON.stringify({ asked: seen.body, target: seen.target }) }),
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };

  async function serve(message: IncomingMessage, reply: ServerResponse): Promise<void> {
    if (message.url === '/.well-known/saphan-exchange') return void reply.setHeader('content-type', 'application/json').end(JSON.stringify({ gateway: { keys: [{ ...houseJwk, kid: kidOf(houseJwk) }] } }));
    const body = Buffer.concat(await Array.fromAsync(message as AsyncIterable<Buffer>)).toString();
    if (message.url === '/oidc/token') {
      const { status, body: told, nonce } = signOn.give(new URLSearchParams(body), message.headers['dpop']);
      return void reply.writeHead(status, { 'content-type': 'application/json', 'dpop-nonce': nonce }).end(JSON.stringify(told));
    }
    const request: RequestMessage = { method: message.method as string, scheme: 'http', authority, target: message.url as string, fields: fieldsOf(message.rawHeaders) };
    const refusal = check(request, body);
    const seen: Seen = { method: request.method, target: request.target, headers: message.headers, body, nonce: /nonce="([^"]+)"/.exec(String(message.headers['signature-input']))?.[1] ?? null };
    if (refusal === null) gateway.seen.push(seen);
    send(reply, request, refusal === null ? gateway.answer(seen) : { status: 401, origin: 'consumer', body: JSON.stringify({ titleTh: 'ลายมือชื่อไม่ถูกต้อง', titleEn: 'Signature refused', detail: refusal }) });
  }

  function check(request: RequestMessage, body: string): string | null {
    const [authorization, dpop] = ['authorization', 'dpop'].map((name) => request.fields.get(name)?.[0]);
    if (authorization !== undefined && !request.fields.has('signature')) return signOn.refusal(request, authorization, dpop);
    try {
      const signature = readRequestSignature(request, body !== '');
      assertCurrent(signature, Date.now());
      if (body !== '' && parseContentDigest(request.fields.get('content-digest')?.[0] ?? '').sha256 !== createHash('sha256').update(body).digest('base64')) return 'digest';
      if (nonces.has(signature.nonce)) return 'replayed';
      nonces.add(signature.nonce);
      return keys.get(signature.keyid)?.(signature.base, signature.signature) ? null : 'wrong signature';
    } catch (error) {
      return (error as Error).message;
    }
  }

  function send(reply: ServerResponse, request: RequestMessage, { status = 200, body = '', headers: more = {}, origin }: Reply): void {
    const headers: Record<string, string> = {
      'content-type': 'application/json', 'content-digest': digestOf(body), 'exchange-id': randomUUID(), 'exchange-assurance': request.fields.has('signature') ? '3' : '2', 'exchange-decision': digestOf('decision'), ...more, ...origin !== undefined && { 'exchange-error-origin': origin },
    };
    const sign = (label: 'rsp' | 'gw', key: typeof house, kid: string) => {
      const fields = fieldsFrom(headers);
      const signed = signResponse({ status, fields, request }, label, { created: Math.floor(Date.now() / 1000), keyid: kid }, key.sign);
      Object.assign(headers, { 'signature-input': joinMember(fields, 'signature-input', signed.inputField), 'signature': joinMember(fields, 'signature', signed.signatureField) });
    };
    if (gateway.providerSigns && origin === undefined) sign('rsp', provider, kidOf(providerJwk));
    sign('gw', house, kidOf(houseJwk));
    const sent = gateway.spoil?.(headers, body) ?? body;
    reply.writeHead(status, headers).end(sent);
  }
  return gateway;
}
