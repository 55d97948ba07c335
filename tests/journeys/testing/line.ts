import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** The way from an agency to the hub, which can be cut and mended. */
export interface Line { readonly address: string; cut(): void; mend(): void; close(): void }

/** Opens a way to a server, as the proxy before it does: what is asked here is asked there, unless the line is cut. */
export async function openLine(to: URL): Promise<Line> {
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near, answer) => {
    const far = request({ host: to.hostname, port: to.port, method: near.method, path: near.url, headers: { ...near.headers, host: to.host } }, (reply) => {
      answer.writeHead(reply.statusCode as number, reply.headers);
      reply.pipe(answer);
    });
    far.on('error', () => near.socket.destroy());
    near.pipe(far);
  });
  server.on('connection', (socket) => {
    if (isCut) { socket.destroy(); return; }
    open.add(socket);
    socket.on('close', () => { open.delete(socket); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const cut = () => { isCut = true; for (const socket of open) socket.destroy(); };
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cut, mend: () => { isCut = false; }, close: () => { cut(); server.close(); } };
}

/** Ports on which a process waits for connections, by the tables of Linux; an agent has none. */
export function listeningSockets(pid: number): string[] {
  const inodes = new Set(readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try { return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []; } catch { return []; }
  }));
  const listening = '0A';
  return ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/${pid}/net/${table}`, 'utf8').split('\n').slice(1).map((row) => row.trim().split(/\s+/)))
    .filter((cells) => cells[3] === listening && inodes.has(cells[9] ?? '')).map((cells) => cells[1] as string);
}
