import { Client } from 'pg';

const RETRY_MS = 500;

/**
 * Holds one connection whose application name is `name` until stopped, again after the database was away.
 * While a process lives its marker stands in `pg_stat_activity`; when it dies PostgreSQL sees the socket close.
 */
export async function holdMarker(url: string, name: string, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const client = new Client({ connectionString: url, application_name: name, keepAlive: true });
    try {
      await new Promise<void>((resolve) => {
        client.on('error', () => resolve());
        client.on('end', () => resolve());
        stop.addEventListener('abort', () => resolve(), { once: true });
        client.connect().catch(() => resolve());
      });
    } finally {
      await client.end().catch(() => undefined);
    }
    if (!stop.aborted) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
