// PostgreSQL's own tolerance beside the sieve: COPY … FROM STDIN (ON_ERROR ignore) of the same file into typed columns.
import { chmodSync, createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { prepareCluster } from '../server/src/app/postgres/cluster.ts';
import { startPostgres } from '../server/src/app/postgres/server.ts';

export interface BenchPostgres { url: string; stop(): Promise<void> }

/** Starts an empty PostgreSQL; null, with the reason printed, where none can run. */
export async function startBenchPostgres(beside: string): Promise<BenchPostgres | null> {
  const folder = mkdtempSync(join(dirname(beside), 'saphan-sieve-pg-'));
  chmodSync(folder, 0o711);
  try {
    const cluster = await prepareCluster(folder, { durable: false });
    const server = await startPostgres(cluster, { logFile: join(folder, 'postgres.log') });
    return { url: server.url, async stop() { await server.stop(); for (const made of [dirname(cluster.dir), folder]) rmSync(made, { recursive: true, force: true }); } };
  } catch (failure) {
    rmSync(folder, { recursive: true, force: true });
    process.stdout.write(`PostgreSQL is left out: ${(failure as Error).message}\n`);
    return null;
  }
}

/** Copies the file; `ids` are the keys that arrived. */
export async function copyWithPostgres({ url }: BenchPostgres, path: string, header: readonly string[]): Promise<{ ids: Set<number>; note: string }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const columns = header.map((name) => `${name} ${name === 'plot_id' ? 'bigint' : name === 'area_rai' ? 'numeric(12,2)' : 'text'}`).join(', ');
    await client.query(`create temporary table plot (${columns})`);
    let note = '';
    try {
      await pipeline(createReadStream(path), client.query(copyFrom('copy plot from stdin (format csv, header, on_error ignore)')));
    } catch (failure) {
      note = `aborted: ${(failure as Error).message.slice(0, 60)}`;
    }
    const { rows } = await client.query<{ plot_id: number }>('select plot_id from plot where plot_id is not null');
    return { ids: new Set(rows.map(({ plot_id }) => Number(plot_id))), note };
  } finally {
    await client.end();
  }
}
