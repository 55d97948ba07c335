import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openTurns } from '#kernel/turns.ts';
import { problem } from '../errors.ts';
import type { SqlAnswer, SqlDone, SqlTask } from './sql-process.ts';

const ENTRY = fileURLToPath(new URL('./sql-process.ts', import.meta.url));
/** How long a question may take. */
export const sqlLimits = { timeMs: 20_000 };
/** What the process may hold beside the engine's own limit: Node.js, DuckDB's code, values that the engine does not count. */
const BESIDE_MB = 700;
/** What it may still hold when it is kept for the next question. */
const RESTING_MB = 200;
const LOOK_MS = 100;
const IDLE_MS = 60_000;
const AT_ONCE = 2;
const WAITING = 16;
const PAGE_BYTES = 4_096;

let idle: { child: ChildProcess; timer: NodeJS.Timeout } | null = null;

/** Lets few of these questions in at a time, so that readers of rows always find a turn of their own. @throws `ckan.too-busy`. */
export const inSqlTurn = openTurns(AT_ONCE, WAITING, () => problem('too-busy'));

/**
 * Runs SQL of a client in a process of its own: a function that makes a text of a gigabyte heeds no interruption, and it would keep the threads and the
 * memory that all other requests need. Here it ends with its process, once it takes longer or holds more than allowed.
 *
 * @throws `ckan.sql-refused`, `ckan.query-too-long`.
 */
export async function runApart(task: SqlTask): Promise<SqlDone> {
  const answer = await ask(takeProcess(), task);
  if ('columns' in answer) return answer;
  if ('refused' in answer) throw problem('sql-refused', { detailTh: answer.refused, detailEn: answer.refused });
  if (answer.failed === 'time') throw problem('query-too-long');
  throw problem('sql-refused', { detailTh: 'คำสั่งใช้หน่วยความจำเกินกำหนด จึงถูกหยุด', detailEn: 'The query needed more memory than allowed and was stopped' });
}

/** Asks a process and keeps it for the next question; one that had to be stopped, or that ended by itself, is no more. */
async function ask(child: ChildProcess, task: SqlTask): Promise<SqlAnswer> {
  let why = 'memory';
  const limit = setTimeout(() => { why = 'time'; child.kill('SIGKILL'); }, sqlLimits.timeMs);
  const watch = setInterval(() => void residentMb(child).then((mb) => { if (mb > task.engine.memoryMb + BESIDE_MB) child.kill('SIGKILL'); }), LOOK_MS);
  try {
    const answer = await new Promise<SqlAnswer>((resolve) => {
      child.once('message', resolve);
      child.once('exit', () => resolve({ failed: why }));
      child.once('error', () => resolve({ failed: why }));
      child.send(task, (error) => { if (error) child.kill('SIGKILL'); });
    });
    child.removeAllListeners();
    // What it has not given back would count against the next question.
    if (child.connected && !('failed' in answer) && await residentMb(child) <= task.engine.memoryMb + RESTING_MB) keepProcess(child); else child.kill('SIGKILL');
    return answer;
  } finally {
    clearTimeout(limit);
    clearInterval(watch);
  }
}

/** It inherits nothing of this process: no settings, no secrets, no output. */
function takeProcess(): ChildProcess {
  if (!idle) return fork(ENTRY, [], { execArgv: ['--max-old-space-size=512', '--disable-warning=ExperimentalWarning'], env: { TZ: 'UTC' }, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
  const { child, timer } = idle;
  idle = null;
  clearTimeout(timer);
  child.removeAllListeners();
  return child;
}

function keepProcess(child: ChildProcess): void {
  if (idle) { child.kill('SIGKILL'); return; }
  const timer = setTimeout(() => { idle = null; child.kill('SIGKILL'); }, IDLE_MS);
  timer.unref();
  child.once('exit', () => { if (idle?.child === child) idle = null; });
  child.once('error', () => child.kill('SIGKILL'));
  child.unref();
  child.channel?.unref();
  idle = { child, timer };
}

/** 0 where the system does not tell: then only the time is limited. */
async function residentMb({ pid }: ChildProcess): Promise<number> {
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(text.split(' ')[1] ?? 0) * PAGE_BYTES / 1_000_000;
}
