import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { kernelProblem } from '../problems.ts';
import type { Problem } from '../problem.ts';
import { openTurns } from '../turns.ts';
import { readLook, type LookFiles } from './look.ts';
import type { Paper, PaperFormat } from './paper.ts';
import type { Printed } from './press-process.ts';

const program = fileURLToPath(new URL('./press-process.ts', import.meta.url));

export interface PressLimits {
  /** Longest time for one paper, in ms; the process is ended then. */
  patienceMs: number;
  /** Memory the process may hold for its data, in MB. */
  memoryMb: number;
}

const usual: PressLimits = { patienceMs: 60_000, memoryMb: 2048 };
const MOST_WAITING = 30;
const plain: LookFiles = { fontDir: null, garudaFile: null };

/** Draws papers in a process of its own, so that nobody else waits for it and a paper that is too much ends there. */
export interface Press {
  /** @throws `kernel.press-busy`, `kernel.paper-too-much` when it would take too long or too much memory, `kernel.failed`. */
  print(paper: Paper, format: PaperFormat): Promise<Buffer>;
  /** Ends the process; the next paper starts another. */
  close(): void;
}

/** @param limits for tests; the usual ones allow 3,000 rows ten times over. @param look checked by {@link readLook} before. */
export function openPress(limits: Partial<PressLimits> = {}, look: LookFiles = plain): Press {
  const { patienceMs, memoryMb } = { ...usual, ...limits };
  const turn = openTurns(1, MOST_WAITING, () => kernelProblem('press-busy'));
  let child: ChildProcess | null = null;
  const ready = (): ChildProcess => {
    if (child?.connected && !child.killed) return child;
    const started = startProcess(memoryMb, look);
    started.once('exit', () => { if (child === started) child = null; });
    return child = started;
  };
  return {
    print: (paper, format) => turn(() => printOne(ready(), { paper, format }, patienceMs)),
    close() { child?.kill('SIGKILL'); child = null; },
  };
}

/** `ulimit -d` bounds what the process may write to, Typst's own memory included; Node's options would bound only JavaScript. */
function startProcess(memoryMb: number, look: LookFiles): ChildProcess {
  const child = spawn('/bin/sh', ['-c', 'ulimit -d "$1" 2>/dev/null; shift; exec "$@"', 'sh', String(memoryMb * 1024), process.execPath, program, JSON.stringify(look)], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced', env: { PATH: process.env['PATH'] },
  });
  idle(child);
  return child;
}

/** An idle press keeps nobody from ending. */
function idle(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}

function printOne(child: ChildProcess, order: object, patienceMs: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const tooMuch = (detailEn: string): Problem => kernelProblem('paper-too-much', { detailTh: 'ใช้เวลาหรือหน่วยความจำเกินกำหนด', detailEn });
  const late = setTimeout(() => { reject(tooMuch(`not done within ${patienceMs} ms`)); child.kill('SIGKILL'); }, patienceMs);
  const ended = () => reject(tooMuch('the process that draws it ended'));
  const heard = (printed: Printed) => ('bytes' in printed ? resolve(Buffer.from(printed.bytes.buffer, printed.bytes.byteOffset, printed.bytes.byteLength)) : reject(kernelProblem('failed', { detailTh: 'จัดทำเอกสารไม่สำเร็จ', detailEn: printed.failed })));
  child.ref();
  child.channel?.ref();
  child.once('exit', ended).once('error', ended).once('message', heard as () => void);
  child.send(order, (error) => { if (error) ended(); });
  return promise.finally(() => {
    clearTimeout(late);
    child.off('exit', ended).off('error', ended).off('message', heard as () => void);
    idle(child);
  });
}

let shared: Press | null = null;
let chosen = plain;

/** Takes a ministry's own font and garuda for every paper of this process. @throws {ConfigProblem} when they cannot be used. */
export function useLook(files: LookFiles): void {
  readLook(files);
  if (JSON.stringify(files) === JSON.stringify(chosen)) return;
  shared?.close();
  [shared, chosen] = [null, files];
}

/** The press of this process, started by its first paper. */
export function printPaper(paper: Paper, format: PaperFormat): Promise<Buffer> {
  shared ??= openPress({}, chosen);
  return shared.print(paper, format);
}
