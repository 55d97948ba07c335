import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a server that a test can cut or silence. */
export interface CutLine {
  readonly port: number;
  /** Connections that came so far. */
  readonly count: number;
  /** Breaks every connection that is open. */
  cut(): void;
  /** From now on nothing that the server says comes through on the connections that are open; what it is told still does. */
  mute(): void;
  close(): void;
}

/** Hands on what comes to a port of its own. */
export async function openCutLine(to: number, host = '127.0.0.1'): Promise<CutLine> {
  const open = new Set<Socket>();
  const pairs = new Map<Socket, Socket>();
  let count = 0;
  const server = createServer((near) => {
    count += 1;
    const far = connect(to, host);
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      open.add(socket);
      socket.on('error', () => undefined).once('close', () => { open.delete(socket); other.destroy(); });
    }
    near.pipe(far).pipe(near);
    pairs.set(far, near);
    far.once('close', () => pairs.delete(far));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => { for (const socket of open) socket.resetAndDestroy(); };
  const mute = () => { for (const [far, near] of pairs) far.unpipe(near).resume(); };
  return { port: (server.address() as AddressInfo).port, get count() { return count; }, cut, mute, close: () => { cut(); server.close(); } };
}
