import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { StartProblem } from '../exit.ts';

/** The unprivileged user PostgreSQL runs as when Saphan runs as root. */
export interface Account { readonly name: string; readonly uid: number; readonly gid: number }

const OWN_ACCOUNT = 'saphan-pg';

/**
 * Who PostgreSQL shall run as: nobody else for an ordinary user (null); for root the owner of an existing cluster, else
 * the user saphan-pg, made when missing, else one that the system has anyway.
 */
export function choosePostgresAccount(clusterDir: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  return findOwner(clusterDir) ?? findAccount(OWN_ACCOUNT) ?? createAccount() ?? findAccount('postgres') ?? findAccount('nobody') ?? refuse();
}

function findOwner(clusterDir: string): Account | null {
  const { uid, gid } = statSync(clusterDir, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 };
  return uid === 0 ? null : { name: `#${uid}`, uid, gid };
}

function findAccount(name: string): Account | null {
  const uid = readId('-u', name);
  const gid = readId('-g', name);
  return uid === null || gid === null || uid === 0 ? null : { name, uid, gid };
}

function readId(which: '-u' | '-g', name: string): number | null {
  const { status, stdout } = spawnSync('id', [which, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 && /^\d+\s*$/.test(stdout) ? Number(stdout) : null;
}

function createAccount(): Account | null {
  // shadow-utils first, then the applet of BusyBox.
  const ways = [['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false', OWN_ACCOUNT],
    ['adduser', '-S', '-D', '-H', '-s', '/bin/false', OWN_ACCOUNT]] as const;
  for (const [program, ...args] of ways) {
    if (spawnSync(program, args, { stdio: 'ignore' }).status === 0) return findAccount(OWN_ACCOUNT);
  }
  return null;
}

function refuse(): never {
  throw new StartProblem('postgres-failed',
    'PostgreSQL ไม่ยอมทำงานในชื่อ root และระบบนี้ไม่มีผู้ใช้อื่นให้ใช้ — เรียกสะพานในชื่อผู้ใช้ธรรมดา',
    'PostgreSQL refuses to run as root and this system has no other user for it; run Saphan as an ordinary user.');
}
