import { Problem } from '#kernel/problem.ts';
import type { FileServer } from './file-server.ts';

const breaks = new Set(['kernel.transfer-broken', 'kernel.timed-out', 'kernel.host-unreachable', 'connectors.source-vanished']);

/** Whether a connection broke, so that another may do better. */
export const isBreak = (error: unknown): error is Problem => error instanceof Problem && breaks.has(error.code);

/** A connection that can be made anew while a file is read. */
export interface Line<Server extends { close(): void } = FileServer> {
  /** The server at its end now. */
  server(): Server;
  redial(): Promise<void>;
  close(): void;
}

/** Dials; while `signal` is aborted the connection is closed at once, so that nobody waits for its answer. */
export async function openLine<Server extends { close(): void }>(dial: () => Promise<Server>, signal: AbortSignal): Promise<Line<Server>> {
  signal.throwIfAborted();
  let server: Server | null = await dial();
  const hangUp = () => { server?.close(); server = null; };
  signal.addEventListener('abort', hangUp, { once: true });
  return {
    server() {
      signal.throwIfAborted();
      return server as Server;
    },
    async redial() {
      server?.close();
      server = await dial();
      if (signal.aborted) hangUp();
    },
    close() {
      signal.removeEventListener('abort', hangUp);
      hangUp();
    },
  };
}
