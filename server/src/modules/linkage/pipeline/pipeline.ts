import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openEngine, type Engine } from '#modules/lake/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { FindRawRow } from '../operations/upload.sql.gen.ts';
import type { RunSession } from '../runs/run-session.ts';
import { checkRows } from './check.ts';
import { concludeUnchanged, conclude, type Outcome } from './conclude.ts';
import { compare } from './compare.ts';
import { extract } from './extract.ts';
import { sieveIntoStage } from './sieve-into-stage.ts';
import { keepQuarantine } from './keep-quarantine.ts';
import { selectWork } from './work.ts';

/** Of the engine's memory: rows of a longer file leave too little of it for sorting. 711 MB in 800 took 24 CPU-seconds and 1.3 GB, in a file 14 and 1.1. */
const SHARE_OF_MEMORY = 0.5;

/**
 * One attempt at a run, from source to release. Read it as the table of contents of linkage:
 * raw bytes → sieve → typed rows → rules → quarantine → comparison and gates → one publishing transaction.
 * Dying at any line is harmless: the next attempt begins at the raw bytes that are already kept, and nothing is seen before the last line.
 */
export async function runPipeline(session: RunSession, ports: LinkagePorts): Promise<Outcome> {
  const work = await selectWork(ports, session.run);
  await session.move('extracting');
  const raw = await extract(session, ports, work);
  if (raw === 'unchanged') return concludeUnchanged(session, ports, work);
  return inWorkFolder(ports, session.run.id, (folder) =>
    withEngine(ports, folder, raw, session.signal, async (engine) => {
      const sieved = await sieveIntoStage(session, ports, work, raw, engine, folder);
      if (sieved === 'nothing') return concludeUnchanged(session, ports, work);
      await session.move('staged');
      const checked = await checkRows(session, ports, work, sieved, engine);
      await session.move('validating');
      await keepQuarantine(session, ports, engine, folder);
      const compared = await compare(session, ports, work, raw, checked, engine, folder);
      await session.move('diffed');
      return conclude(session, ports, work, compared);
    }));
}

async function inWorkFolder<T>(ports: LinkagePorts, runId: number, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(ports.spillDir, `run-${runId}-${process.pid}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Rows of a large file are staged in a file, compressed, so that sorting has the memory; smaller ones are faster without. */
async function withEngine<T>(ports: LinkagePorts, folder: string, raw: FindRawRow, signal: AbortSignal, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openEngine({ databasePath: raw.bytes > ports.engine.memoryMb * 1e6 * SHARE_OF_MEMORY ? join(folder, 'stage.duckdb') : ':memory:', ...ports.engine, spillDir: folder, keepOrder: false });
  const interrupt = () => engine.interrupt();
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await work(engine);
  } finally {
    signal.removeEventListener('abort', interrupt);
    await engine.close();
  }
}
