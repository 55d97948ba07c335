import type { Dial, FileServer } from './file-server.ts';

/** A connection that can be made anew while a file is read. */
export interface Line {
  /** The server at its end now. */
  server(): FileServer;
  redial(): Promise<void>;
  close(): void;
}

/** Dials; while `signal` is aborted the connection is closed at once, so that nobody waits for its answer. */
export async function openLine(dial: Dial, signal: AbortSignal): Promise<Line> {
  signal.throwIfAborted();
  let server: FileServer | null = await dial();
  const hangUp = () => { server?.close(); server = null; };
  signal.addEventListener('abort', hangUp, { once: true });
  return {
    server() {
      signal.throwIfAborted();
      return server as FileServer;
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
