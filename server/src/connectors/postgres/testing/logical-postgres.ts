import { appendFileSync, chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { prepareCluster } from '../../../app/postgres/cluster.ts';
import { startPostgres } from '../../../app/postgres/server.ts';
import type { PostgresConfig } from '../postgres-connector.ts';

/** A PostgreSQL of an agency, set so that its changes can be read, and its administrator. */
export interface LogicalPostgres {
  admin: Client;
  /** Settings of a source that reads `table` and its changes through a publication and a slot of the same name. */
  source(table: string): PostgresConfig;
  /** Makes the publication and the slot of a table, as the preparation says. */
  prepare(table: string): Promise<void>;
  close(): Promise<void>;
}

export async function startLogicalPostgres(): Promise<LogicalPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'saphan-logical-'));
  chmodSync(dataDir, 0o711);
  const cluster = await prepareCluster(dataDir, { durable: false });
  const settings = join(cluster.dir, 'saphan.conf');
  appendFileSync(settings, "\nwal_level = logical\nsynchronous_commit = on\nmax_replication_slots = 20\nmax_wal_senders = 4\n");
  if (cluster.account) chownSync(settings, cluster.account.uid, cluster.account.gid);
  const server = await startPostgres(cluster, { logFile: join(dataDir, 'postgres.log') });
  const url = new URL(server.url);
  const admin = new Client({ connectionString: server.url.replace('saphan:', 'postgres:') });
  await admin.connect();
  await admin.query("create role agency login password 'ลับ' replication; alter role agency set default_transaction_read_only = on; grant usage on schema public to agency; alter default privileges in schema public grant select on tables to agency");
  return {
    admin,
    source: (table) => ({ host: '127.0.0.1', port: Number(url.port), database: url.pathname.slice(1), user: 'agency', password: 'sealed:ลับ', tls: 'off', table, publication: table, slot: table }),
    prepare: async (table) => {
      await admin.query(`create publication ${table} for table ${table}`);
      await admin.query("select pg_create_logical_replication_slot($1, 'pgoutput')", [table]);
    },
    async close() {
      await admin.end();
      await server.stop();
      rmSync(dirname(cluster.dir), { recursive: true, force: true });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
