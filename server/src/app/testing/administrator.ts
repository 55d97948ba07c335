import type { Instance } from './instance.ts';
import { waitUntil } from './instance.ts';

/** The first administrator of a server: a session for browsers, and an API token for programs. */
export interface Administrator {
  /** Value of the cookie `__Host-saphan`. */
  readonly session: string;
  readonly token: string;
}

export const administratorPassword = 'แม่น้ำสี่สายไหลลงทะเล';

/** Becomes the first administrator with the one-time code that `saphan up` says at the terminal, as its reader does. */
export async function becomeAdministrator(instance: Instance): Promise<Administrator> {
  const welcome = await post(instance.address, '/welcome', { code: await readAdministratorCode(instance), userName: 'somchai', displayName: 'สมชาย ใจดี', password: administratorPassword });
  const session = /__Host-saphan=([^;]+)/.exec(welcome.headers.getSetCookie().join('\n'))?.[1] ?? '';
  const issued = await post(instance.address, '/me/api-tokens', { name: 'tests', scopes: ['*'], days: 2 }, { cookie: `__Host-saphan=${session}`, 'x-saphan': '1' });
  return { session, token: (await issued.json() as { token: string }).token };
}

/** The one-time code, as the reader of the terminal finds it. */
export async function readAdministratorCode(instance: Instance): Promise<string> {
  await waitUntil(() => codeIn(instance.said()) !== null, 'the code of the first administrator');
  return codeIn(instance.said()) as string;
}

const codeIn = (text: string): string | null => /one-time code ([A-Z0-9-]+)/.exec(text)?.[1] ?? null;

async function post(address: string, path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const reply = await fetch(`${address}/api/v1${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  if (!reply.ok) throw new Error(`POST ${path}: ${reply.status} ${await reply.text()}`);
  return reply;
}
