import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openEngine, type Engine } from '../engine/engine.ts';
import type { LakePorts } from '../lake-ports.ts';
import { withTurn } from './reader.ts';

interface Kept { engine: Engine; folder: string; timer?: NodeJS.Timeout }

/** Engines that wait for the next question, by ports: opening one takes longer (13–40 ms) than a page of ten million rows. */
const idle = new WeakMap<LakePorts, Kept[]>();
const IDLE_MS = 60_000;
const MOST_IDLE = 4;

/**
 * Runs one question on an engine that others used before and that remembers the footers of Parquet files; the question must leave nothing behind.
 * One that fails takes its engine with it.
 *
 * @throws `lake.too-busy`, and `lake.interrupted` when it takes longer than `timeLimitMs`.
 */
export async function withKeptReader<T>(ports: LakePorts, timeLimitMs: number, work: (engine: Engine) => Promise<T>): Promise<T> {
  return withTurn(async () => {
    const kept = idle.get(ports)?.pop() ?? await open(ports);
    clearTimeout(kept.timer);
    const limit = setTimeout(() => kept.engine.interrupt(), timeLimitMs);
    try {
      const answer = await work(kept.engine);
      keep(ports, kept);
      return answer;
    } catch (error) {
      await drop(kept);
      throw error;
    } finally {
      clearTimeout(limit);
    }
  });
}

/** With one thread: questions are short, several are asked at once, and a thread that must wait for its turn on a busy machine costs a page three times its time. */
async function open(ports: LakePorts): Promise<Kept> {
  const folder = join(ports.engine.spillDir, `kept-${process.pid}-${randomUUID().slice(0, 8)}`);
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: ports.engine.memoryMb, threads: 1, spillDir: folder });
  await engine.run('set parquet_metadata_cache = true');
  return { engine, folder };
}

function keep(ports: LakePorts, kept: Kept): void {
  const waiting = idle.get(ports) ?? [];
  idle.set(ports, waiting);
  if (waiting.length >= MOST_IDLE) { void drop(kept); return; }
  waiting.push(kept);
  const timer = setTimeout(() => {
    const at = waiting.indexOf(kept);
    if (at >= 0) void drop(...waiting.splice(at, 1) as [Kept]);
  }, IDLE_MS);
  timer.unref();
  Object.assign(kept, { timer });
}

async function drop({ engine, folder }: Kept): Promise<void> {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
}
