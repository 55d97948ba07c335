import { AsyncLocalStorage } from 'node:async_hooks';
import { connect as connectTcp, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';

/** What is trusted on an encrypted line: an authority of the agency's own, and what this side shows where the database asks for it. */
export interface LineTrust { ca?: string; wallet?: string; walletPassword?: string }

/** The lines that one connection opens: to the listener, and to wherever the listener sends it. */
export class GuardedLine {
  readonly #sockets = new Set<Socket>();
  readonly rules: HostRules;
  readonly trust: LineTrust;
  /** Why a host was refused; the driver would only say that it could not connect. */
  refused: unknown = null;

  constructor(rules: HostRules, trust: LineTrust) { this.rules = rules; this.trust = trust; }

  /** A line to the address that was checked. */
  async open(host: string, port: number): Promise<Socket> {
    const { address } = await checkHost(host, this.rules).catch((error: unknown) => { this.refused = error; throw error; });
    const socket = connectTcp(port, address);
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    await new Promise<void>((resolve, reject) => { socket.once('error', reject).once('connect', () => { socket.removeListener('error', reject); resolve(); }); });
    return socket;
  }

  /** Ends the lines at once; whoever waits for an answer hears it. */
  cut(): void { for (const socket of this.#sockets) socket.destroy(); }
}

const lines = new AsyncLocalStorage<GuardedLine>();
let isGuarded = false;

/**
 * Runs `connect` so that each line the driver opens goes through `line`. The driver has no place to hand a socket or a host check to, and follows the
 * listener to any host: its two steps that open a line are replaced, once, for the whole process. @throws when a connection is opened without a line.
 */
export async function throughLine<Result>(line: GuardedLine, connect: () => Promise<Result>): Promise<Result> {
  if (!isGuarded) {
    const { default: Transport } = await import('oracledb/lib/thin/sqlnet/ntTcp.js');
    const encrypt = Transport.prototype.tlsConnect;
    Transport.prototype.ntConnect = async function ntConnect({ hostname, host, port }) {
      this.stream = await here().open(hostname || host, port ?? 1521);
      this.connected = true;
    };
    Transport.prototype.tlsConnect = function tlsConnect(_context, stream) {
      const { ca, wallet, walletPassword } = here().trust;
      const authorities = [ca, wallet].filter((each) => each !== undefined);
      return encrypt.call(this, createSecureContext({ ca: authorities.length > 0 ? authorities : undefined, cert: wallet, key: wallet, passphrase: walletPassword, minVersion: 'TLSv1.2' }), stream);
    };
    isGuarded = true;
  }
  return lines.run(line, connect);
}

function here(): GuardedLine {
  const line = lines.getStore();
  if (!line) throw new TypeError('a line to Oracle is opened outside of throughLine');
  return line;
}
