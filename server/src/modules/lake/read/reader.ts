import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { openTurns } from '#kernel/turns.ts';
import type { LakePorts } from '../lake-ports.ts';
import { openEngine, type Engine } from '../engine/engine.ts';
import { lakeProblem } from '../errors.ts';

const AT_ONCE = 4;
const WAITING = 64;

/** Runs work when it is its turn; a few at a time. @throws `lake.too-busy`. */
export const withTurn = openTurns(AT_ONCE, WAITING, () => lakeProblem('too-busy'));

/**
 * Runs one question on a small engine of its own, a few at a time, so that readers never take more memory than agreed.
 *
 * @throws `lake.too-busy` when too many wait already.
 */
export async function withReader<T>(ports: LakePorts, work: (engine: Engine, folder: string) => Promise<T>): Promise<T> {
  return withTurn(() => onOwnEngine(ports, work));
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
