import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { prepareCluster } from '../../server/src/app/postgres/cluster.ts';
import { startPostgres } from '../../server/src/app/postgres/server.ts';

/** Gives the whole test run one throw-away PostgreSQL, without fsync; its address is `SAPHAN_TEST_DATABASE_URL`. */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env['SAPHAN_TEST_DATABASE_URL']) return async () => undefined;
  const dataDir = mkdtempSync(join(tmpdir(), 'saphan-test-'));
  chmodSync(dataDir, 0o711); // as root, PostgreSQL runs as another user and passes through
  const cluster = await prepareCluster(dataDir, { durable: false });
  const server = await startPostgres(cluster, { logFile: join(dataDir, 'postgres.log') });
  process.env['SAPHAN_TEST_DATABASE_URL'] = server.url;
  return async () => {
    await server.stop();
    rmSync(dirname(cluster.dir), { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
}
