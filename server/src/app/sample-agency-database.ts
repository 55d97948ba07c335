import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Config } from '#kernel/config.ts';

const databaseName = 'saphan_sample_agencies';
const readerName = 'saphan_sample_reader';

type Query = (text: string, values?: unknown[]) => Promise<unknown>;

/** The database that plays the agencies' own: on the same server, but not the house's, with a role that may only read it. */
export interface AgencyDatabase {
  fill(work: (query: Query) => Promise<void>): Promise<void>;
  /** Configuration of a `postgres` source for one of its tables. */
  sourceOf(table: { schema: string; table: string }): Record<string, unknown>;
}

/** Makes the database and its reading role when they are missing. */
export async function openAgencyDatabase(config: Config, houseUrl: string): Promise<AgencyDatabase> {
  const password = readOrCreatePassword(join(config.dataDir, 'sample-agency-password'));
  await withClient(houseUrl, async (query) => {
    const { rows } = await query('select exists (select from pg_database where datname = $1) as database, exists (select from pg_roles where rolname = $2) as role', [databaseName, readerName]) as { rows: { database: boolean; role: boolean }[] };
    if (!rows[0]?.role) await query(`create role ${readerName} login`);
    await query(`alter role ${readerName} password '${password}'`);
    if (!rows[0]?.database) await query(`create database ${databaseName}`);
  });
  const url = new URL(houseUrl);
  url.pathname = `/${databaseName}`;
  return {
    fill: (work) => withClient(url.href, async (query) => {
      await query('begin');
      await work(query);
      await query('commit');
      await query(`do $$ declare s text; begin
        for s in select nspname from pg_namespace where nspname !~ '^(pg_|information_schema)' loop
          execute format('grant usage on schema %I to ${readerName}', s);
          execute format('grant select on all tables in schema %I to ${readerName}', s);
        end loop; end $$`);
    }),
    sourceOf: (table) => ({ host: url.hostname, port: Number(url.port || 5432), database: databaseName, user: readerName, password, tls: 'off', ...table }),
  };
}

async function withClient(url: string, work: (query: Query) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await work((text, values) => client.query(text, values));
  } finally {
    await client.end();
  }
}

/** Hexadecimal, so that it needs no quoting. */
function readOrCreatePassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
