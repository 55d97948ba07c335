import { open } from 'node:fs/promises';
import { AgentProblem } from './agent-problem.ts';
import type { Pending } from './journal.ts';

const PIECE_BYTES = 4 * 1024 * 1024;

export interface Hub { readonly address: string; readonly token: string; readonly signal: AbortSignal }
interface Standing { id: string; offset: number; state: string; run: { id: number } | null }

/**
 * Sends a file as a push and goes on where an earlier attempt was cut.
 *
 * @returns the run that began of it.
 * @throws {AgentProblem} final when the hub refuses the token or the dataset.
 */
export async function deliver(hub: Hub, dataset: string, { key, file, name, size, sha256 }: Pending): Promise<number> {
  const base = `/datasets/${dataset}/pushes`;
  let push = await ask(hub, 'POST', base, { key, name, size, sha256 });
  if (push.state === 'open') {
    const bytes = await open(file);
    try {
      const piece = Buffer.allocUnsafe(PIECE_BYTES);
      while (push.offset < size) {
        const { bytesRead } = await bytes.read(piece, 0, PIECE_BYTES, push.offset);
        if (bytesRead === 0) throw new AgentProblem('ไฟล์ที่รอส่งสั้นกว่าที่บันทึกไว้', 'The waiting file is shorter than noted', false);
        push = await ask(hub, 'PUT', `${base}/${push.id}?offset=${push.offset}`, piece.subarray(0, bytesRead));
      }
    } finally {
      await bytes.close();
    }
    push = await ask(hub, 'POST', `${base}/${push.id}/complete`, {});
  }
  return push.run?.id as number;
}

async function ask({ address, token, signal }: Hub, method: string, path: string, body: object | Buffer): Promise<Standing> {
  const raw = Buffer.isBuffer(body);
  const reply = await fetch(`${address}/api/v1${path}`, {
    method, signal, redirect: 'error', body: raw ? new Uint8Array(body) : JSON.stringify(body),
    headers: { authorization: `Bearer ${token}`, 'content-type': raw ? 'application/octet-stream' : 'application/json' },
  }).catch((cause: Error) => { throw new AgentProblem(`ติดต่อศูนย์ ${address} ไม่ได้`, `The hub ${address} cannot be reached (${(cause.cause as Error | undefined)?.message ?? cause.message})`, false); });
  if (reply.ok) return await reply.json() as Standing;
  const told = await reply.json().catch(() => ({})) as Record<string, string>;
  if (reply.status === 401) throw new AgentProblem('โทเคนถูกเพิกถอน หมดอายุ หรือไม่ถูกต้อง: ขอโทเคนใหม่จากผู้ดูแลหน่วยงาน', 'The token is revoked, over or wrong: ask the agency’s administrator for another', true);
  const [th, en] = [told['titleTh'] ?? `ศูนย์ตอบ ${reply.status}`, told['titleEn'] ?? `The hub answered ${reply.status}`];
  throw new AgentProblem(`${th} ${told['nextTh'] ?? ''}`.trim(), `${en}. ${told['nextEn'] ?? ''}`.trim(), reply.status === 403);
}
