import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FoundServer } from './servers.ts';

/** Ends with whoever started it, even by `kill -9`: a grandchild waits for the end of the pipe. */
const KEEPER = `( ( IFS= read -r word <&3; [ "$word" = ended ] || kill -TERM $$ ) & )
exec 3<&-
exec "$@"`;
const PATIENCE_MS = 30_000;

/** Who servers of tests run as: the person who tests, or nobody where that is root, whom servers like to treat differently. */
export const account = process.getuid?.() === 0 ? { name: 'nobody', ids: { uid: 65_534, gid: 65_534 } } : { name: userInfo().username, ids: {} };

/** Name of the group that goes with the account. */
export function groupOfAccount(): string {
  const gid = 'gid' in account.ids ? account.ids.gid : process.getgid?.() ?? 0;
  return readFileSync('/etc/group', 'utf8').split('\n').find((line) => line.split(':')[2] === String(gid))?.split(':')[0] ?? 'nogroup';
}

export interface ServerFolder {
  readonly path: string;
  /** Writes a file that the server may read; folders are made before with `mkdir`. */
  write(name: string, content: string | Buffer): string;
  remove(): void;
}

/** A temporary folder that belongs to the account of the server. */
export function openServerFolder(prefix: string): ServerFolder {
  const path = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(path, 0o755);
  own(path);
  return {
    path,
    write(name, content) {
      const file = join(path, name);
      writeFileSync(file, content, { mode: 0o600 });
      own(file);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Gives a file or folder to the account of the server. */
export function own(path: string): void {
  if ('uid' in account.ids) chownSync(path, account.ids.uid as number, account.ids.gid as number);
}

/** Whether the account may come to the server's programs: root's own folders are closed to nobody. */
export function mayRun({ root }: FoundServer): boolean {
  if (!('uid' in account.ids)) return true;
  for (let folder = root; folder !== dirname(folder); folder = dirname(folder)) if ((statSync(folder).mode & 0o001) === 0) return false;
  return readdirSync(root).length > 0;
}

/** Starts a program in the foreground and waits until its port answers. @throws with the end of its log when it does not. */
export async function startProgram(server: FoundServer, command: readonly string[], { port, log }: { port: number; log: string }): Promise<{ stop(): Promise<void> }> {
  const child = spawn('/bin/sh', ['-c', KEEPER, 'saphan-server', ...command], { cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe', 'pipe'], env: { ...process.env, ...server.env }, ...account.ids });
  let said = '';
  child.stderr?.on('data', (piece: Buffer) => { said = (said + piece.toString()).slice(-4000); });
  const pipe = child.stdio[3] as NodeJS.WritableStream;
  pipe.on('error', () => undefined);
  child.once('exit', () => pipe.end('ended\n'));
  const ended = once(child, 'exit');
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => { if (!isOver()) { child.kill('SIGTERM'); await ended; } };
  for (const until = Date.now() + PATIENCE_MS; !await answers(port); await sleep(25)) {
    if (!isOver() && Date.now() < until) continue;
    await stop();
    throw new Error(`${command[0]} did not start: ${said} ${readLog(log)}`);
  }
  return { stop };
}

/** A port of 127.0.0.1 that nobody listens at now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => { socket.on('connect', () => { socket.destroy(); resolve(true); }).on('error', () => resolve(false)); });
}

function readLog(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(-2000);
  } catch {
    return '';
  }
}
