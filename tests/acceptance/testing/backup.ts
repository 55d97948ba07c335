import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** `cp -a`: with owners, modes and times, as the runbook says. */
export function copyAll(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to]);
}

/**
 * Copies a data folder while its server runs, word for word as docs/runbooks/start-stop-backup.md: the register between
 * `pg_backup_start` and `pg_backup_stop`, its log after that, the objects last.
 *
 * @param meanwhile what the server is asked to do while its register is copied.
 */
export async function backUpRunning(dataDir: string, target: string, meanwhile: () => Promise<void>): Promise<void> {
  mkdirSync(target, { mode: 0o711 });
  const session = await openSession(dataDir);
  await session.query(`select pg_backup_start('saphan', true)`);
  copyAll(join(dataDir, 'pg'), join(target, 'pg'));
  await meanwhile();
  const { rows: [{ labelfile }] } = await session.query('select labelfile from pg_backup_stop(false)');
  await session.end();
  rmSync(join(target, 'pg', 'postmaster.pid'));
  rmSync(join(target, 'pg', 'pg_wal'), { recursive: true });
  copyAll(join(dataDir, 'pg', 'pg_wal'), join(target, 'pg', 'pg_wal'));
  writeFileSync(join(target, 'pg', 'backup_label'), labelfile, { mode: 0o600 });
  execFileSync('chown', [`--reference=${join(target, 'pg', 'PG_VERSION')}`, join(target, 'pg', 'backup_label')]);
  for (const name of ['pg-password', 'keys', 'objects']) copyAll(join(dataDir, name), join(target, name));
}

async function openSession(dataDir: string): Promise<Client> {
  const port = Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[3]);
  const session = new Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres', password: readFileSync(join(dataDir, 'pg-password'), 'utf8').trim() });
  await session.connect();
  return session;
}
