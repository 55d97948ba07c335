// `bench start`: seconds from `npm start` to the first page served. Warm: on a clone and a data folder that were started before.
// Cold, left out by --quick: from a copy of the clone with nothing installed, download from the registry included.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../server/src/app/free-port.ts';
import { cloneRoot } from '../server/src/kernel/config.ts';

const quick = process.argv.includes('--quick');
const warmStarts = quick ? 3 : 7;
const patienceMs = 600_000;

const folder = mkdtempSync(join(tmpdir(), 'saphan-bench-start-'));
chmodSync(folder, 0o711);
try {
  if (!quick) report('start.cold_s', await measureCold());
  report('start.warm_s', await measureWarm());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureCold(): Promise<number> {
  const clone = join(folder, 'clone');
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: cloneRoot, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of files.filter((each) => existsSync(join(cloneRoot, each)))) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    copyFileSync(join(cloneRoot, file), join(clone, file));
  }
  return startOnce(clone, join(clone, 'data'));
}

async function measureWarm(): Promise<number> {
  const dataDir = join(folder, 'data');
  await startOnce(cloneRoot, dataDir);
  const seconds: number[] = [];
  for (let n = 0; n < warmStarts; n++) seconds.push(await startOnce(cloneRoot, dataDir));
  process.stdout.write(`warm starts: ${seconds.map((each) => each.toFixed(2)).join(', ')} s\n`);
  return seconds.sort((a, b) => a - b)[Math.floor(seconds.length / 2)] ?? NaN;
}

/** @returns seconds until the page answered; the instance is stopped again. */
async function startOnce(clone: string, dataDir: string): Promise<number> {
  const port = await findFreePort();
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((each) => !each.includes('.runtime')).join(delimiter);
  const began = performance.now();
  const child = spawn('npm', ['start'], { cwd: clone, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH: path, SAPHAN_DATA_DIR: dataDir, SAPHAN_PORT: String(port), SAPHAN_SAMPLE: 'off' } });
  const ended = new Promise<void>((resolve) => { child.once('close', () => resolve()); });
  await waitForPage(`http://127.0.0.1:${port}/`, child);
  const seconds = (performance.now() - began) / 1000;
  child.kill('SIGTERM');
  await ended;
  return seconds;
}

async function waitForPage(address: string, child: ChildProcess): Promise<void> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  const until = Date.now() + patienceMs;
  while (!await fetch(address).then((reply) => reply.ok, () => false)) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`npm start did not serve ${address}:\n${said}`);
    await sleep(20);
  }
}

function report(metric: string, seconds: number): void {
  process.stdout.write(`RESULT ${metric} ${seconds.toFixed(2)} s\n`);
}
