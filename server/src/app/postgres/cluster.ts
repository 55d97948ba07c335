import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartProblem } from '../exit.ts';
import { choosePostgresAccount, type Account } from './account.ts';
import { prepareBinaries, type Binaries } from './binaries.ts';
import { postgresSettings } from './settings.ts';

/** Where a cluster lies and with what it runs. */
export interface Cluster { readonly dir: string; readonly account: Account | null; readonly binaries: Binaries; readonly password: string; readonly settings: string }

const SHARED_ROOT = '/var/lib/saphan';

/** Folder of the cluster of a data folder: inside it, or where the data folder's note `pg-place` says. */
export function findClusterDir(dataDir: string): string {
  const note = join(dataDir, 'pg-place');
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : join(dataDir, 'pg');
}

/**
 * Root's PostgreSQL user may be unable to enter the data folder; its cluster then lies under /var/lib/saphan. The place
 * has a random name noted in the data folder, so that a new clone at an old path never meets an old cluster.
 */
function placeCluster(dataDir: string): string {
  const dir = findClusterDir(dataDir);
  const isPlaced = dir !== join(dataDir, 'pg') || existsSync(join(dir, 'PG_VERSION'));
  if (isPlaced || process.getuid?.() !== 0 || isOpenToAll(dataDir)) return dir;
  const place = join(SHARED_ROOT, randomBytes(8).toString('hex'), 'pg');
  writeFileSync(join(dataDir, 'pg-place'), `${place}\n`);
  return place;
}

/**
 * Makes the cluster when it is missing. A killed first start leaves only a draft folder, which is thrown away.
 *
 * @throws {StartProblem} `postgres-failed` with the last lines of initdb.
 */
export async function prepareCluster(dataDir: string, options: { durable: boolean }): Promise<Cluster> {
  const dir = placeCluster(dataDir);
  const account = choosePostgresAccount(dir);
  const parent = dirname(dir);
  mkdirSync(parent, { recursive: true });
  if (parent !== dataDir) {
    for (const each of [SHARED_ROOT, parent]) chmodSync(each, 0o711);
    writeFileSync(join(parent, 'belongs-to'), `${dataDir}\n`);
  }
  const binaries = prepareBinaries(account, process.getuid?.() === 0 ? SHARED_ROOT : dataDir);
  const password = readOrCreatePassword(join(dataDir, 'pg-password'));
  const cluster = { dir, account, binaries, password, settings: postgresSettings(options) };
  if (!existsSync(join(dir, 'PG_VERSION'))) {
    if (existsSync(dir) && readdirSync(dir).length > 0) throw postgresFailed(`${dir} is not empty and holds no PostgreSQL cluster (PG_VERSION is missing)`);
    await createCluster(cluster);
  }
  writeFileSync(join(dir, 'saphan.conf'), cluster.settings, { mode: 0o644 });
  return cluster;
}

async function createCluster({ dir, account, binaries, password, settings }: Cluster): Promise<void> {
  const draft = `${dir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = join(dirname(dir), `.initdb-${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const each of [draft, passwordFile]) chownSync(each, account.uid, account.gid);
  const args = ['-D', draft, '-U', 'postgres', '--locale=C.UTF-8', '--encoding=UTF8', '--data-checksums', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions'];
  const output = await runAs(account, join(binaries.home, 'bin', 'initdb'), args).finally(() => rmSync(passwordFile, { force: true }));
  if (output.code !== 0) throw postgresFailed(output.text);
  writeFileSync(join(draft, 'saphan.conf'), settings);
  writeFileSync(join(draft, 'postgresql.conf'), `${readFileSync(join(draft, 'postgresql.conf'), 'utf8')}\ninclude 'saphan.conf'\n`);
  renameSync(draft, dir);
}

function runAs(account: Account | null, program: string, args: string[]): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const as = account ? { uid: account.uid, gid: account.gid } : {};
    const child = spawn(program, args, { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' }, ...as });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text }));
  });
}

function readOrCreatePassword(file: string): string {
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}

/** Whether every folder on the way lets any user pass, as the kernel would judge it. */
function isOpenToAll(folder: string): boolean {
  const account = choosePostgresAccount(folder);
  if (!account) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', stdio: 'ignore', uid: account.uid, gid: account.gid }).status === 0;
}

/** The one sentence for a PostgreSQL that does not start, with the last lines it wrote. */
export function postgresFailed(log: string): StartProblem {
  return new StartProblem('postgres-failed', 'เริ่ม PostgreSQL ไม่สำเร็จ บรรทัดท้าย ๆ ที่บันทึกไว้:', 'PostgreSQL did not start; the last lines it wrote:',
    log.trim().split('\n').slice(-12).join('\n'));
}
