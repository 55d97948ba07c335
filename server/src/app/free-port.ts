import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartProblem } from './exit.ts';

/** A TCP port on 127.0.0.1 that nobody listens on now; `wanted` itself when it is free. */
export async function findFreePort(wanted = 0): Promise<number> {
  return await tryPort('127.0.0.1', wanted) ?? await tryPort('127.0.0.1', 0) ?? 0;
}

/**
 * @param patienceMs how long to wait for the children of a killed instance to let go of the port.
 * @throws {StartProblem} `port-taken` when another program listens there.
 */
export async function assertPortFree(host: string, port: number, patienceMs: number): Promise<void> {
  const until = Date.now() + patienceMs;
  while (await tryPort(host, port) === null) {
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

function tryPort(host: string, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
