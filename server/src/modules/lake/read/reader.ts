import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { LakePorts } from '../lake-ports.ts';
import { openEngine, type Engine } from '../engine/engine.ts';
import { lakeProblem } from '../errors.ts';

const AT_ONCE = 4;
const WAITING = 64;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs one question on a small engine of its own, a few at a time, so that readers never take more memory than agreed.
 *
 * @throws `lake.too-busy` when too many wait already.
 */
export async function withReader<T>(ports: LakePorts, work: (engine: Engine, folder: string) => Promise<T>): Promise<T> {
  return withTurn(() => onOwnEngine(ports, work));
}

/** Runs work when it is its turn; a few at a time. @throws `lake.too-busy`. */
export async function withTurn<T>(work: () => Promise<T>): Promise<T> {
  await takeTurn();
  try {
    return await work();
  } finally {
    giveTurn();
  }
}

async function onOwnEngine<T>(ports: LakePorts, work: (engine: Engine, folder: string) => Promise<T>): Promise<T> {
  const folder = join(ports.engine.spillDir, `read-${process.pid}-${randomUUID().slice(0, 8)}`);
  try {
    const engine = await openEngine({ databasePath: ':memory:', memoryMb: ports.engine.memoryMb, threads: ports.engine.threads, spillDir: folder });
    try {
      return await work(engine, folder);
    } finally {
      await engine.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeTurn(): Promise<void> {
  if (running < AT_ONCE) { running += 1; return; }
  if (waiting.length >= WAITING) throw lakeProblem('too-busy');
  // The turn is handed over, so `running` stays as it is.
  await new Promise<void>((resolve) => waiting.push(resolve));
}

function giveTurn(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}
