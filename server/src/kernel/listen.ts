import { Client, type ClientConfig } from 'pg';
import type { Log } from './log.ts';

export interface Listener { close(): Promise<void> }

const RECONNECT_MS = 500;

/** Holds one connection on LISTEN and takes it up again when the server goes away. */
export function openListener(session: ClientConfig, channel: string, heard: (payload: string | null) => void, log: Log): Listener {
  let client: Client | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const connect = async () => {
    const next = new Client({ ...session, keepAlive: true });
    client = next;
    next.on('error', () => retry(next));
    next.on('end', () => retry(next));
    next.on('notification', (message) => heard(message.payload ?? ''));
    try {
      await next.connect();
      await next.query(`listen "${channel.replaceAll('"', '')}"`);
      heard(null);
    } catch {
      retry(next);
    }
  };
  const retry = (lost: Client) => {
    if (closed || client !== lost) return;
    client = null;
    log.debug({ channel }, 'listening again soon');
    timer = setTimeout(connect, RECONNECT_MS);
  };
  void connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
