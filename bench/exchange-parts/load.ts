import { connect, type Socket } from 'node:net';

export interface Loaded { answers: number; seconds: number; perSecond: number; p50Ms: number; p99Ms: number; statuses: Map<number, number> }

const END = Buffer.from('\r\n\r\n');

/**
 * Sends requests that were written beforehand over so many kept connections, each when the one before it was answered, until the time is over or none is left.
 * @param next the bytes of a request, or null when there are no more. @param answered told of each answer's head.
 */
export async function load(port: number, connections: number, seconds: number, next: () => Buffer | null, answered: (status: number, head: string) => void = () => undefined): Promise<Loaded> {
  const took: number[] = [];
  const statuses = new Map<number, number>();
  const began = performance.now();
  const until = began + seconds * 1000;
  await Promise.all(Array.from({ length: connections }, () => one(port, next, until, (status, head, ms) => { took.push(ms); statuses.set(status, (statuses.get(status) ?? 0) + 1); answered(status, head); })));
  const spent = (performance.now() - began) / 1000;
  took.sort((a, b) => a - b);
  const quantile = (at: number) => took[Math.min(took.length - 1, Math.floor(took.length * at))] ?? Number.NaN;
  return { answers: took.length, seconds: spent, perSecond: took.length / spent, p50Ms: quantile(0.5), p99Ms: quantile(0.99), statuses };
}

/** One connection; ends when the server hangs up, too. */
function one(port: number, next: () => Buffer | null, until: number, answered: (status: number, head: string, ms: number) => void): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, '127.0.0.1');
    let since = 0;
    let came: Buffer = Buffer.alloc(0);
    const send = () => {
      const request = performance.now() < until ? next() : null;
      if (request === null) { socket.end(); return; }
      since = performance.now();
      socket.write(request);
    };
    socket.setNoDelay(true);
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      came = came.length === 0 ? chunk : Buffer.concat([came, chunk]);
      const end = came.indexOf(END);
      if (end === -1) return;
      const head = came.toString('latin1', 0, end);
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (came.length < end + 4 + length) return;
      came = came.subarray(end + 4 + length);
      answered(Number(head.slice(9, 12)), head, performance.now() - since);
      send();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}
