import { readdirSync } from 'node:fs';
import type { Client } from 'pg';
import { kernelMigrations } from '#kernel/migrate.ts';
import { moduleFolders } from './module-folders.ts';

/** Migrations of this release that a database lacks, as `module/file`. */
export async function listMissingMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ present: boolean }>(`select to_regclass('kernel.migration') is not null as present`);
  const applied = rows[0]?.present ? (await client.query<{ name: string }>(`select module || '/' || name as name from kernel.migration`)).rows.map(({ name }) => name) : [];
  return [kernelMigrations, ...moduleFolders]
    .flatMap((module) => readdirSync(module.migrations).filter((file) => file.endsWith('.sql')).map((file) => `${module.name}/${file}`))
    .filter((name) => !applied.includes(name));
}
