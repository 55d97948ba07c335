import { execFile } from 'node:child_process';
import { createServer, request as send } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { makeSystemKey } from './index.ts';
import { startSmallGateway } from './testing/small-gateway.ts';

/** A proxy as agencies have them: it tunnels or passes on, and counts. */
async function startProxy(): Promise<{ address: string; calls: () => number; close(): void }> {
  let calls = 0;
  const server = createServer((incoming, reply) => {
    calls += 1;
    incoming.pipe(send(incoming.url ?? '', { method: incoming.method, headers: incoming.headers }, (answer) => { reply.writeHead(answer.statusCode ?? 502, answer.headers); answer.pipe(reply); }));
  }).on('connect', ({ url = '' }, socket, head) => {
    calls += 1;
    const { hostname, port } = new URL(`http://${url}`);
    const tunnel = connect(Number(port || 80), hostname, () => { socket.write('HTTP/1.1 200 Connected\r\n\r\n'); tunnel.write(head); socket.pipe(tunnel).pipe(socket); });
    for (const end of [socket, tunnel]) end.on('error', () => { socket.destroy(); tunnel.destroy(); });
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls: () => calls, close: () => { server.closeAllConnections(); server.close(); } };
}

it('runs the example of the README as printed, behind a proxy too', async () => {
  const example = /```ts\n([^]*?)```/.exec(readFileSync(join(import.meta.dirname, '../README.md'), 'utf8'))?.[1] as string;
  const [gateway, { privatePem, key }, proxy] = [await startSmallGateway(), await makeSystemKey(), await startProxy()];
  gateway.trust(key.publicPem, 'ed25519', key.kid);
  const folder = mkdtempSync(join(tmpdir(), 'saphan-example-'));
  try {
    writeFileSync(join(folder, 'key.pem'), privatePem);
    // Only the place of the package differs: the example lies outside of the clone.
    writeFileSync(join(folder, 'example.mjs'), example.replace("'@saphan/client'", JSON.stringify(join(import.meta.dirname, 'index.ts'))));
    const run = (more: NodeJS.ProcessEnv) => promisify(execFile)(process.execPath, [join(folder, 'example.mjs')], { env: { ...process.env, SAPHAN_URL: gateway.address, SAPHAN_KEY_FILE: join(folder, 'key.pem'), ...more } });
    for (const more of [{}, { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy.address, http_proxy: proxy.address, NO_PROXY: '', no_proxy: '' }]) expect((await run(more)).stdout).toMatch(/^200 \{ asked: '\{"key":"1"\}'.* 3$/m);
    expect(proxy.calls()).toBeGreaterThan(0);
  } finally {
    rmSync(folder, { recursive: true });
    proxy.close();
    await gateway.close();
  }
});
