import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keyColumns, type Contract } from '@saphan/contracts/contract';
import { parquetSource, quoteIdentifier as q, releaseFiles, type Engine } from '#modules/lake/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { openRecords } from '../pipeline/records.ts';
import { withRawData } from '../pipeline/raw-data.ts';
import { citizenIdKey, createStage, keyBlocks, stageSegments } from '../pipeline/stage.ts';
import type { Work } from '../pipeline/work.ts';
import { sieve } from '../sieve/index.ts';
import { unpackBuckets } from './bucket-columns.ts';
import { bucketOf, contractKeyText } from './bucket-sql.ts';
import { GONE } from './part-rules.ts';

const KEYS = 'told_keys';
const SEGMENT_BYTES = 48 * 1024 * 1024;

/** Whether a run has keys to look at even when it has no rows. */
export const bringsKeys = ({ reach }: Pick<Work, 'reach'>): boolean => (reach.gone ?? reach.present ?? null) !== null;

/**
 * Adds to {@link GONE} the keys that the source says are gone, or those of the release that are missing where the source told every key it has.
 * Keys go through the same sieve as rows, so that they are written as the release writes them.
 *
 * @returns how many were added.
 */
export async function takeGoneKeys(ports: LinkagePorts, work: Pick<Work, 'reach' | 'contract' | 'previous'>, engine: Engine, signal: AbortSignal): Promise<number> {
  const { gone, present } = work.reach;
  const told = gone ?? present?.keys;
  if (!told) return 0;
  const contract: Contract = { ...work.contract, columns: keyColumns(work.contract), rules: [] };
  await stageKeys(ports, contract, told.rawKey, engine, signal);
  const names = contract.columns.map(({ name }) => q(name));
  if (gone) await engine.run(`insert into ${GONE} select ${names.join(', ')} from ${KEYS}`);
  else if (present) {
    await engine.run(`create or replace temp table told_buckets as select unnest([${unpackBuckets(present.buckets).join(', ')}]::bigint[]) as b`);
    await releaseFiles(ports.objects, work.previous, async (paths) => {
      if (paths.length === 0) return;
      await engine.run(`insert into ${GONE} select ${names.map((name) => `p.${name}`).join(', ')} from (select ${names.join(', ')}, ${bucketOf(contractKeyText(contract), present.count)} as b from ${parquetSource(paths)}) p
        semi join told_buckets t on p.b = t.b anti join ${KEYS} k on ${names.map((name) => `p.${name} = k.${name}`).join(' and ')}`);
    });
  }
  await engine.run(`drop table ${KEYS}`);
  const [sum] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${GONE}`);
  return sum?.n ?? 0;
}

async function stageKeys(ports: LinkagePorts, contract: Contract, rawKey: string, engine: Engine, signal: AbortSignal): Promise<void> {
  const folder = await mkdtemp(join(ports.spillDir, 'keys-'));
  try {
    await createStage(engine, contract, KEYS);
    await withRawData(ports, rawKey, async (path) => {
      const records = await openRecords(contract, path, folder);
      const segments: string[] = [];
      try {
        await sieve({
          contract: records.contract, header: records.header, chunks: records.chunks, prefixed: records.prefixed, segmentBytes: SEGMENT_BYTES, outDir: folder, signal,
          onSegment: async (segment) => { segments.push(segment); }, onRejects: async () => undefined, onProgress: () => undefined,
        });
        await stageSegments(engine, contract, segments, keyBlocks(citizenIdKey(ports.masterKey)), KEYS);
      } finally {
        await records.close();
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
