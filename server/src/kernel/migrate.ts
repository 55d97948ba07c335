import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Database, Tx } from './db.ts';
import { kernelProblem } from './problems.ts';

/** Held while the register changes its shape; a backup shares it. Any fixed number. */
export const MIGRATION_LOCK = 7_402_568;
export interface Migratable { name: string; migrations: URL }

/** The kernel's own tables come first, then the modules from the ground floor up. */
export const kernelMigrations: Migratable = { name: 'kernel', migrations: new URL('./migrations/', import.meta.url) };

/**
 * Brings the register to the shape this release expects: forward only, one transaction for all, nothing done twice.
 *
 * @returns names of the migrations applied now, `module/file`.
 * @throws `kernel.conflict` when an applied file was edited since.
 */
export async function migrate(db: Database, modules: readonly Migratable[]): Promise<string[]> {
  return db.tx((tx) => migrateWithin(tx, modules));
}

/**
 * The same inside a transaction that does more.
 *
 * @param only the migrations to apply, `module/file`, when not all: the shape that an earlier release had.
 */
export async function migrateWithin(tx: Tx, modules: readonly Migratable[], only?: ReadonlySet<string>): Promise<string[]> {
  const all = [kernelMigrations, ...modules];
  await tx.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  await tx.query(`create schema if not exists kernel`);
  await tx.query(`create table if not exists kernel.migration (
    module text not null, name text not null, sha256 text not null, applied_at timestamptz not null default now(), primary key (module, name))`);
  const applied: string[] = [];
  for (const module of all) applied.push(...await migrateModule(tx, module, only));
  await grantRoles(tx, all.map((module) => module.name));
  return applied;
}

async function migrateModule(tx: Tx, module: Migratable, only?: ReadonlySet<string>): Promise<string[]> {
  await tx.query(`create schema if not exists ${module.name}`);
  await ensureRole(tx, `mod_${module.name}`);
  const done = new Map<string, string>((await tx.query('select name, sha256 from kernel.migration where module = $1', [module.name])).rows
    .map((row: { name: string; sha256: string }) => [row.name, row.sha256]));
  const applied: string[] = [];
  for (const name of readdirSync(module.migrations).filter((file) => file.endsWith('.sql')).sort()) {
    if (only && !only.has(`${module.name}/${name}`)) continue;
    const source = readFileSync(new URL(name, module.migrations), 'utf8');
    const sha256 = createHash('sha256').update(source).digest('hex');
    if (done.get(name) === sha256) continue;
    if (done.has(name)) throw kernelProblem('conflict', { detailEn: `${module.name}/${name} was edited after it was applied`, detailTh: `${module.name}/${name} ถูกแก้หลังใช้ไปแล้ว` });
    await tx.query(source);
    await tx.query('insert into kernel.migration (module, name, sha256) values ($1, $2, $3)', [module.name, name, sha256]);
    applied.push(`${module.name}/${name}`);
  }
  return applied;
}

async function ensureRole(tx: Tx, role: string): Promise<void> {
  // Roles belong to the cluster: another database may be making the same one right now.
  await tx.query(`do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`);
}

/** A module's role owns nothing: it may use its own tables and read the others' `*_v1` views. */
async function grantRoles(tx: Tx, names: string[]): Promise<void> {
  const everyone = names.map((name) => `mod_${name}`).join(', ');
  for (const name of names) {
    await tx.query(`grant usage on schema ${name} to ${everyone}`);
    await tx.query(`grant select, insert, update, delete, truncate on all tables in schema ${name} to mod_${name}`);
    await tx.query(`grant usage, select on all sequences in schema ${name} to mod_${name}`);
    const views = await tx.query(`select viewname from pg_views where schemaname = $1 and viewname ~ '_v[0-9]+$'`, [name]);
    for (const { viewname } of views.rows) await tx.query(`grant select on ${name}.${viewname} to ${everyone}`);
  }
}
