import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAgentConfig } from './agent-config.ts';
import { runAgent } from './run-agent.ts';

/** The four answers of docs/guides/push.md; the real ones are tested in linkage/push. It cuts the first piece of every file midway. */
const hub = { taken: new Map<string, Buffer>(), keys: [] as string[], cut: true, revoked: false };
const server = createServer((request, reply) => {
  const answer = (status: number, body: object) => reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
    if (hub.revoked) return answer(401, {});
    const body = Buffer.concat(pieces);
    const id = /pushes\/([^/?]+)/.exec(request.url ?? '')?.[1] ?? Buffer.from(JSON.parse(body.toString()).key as string).toString('hex');
    if (request.method === 'POST' && request.url?.endsWith('/pushes')) hub.keys.push(id);
    const had = hub.taken.get(id) ?? Buffer.alloc(0);
    if (request.method === 'PUT') {
      hub.taken.set(id, Buffer.concat([had, hub.cut ? body.subarray(0, 10) : body]));
      if (hub.cut) { hub.cut = false; return request.socket.destroy(); }
    }
    const complete = request.url?.endsWith('/complete') === true;
    return answer(200, { id, offset: hub.taken.get(id)?.length ?? 0, state: complete ? 'complete' : 'open', run: complete ? { id: 7 } : null });
  });
});
const root = mkdtempSync(join(tmpdir(), 'saphan-agent-'));
const file = join(root, 'agent.yaml');
const said: string[] = [];
const once = () => runAgent(readAgentConfig(file), { once: true, signal: new AbortController().signal, say: (_th, en) => { said.push(en); } });

beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  mkdirSync(join(root, 'out'));
  writeFileSync(join(root, 'out', 'plots.csv'), 'code\nP00001\nP00002\n');
  writeFileSync(join(root, 'token'), 'secret', { mode: 0o600 });
  writeFileSync(file, `hub: http://127.0.0.1:${(server.address() as AddressInfo).port}\ntokenFile: token\nstateDir: state\nfolders: [${root}]\nsources:\n  - { name: plots, dataset: rid-plots, kind: folder, everySeconds: 60, config: { path: ${join(root, 'out')}, pattern: '*.csv' } }\n`);
});
afterAll(() => { server.closeAllConnections(); server.close(); });

it('goes on with the same push after a cut, delivers once, and says why it stops when its token is revoked', async () => {
  expect(await once()).toBe(false);
  expect(await once()).toBe(true);
  expect(new Set(hub.keys).size).toBe(1);
  expect(hub.taken.get(hub.keys[0] as string)?.toString()).toBe('code\nP00001\nP00002\n');
  expect(await once()).toBe(true);
  expect(hub.keys.length).toBe(2);
  writeFileSync(join(root, 'out', 'plots.csv'), 'code\nP00003\n');
  hub.revoked = true;
  await expect(once()).rejects.toMatchObject({ final: true, en: expect.stringContaining('revoked') });
  expect(JSON.parse(readFileSync(join(root, 'state', 'journal.json'), 'utf8')).plots.pending).toBeTruthy();
});
