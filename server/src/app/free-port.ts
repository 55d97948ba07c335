import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartProblem } from './exit.ts';

/** A TCP port on 127.0.0.1 that nobody listens on now; `wanted` itself when it is free. */
export async function findFreePort(wanted = 0): Promise<number> {
  for (const port of [wanted, 0]) {
    const found = await tryPort('127.0.0.1', port);
    if (typeof found === 'number') return found;
  }
  return 0;
}

/**
 * @param patienceMs how long to wait for the children of a killed instance to let go of the port.
 * @throws {StartProblem} `port-taken` when another program listens there.
 */
export async function assertPortFree(host: string, port: number, patienceMs: number): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const found = await tryPort(host, port);
    if (typeof found === 'number') return;
    if (found === 'EACCES') throw portForbidden(port);
    if (found !== 'EADDRINUSE') throw addressMissing(host, port, found);
    if (Date.now() >= until) throw portTaken(host, port);
    await sleep(100);
  }
}

/** The sentence for a port that another program holds. */
export function portTaken(host: string, port: number): StartProblem {
  return new StartProblem('port-taken',
    `พอร์ต ${port} บน ${host} มีโปรแกรมอื่นใช้อยู่ — ปิดโปรแกรมนั้น หรือตั้ง SAPHAN_PORT เป็นเลขอื่น`,
    `Port ${port} on ${host} is taken by another program; stop it, or set SAPHAN_PORT to another number.`);
}

function portForbidden(port: number): StartProblem {
  return new StartProblem('port-taken',
    `ผู้ใช้นี้เปิดพอร์ต ${port} ไม่ได้ (พอร์ตต่ำกว่า 1024 เป็นของ root) — ตั้ง SAPHAN_PORT เป็นเลขอื่น`,
    `This user may not open port ${port} (those below 1024 are root's); set SAPHAN_PORT to another number.`);
}

function addressMissing(host: string, port: number, code: string): StartProblem {
  return new StartProblem('port-taken',
    `เปิด ${host} พอร์ต ${port} ไม่ได้ (${code}) — ตั้ง SAPHAN_HOST เป็น 127.0.0.1`, `${host} port ${port} cannot be opened (${code}); set SAPHAN_HOST to 127.0.0.1.`);
}

/** The port that could be opened (and was closed again), or the error code. */
function tryPort(host: string, port: number): Promise<number | string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
