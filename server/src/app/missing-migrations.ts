import type { Client } from 'pg';
import { listMigrations } from './operations.ts';

/** Migrations of this release that a database lacks, as `module/file`. */
export async function listMissingMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ present: boolean }>(`select to_regclass('kernel.migration') is not null as present`);
  const applied = rows[0]?.present ? (await client.query<{ name: string }>(`select module || '/' || name as name from kernel.migration`)).rows.map(({ name }) => name) : [];
  return listMigrations().filter((name) => !applied.includes(name));
}
