import { createHash } from 'node:crypto';
import { asAdministrator, house } from './house.ts';

/** An answer of the public API; `body` is parsed JSON. */
export interface Reply { readonly status: number; readonly body: any }

const CHUNK_BYTES = 8 * 1024 * 1024;

/** Asks the public API; JSON or bytes in, JSON out. */
export async function ask(method: string, path: string, body?: unknown): Promise<Reply> {
  const bytes = body instanceof Uint8Array;
  const reply = await fetch(`${house().instance.address}/api/v1${path}`, {
    method,
    headers: { ...asAdministrator(), ...(body !== undefined && { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }) },
    ...(body !== undefined && { body: bytes ? body as Uint8Array<ArrayBuffer> : JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { status: reply.status, body: text === '' ? null : JSON.parse(text) };
}

/** Asks for what must succeed. */
export async function get(path: string): Promise<any> {
  return expectOk(await ask('GET', path), `GET ${path}`);
}

/** Changes what must succeed. */
export async function send(method: string, path: string, body?: unknown): Promise<any> {
  return expectOk(await ask(method, path, body), `${method} ${path}`);
}

/** Bytes of a download. */
export async function download(path: string): Promise<{ bytes: Buffer; headers: Headers }> {
  const reply = await fetch(`${house().instance.address}/api/v1${path}`, { headers: asAdministrator() });
  const bytes = Buffer.from(await reply.arrayBuffer());
  if (!reply.ok) throw new Error(`GET ${path}: ${reply.status} ${bytes.toString().slice(0, 500)}`);
  return { bytes, headers: reply.headers };
}

export interface Raw { readonly rawId: number; readonly sha256: string; readonly bytes: number }

/** Uploads a file in chunks, as the page does. */
export async function upload(name: string, content: Buffer): Promise<Raw> {
  return uploadPieces(name, content.length, chunksOf(content));
}

/** Uploads a file too large to be held, piece by piece; a piece is one request. */
export async function uploadPieces(name: string, size: number, pieces: Iterable<Buffer>): Promise<Raw> {
  const { id } = await send('POST', '/uploads', { name, size });
  let offset = 0;
  for (const piece of pieces) {
    await send('PUT', `/uploads/${id}?offset=${offset}`, piece);
    offset += piece.length;
  }
  return send('POST', `/uploads/${id}/complete`, {});
}

function* chunksOf(content: Buffer): Generator<Buffer> {
  for (let offset = 0; offset < content.length; offset += CHUNK_BYTES) yield content.subarray(offset, offset + CHUNK_BYTES);
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function expectOk({ status, body }: Reply, what: string): any {
  if (status < 300) return body;
  throw new Error(`${what}: ${status} ${JSON.stringify(body)?.slice(0, 1500)}`);
}
