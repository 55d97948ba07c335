// One person's way into a service over HTTP: password, authorization, interaction, code, tokens. Keep-alive, cookies by path.
import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { anyText, benchSecret } from './sign-on-house.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export interface Answer { status: number; headers: Record<string, string | string[] | undefined>; body: string }
export interface Visitor { cookies: Map<string, { value: string; path: string }>; address: string }

/** Whoever comes through the ministry's proxy from a network of their own. */
export function newVisitor(n: number): Visitor {
  return { cookies: new Map(), address: `10.${(n >> 8) & 255}.${n & 255}.7` };
}

/** Asks one process for an address of the house. */
export function ask(house: { publicUrl: string }, port: number, visitor: Visitor, path: string, sent: { form?: Record<string, string>; json?: object; headers?: Record<string, string> } = {}): Promise<Answer> {
  const body = sent.form ? new URLSearchParams(sent.form).toString() : sent.json ? JSON.stringify(sent.json) : null;
  const plain = path.split('?')[0] ?? '/';
  const cookie = [...visitor.cookies].filter(([, { path: own }]) => plain.startsWith(own)).map(([name, { value }]) => `${name}=${value}`).join('; ');
  const headers = {
    host: new URL(house.publicUrl).host, 'x-saphan': '1', 'x-forwarded-for': visitor.address, ...(cookie && { cookie }),
    ...(body !== null && { 'content-type': sent.form ? 'application/x-www-form-urlencoded' : 'application/json', 'content-length': String(Buffer.byteLength(body)) }), ...sent.headers,
  };
  return new Promise((resolve, reject) => {
    const asked = request({ agent, host: '127.0.0.1', port, path, method: body === null ? 'GET' : 'POST', headers }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part)).on('error', reject).on('end', () => {
        for (const line of reply.headers['set-cookie'] ?? []) keepCookie(visitor, line);
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(parts).toString() });
      });
    });
    asked.on('error', reject).end(body);
  });
}

function keepCookie({ cookies }: Visitor, line: string): void {
  const [pair = '', ...attributes] = line.split('; ');
  const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
  const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
  if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
  else cookies.set(name, { value, path });
}

/** Signs in with a password here; the visitor keeps the session. */
export async function signIn(house: { publicUrl: string }, port: number, visitor: Visitor, userName: string, password: string): Promise<void> {
  const answer = await ask(house, port, visitor, '/api/v1/sign-in/password', { json: { userName, password } });
  if (answer.status !== 200) throw new Error(`sign-in ${answer.status}: ${answer.body.slice(0, 300)}`);
}

/** Enters a service with the session of this visitor: the code flow with PKCE. @returns what the token endpoint gave. */
export async function enterService(house: { publicUrl: string }, port: number, visitor: Visitor, clientId: string): Promise<Record<string, string>> {
  const [verifier, redirect] = [anyText(32), `https://${clientId}.example/callback`];
  const asked = { client_id: clientId, redirect_uri: redirect, response_type: 'code', scope: 'openid profile', state: anyText(8), nonce: anyText(8), code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };
  let next = `/oidc/auth?${new URLSearchParams(asked)}`;
  for (let steps = 0; !next.startsWith(redirect); steps += 1) {
    const { status, headers, body } = await ask(house, port, visitor, next);
    if (!headers.location || steps > 6) throw new Error(`no way on from ${next.slice(0, 80)}: ${status} ${body.slice(0, 300)}`);
    next = String(headers.location).replace(house.publicUrl, '');
  }
  const form = { grant_type: 'authorization_code', code: new URL(next).searchParams.get('code') ?? '', redirect_uri: redirect, code_verifier: verifier };
  const answer = await ask(house, port, visitor, '/oidc/token', { form, headers: { authorization: basicOf(clientId) } });
  if (answer.status !== 200) throw new Error(`token ${answer.status}: ${answer.body.slice(0, 300)}`);
  return JSON.parse(answer.body) as Record<string, string>;
}

/** How a client of the bench shows its secret. */
export const basicOf = (clientId: string): string => `Basic ${Buffer.from(`${clientId}:${benchSecret}`).toString('base64')}`;
