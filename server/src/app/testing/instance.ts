import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../main.ts', import.meta.url));
const oneProcess = fileURLToPath(new URL('./one-process.ts', import.meta.url));
const PATIENCE_MS = 120_000;

/** `NODE_OPTIONS` of a house that compiles what its routes take and give when they are first asked: nearly half of what the web process computes at its start. */
export const lateSchemas = `--import=${new URL('../../../../tests/setup/late-schemas.ts', import.meta.url).href}`;

/** How a command ended and what it said. */
export interface Ended { readonly code: number | null; readonly out: string; readonly err: string }

export interface Instance {
  readonly pid: number;
  readonly address: string;
  /** What it has said at the terminal so far. */
  said(): string;
  /** Processes below this one whose command line contains `text`. */
  findChild(text: string): number;
  signal(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** A data folder under the system's temporary folder that PostgreSQL's user can reach. */
export function makeDataDir(): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'saphan-up-'));
  chmodSync(dir, 0o711);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

const PORT_TAKEN = 11;

class EndedEarly extends Error {
  readonly code: number | null;
  constructor(end: Ended) {
    super(`saphan ended: ${JSON.stringify(end)}`);
    this.code = end.code;
  }
}

/** Runs `saphan` with arguments until it ends. */
export function runSaphan(args: readonly string[], env: Record<string, string>): Promise<Ended> {
  return collect(launch(args, env));
}

/** Starts `saphan` with arguments, to be spoken with while it runs. */
export function startSaphan(args: readonly string[], env: Record<string, string>): { readonly pid: number; said(): string; signal(signal: NodeJS.Signals): void; ended: Promise<Ended> } {
  const child = launch(args, env);
  let out = '';
  child.stdout?.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  return { pid: child.pid as number, said: () => out, signal: (signal) => child.kill(signal), ended: collect(child) };
}

/** Starts `saphan up` on a free port without sample (and without page, unless `args` say otherwise), and waits until it says where it serves. */
export async function startInstance(dataDir: string, env: Record<string, string> = {}, args: readonly string[] = ['--no-page']): Promise<Instance> {
  // A port that was free may be another test's when the server comes to it.
  for (let left = 2; ; left -= 1) {
    try {
      return await waitForAddress(launch(['up', ...args], surroundings(dataDir, env)));
    } catch (error) {
      if (left === 0 || !(error instanceof EndedEarly) || error.code !== PORT_TAKEN) throw error;
    }
  }
}

/** Starts web and worker as one process on a free port, without sample, on a migrated database; serves the page that was built last. It costs a third of what `startInstance` does, and ends with the tests' process. */
export function startOneProcess(dataDir: string, databaseUrl: string, env: Record<string, string> = {}): Promise<Instance> {
  return waitForAddress(launch([], { ...surroundings(dataDir, env), DATABASE_URL: databaseUrl }, oneProcess, 'pipe'));
}

const surroundings = (dataDir: string, env: Record<string, string>) => ({ SAPHAN_DATA_DIR: dataDir, SAPHAN_PORT: '0', SAPHAN_SAMPLE: 'off', NODE_OPTIONS: lateSchemas, ...env });

async function waitForAddress(child: ChildProcess): Promise<Instance> {
  const ended = collect(child);
  let out = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const found = /Ready: open (http:\/\/\S+)/.exec(out)?.[1];
      if (found) resolve(found);
    });
    void ended.then((end) => reject(new EndedEarly(end)));
  });
  const pid = child.pid as number;
  return { pid, address, said: () => out, ended, signal: (signal) => child.kill(signal), findChild: (text) => findChild(pid, text) };
}

/** Waits until `/readyz` answers 200 (or not, when `ready` is false). */
export async function waitForReady(address: string, ready = true): Promise<void> {
  await waitUntil(async () => (await fetch(`${address}/readyz`).then((reply) => reply.ok, () => false)) === ready, `ready=${ready}`);
}

/** Asks until the answer is yes. */
export async function waitUntil(ask: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!await ask()) {
    if (Date.now() > until) throw new Error(`waited in vain for ${what}`);
    await sleep(50);
  }
}

/** Command lines of running processes that mention a folder. */
export function listProcesses(mentioning: string): string[] {
  return listAll().filter(({ args }) => args.includes(mentioning)).map(({ args }) => args);
}

function launch(args: readonly string[], env: Record<string, string>, program = main, input: 'ignore' | 'pipe' = 'ignore'): ChildProcess {
  const { DATABASE_URL: _, npm_lifecycle_event: __, ...inherited } = process.env;
  return spawn(process.execPath, [program, ...args], { stdio: [input, 'pipe', 'pipe'], env: { ...inherited, ...env } });
}

function collect(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  child.stderr?.on('data', (chunk: Buffer) => { err += chunk.toString(); });
  return new Promise((resolve) => { child.once('close', (code) => resolve({ code, out, err })); });
}

function findChild(parent: number, text: string): number {
  const found = listAll().find(({ ppid, args }) => ppid === parent && args.includes(text));
  if (!found) throw new Error(`no child of ${parent} mentions ${text}`);
  return found.pid;
}

function listAll(): { pid: number; ppid: number; args: string }[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,args=', '-ww'], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, ppid, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid && ppid && args ? [{ pid: Number(pid), ppid: Number(ppid), args }] : [];
  });
}
