import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Contract } from '@saphan/contracts/contract';
import type { Reject } from '@saphan/contracts/reject';
import { linkageProblem } from '../errors.ts';
import type { ResolvedHeader } from './header.ts';
import { sieve, type SieveInput, type SieveProgress, type SieveResult } from './sieve.ts';
import { lineStartAfter, readPart } from './split-file.ts';

/** Smaller files are read by one thread. */
const largeBytes = 48 * 1024 * 1024;
/** The first part is so much longer: meanwhile the second thread starts and counts the lines before it. */
const headStartBytes = 32 * 1024 * 1024;
const none: SieveProgress = { bytesRead: 0, rowsRead: 0, rowsOk: 0, rowsBad: 0 };

export interface PartTask { path: string; from: number; size: number; contract: Contract; header: ResolvedHeader; segmentBytes: number; outDir: string }
/** What the second part tells and waits to be taken. */
export type Told = { kind: 'segment'; path: string; rows: number } | { kind: 'rejects'; batch: Reject[] };
export type FromPart =
  | { kind: 'told'; what: Told } | { kind: 'progress'; progress: SieveProgress }
  | { kind: 'done'; result: SieveResult } | { kind: 'failed'; message: string };

export interface FileSieve extends Omit<SieveInput, 'chunks' | 'prefixed' | 'start'> {
  path: string;
  /** Takes back what the second part found, since it began inside a record: its segments, all in this folder, and every reject at this raw offset or behind it. */
  onTakeBack(rawOffset: number, folder: string): Promise<void>;
  /** Files from so many bytes on are read in two parts; for tests. */
  largeBytes?: number;
}

/**
 * Sieves delimited text in a file. A large one is read in two parts: another thread begins behind a line feed near the middle, and what
 * it found counts only when the last record of the first part ends exactly there; else the first part goes on to the end alone.
 * So the answer is that of one pass (SPN-SIEVE §6). Rows and rejects of the two parts come in no order.
 */
export async function sieveFile(input: FileSieve): Promise<SieveResult> {
  const { size } = await stat(input.path);
  const whole = size < (input.largeBytes ?? largeBytes) || input.contract.source.encoding.startsWith('utf-16');
  const from = whole ? size : await lineStartAfter(input.path, Math.min(Math.floor(size / 2) + headStartBytes, Math.floor(size * 0.65)), size);
  if (from >= size) return sieve({ ...input, chunks: readPart(input.path, 0, size) });
  await mkdir(secondFolder(input.outDir), { recursive: true });
  return new TwoParts(input, size, from).run();
}

const secondFolder = (outDir: string): string => join(outDir, 'part-2');

class TwoParts {
  private readonly input: FileSieve;
  private readonly size: number;
  private readonly from: number;
  private readonly worker: Worker;
  private readonly second: Promise<SieveResult>;
  private readonly stop = new AbortController();
  private readonly progress = { first: none, second: none };
  private alone = false;
  /** Rejects are taken one batch after another. */
  private taking: Promise<void> = Promise.resolve();

  constructor(input: FileSieve, size: number, from: number) {
    const { path, contract, header, segmentBytes, outDir } = input;
    this.input = input;
    this.size = size;
    this.from = from;
    const task: PartTask = { path, from, size, contract, header, segmentBytes, outDir: secondFolder(outDir) };
    this.worker = new Worker(new URL('part-worker.ts', import.meta.url), { workerData: task });
    this.second = this.listen();
    this.second.catch((error: unknown) => { if (!this.alone) this.stop.abort(error); });
  }

  async run(): Promise<SieveResult> {
    const { input } = this;
    const signal = AbortSignal.any([this.stop.signal, ...(input.signal ? [input.signal] : [])]);
    const ended = new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
    ended.catch(() => {});
    try {
      const first = await sieve({
        ...input, signal, chunks: (idle) => this.firstPart(idle), onRejects: (batch) => this.takeRejects(batch), onProgress: (progress) => this.tellProgress({ first: progress }),
      });
      if (this.alone) return first;
      const second = await Promise.race([this.second, ended]);
      return joined(first, second);
    } finally {
      await this.worker.terminate();
    }
  }

  private async *firstPart(idle: () => boolean): AsyncGenerator<Buffer> {
    yield* readPart(this.input.path, 0, this.from);
    if (idle()) return;
    this.alone = true;
    await this.worker.terminate();
    await this.taking;
    this.tellProgress({ second: none });
    await this.input.onTakeBack(this.from, secondFolder(this.input.outDir));
    yield* readPart(this.input.path, this.from, this.size);
  }

  private listen(): Promise<SieveResult> {
    const { worker } = this;
    return new Promise((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', () => reject(linkageProblem('reader-stopped')));
      worker.on('message', (message: FromPart) => {
        if (message.kind === 'done') resolve(message.result);
        else if (message.kind === 'failed') reject(linkageProblem('reader-stopped', { detailEn: message.message.slice(0, 300) }));
        else if (message.kind === 'progress') this.tellProgress({ second: message.progress });
        else this.take(message.what).then(() => worker.postMessage('taken'), reject);
      });
    });
  }

  private async take(what: Told): Promise<void> {
    if (this.alone) return;
    if (what.kind === 'segment') await this.input.onSegment(what.path, what.rows);
    else await this.takeRejects(what.batch.map((reject) => ({ ...reject, raw: Buffer.from(reject.raw) })));
  }

  private takeRejects(batch: Reject[]): Promise<void> {
    const taken = this.taking.then(() => this.input.onRejects(batch));
    this.taking = taken.catch(() => {});
    return taken;
  }

  private tellProgress(now: Partial<typeof this.progress>): void {
    if (this.alone && now.second && now.second !== none) return;
    Object.assign(this.progress, now);
    this.input.onProgress?.(added(this.progress.first, this.progress.second));
  }
}

function added(a: SieveProgress, b: SieveProgress): SieveProgress {
  return { bytesRead: a.bytesRead + b.bytesRead, rowsRead: a.rowsRead + b.rowsRead, rowsOk: a.rowsOk + b.rowsOk, rowsBad: a.rowsBad + b.rowsBad };
}

function joined(first: SieveResult, second: SieveResult): SieveResult {
  const calendarShare = Object.fromEntries(Object.entries(first.calendarShare).map(([column, a]) => {
    const b = second.calendarShare[column] as typeof a;
    return [column, { be: a.be + b.be, ce: a.ce + b.ce, beforeReform: a.beforeReform + b.beforeReform }];
  }));
  return { ...second, ...added(first, second), calendarShare };
}
