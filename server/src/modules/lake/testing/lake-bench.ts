import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '@saphan/contracts/contract';
import { openLog } from '#kernel/log.ts';
import { openObjectStore, type ObjectStore } from '#kernel/objects.ts';
import { openEngine, type Engine } from '../engine/engine.ts';
import type { LakePorts } from '../lake-ports.ts';
import { releaseFiles } from '../read/release-files.ts';
import type { Release, ReleaseDraft } from '../release.ts';
import { prepareRelease, type PreparedRelease } from '../write/prepare-release.ts';
import { farmersContract } from './farmers.ts';

/** An engine, an object store and ports of a test's own. */
export interface LakeBench {
  engine: Engine;
  objects: ObjectStore;
  ports: LakePorts;
  /** Removed at the end. */
  folder: string;
  /** Prepares what lies in table `stage`. */
  prepare(previous?: Release | null, contract?: Contract): Promise<PreparedRelease>;
  /** The same, and the draft as a release with its number. */
  release(number: number, previous?: Release | null, contract?: Contract): Promise<Release>;
  close(): Promise<void>;
}

export async function lakeBench(): Promise<LakeBench> {
  const folder = await mkdtemp(join(tmpdir(), 'saphan-lake-'));
  const objects = await openObjectStore(join(folder, 'objects'), { cacheFolder: join(folder, 'cache') });
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: 400, threads: 2, spillDir: join(folder, 'spill') });
  const ports: LakePorts = { log: openLog('test', 'silent'), listRunLives: async () => [], objects, resolveDataset: async (_tx, slug) => (slug === 'farmers' ? { id: 7 } : null), isTold: async () => true, engine: { memoryMb: 256, threads: 2, spillDir: join(folder, 'read') } };
  let run = 0;
  const prepare: LakeBench['prepare'] = (previous = null, contract = farmersContract()) => releaseFiles(objects, previous, (paths) => prepareRelease(engine, objects, {
    table: 'stage', contract, contractVersion: 1, datasetId: 7, runId: (run += 1), folder: join(folder, 'work'),
    previous: previous && { release: previous, paths }, lineage: { source: 'a test', rawSha256: null },
  }));
  return {
    engine, objects, ports, folder, prepare,
    async release(number, previous, contract) {
      const prepared = await prepare(previous, contract);
      if (prepared.kind === 'same') throw new TypeError('the rows are those of the former release');
      return asRelease(prepared.draft, number);
    },
    async close() {
      await engine.close();
      await objects.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function asRelease(draft: ReleaseDraft, number: number): Release {
  return { ...draft, id: number, number, publishedAt: '2026-11-21T05:00:00.000Z', publishedBy: 'test', withdrawn: null, purgedAt: null };
}
