import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a server on this machine that a test can cut. */
export interface CutLine {
  readonly port: number;
  /** Connections that came so far. */
  readonly count: number;
  /** Breaks every connection that is open. */
  cut(): void;
  close(): void;
}

/** Hands on what comes to a port of its own. */
export async function openCutLine(to: number): Promise<CutLine> {
  const open = new Set<Socket>();
  let count = 0;
  const server = createServer((near) => {
    count += 1;
    const far = connect(to, '127.0.0.1');
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      open.add(socket);
      socket.on('error', () => undefined).once('close', () => { open.delete(socket); other.destroy(); });
    }
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => { for (const socket of open) socket.resetAndDestroy(); };
  return { port: (server.address() as AddressInfo).port, get count() { return count; }, cut, close: () => { cut(); server.close(); } };
}
