import type { Contract, SourceShape } from '@saphan/contracts/contract';
import { formatNumber } from '@saphan/contracts/numbers';
import type { Reject } from '@saphan/contracts/reject';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Engine } from '#modules/lake/index.ts';
import { rowsRead } from '#kernel/metrics.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { FindRawRow } from '../operations/upload.sql.gen.ts';
import type { RunSession } from '../runs/run-session.ts';
import { sieve, sieveFile, type SieveProgress } from '../sieve/index.ts';
import { bringsKeys } from '../reading/gone-keys.ts';
import { createQuarantine, quarantineRejects, takeBackRejects } from './quarantine.ts';
import { withRawData } from './raw-data.ts';
import { openRecords } from './records.ts';
import { hasRawPlaces, withRawBytes } from './raw-of-record.ts';
import { replayContract } from './replay.ts';
import { sourceColumnsOf, type SourceColumn } from './source-columns.ts';
import { citizenIdKey, createStage, keyBlocks, stageSegments, type KeyBlocks } from './stage.ts';
import { bringsPart, type Work } from './work.ts';

const SEGMENT_BYTES = 48 * 1024 * 1024;

export interface Sieved {
  raw: FindRawRow;
  /** How the file was read, when rejected rows have a place in its bytes. */
  rawPlaces: SourceShape | null;
  /** Date column → share of B.E. spellings. */
  beShare: Record<string, number>;
  /** Where each column stood in the bytes. */
  columns: Record<string, SourceColumn>;
}

/**
 * Decodes and sieves the raw bytes, large files in two threads, and reads what is clean into DuckDB.
 * Leaves the good rows typed in `stage` and the broken records in `reject`.
 *
 * @returns `nothing` for a part of a source without rows; a whole source without rows is a failure.
 */
export async function sieveIntoStage(session: RunSession, ports: LinkagePorts, work: Work, raw: FindRawRow, engine: Engine, folder: string): Promise<Sieved | 'nothing'> {
  session.begin('decode');
  await createQuarantine(engine);
  if (raw.bytes === 0 && work.partition) {
    await createStage(engine, work.contract);
    return withoutRows(session, work, { raw, rawPlaces: null, beShare: {}, columns: {} });
  }
  const { progress } = session;
  const result = await withRawData(ports, raw.object_key, async (path) => {
    const contract = work.run.replay_of === null ? work.contract : await replayContract(work.contract, path);
    await createStage(engine, contract);
    const records = await openRecords(contract, path, folder);
    const takers = takersOf(engine, contract, path, keyBlocks(citizenIdKey(ports.masterKey)));
    try {
      const shared = {
        contract: records.contract, header: records.header, segmentBytes: SEGMENT_BYTES, outDir: folder, signal: session.signal, onSegment: takers.onSegment, onRejects: takers.onRejects,
        onProgress(now: SieveProgress) { Object.assign(progress, now); },
      };
      const sieved = records.file === null
        ? await sieve({ ...shared, chunks: records.chunks, prefixed: records.prefixed })
        : await sieveFile({ ...shared, path: records.file, onTakeBack: takers.onTakeBack });
      await takers.stage();
      await takers.adapterRejects(records.rejects);
      for (const note of [...records.notes, ...extraNotes(sieved.extraColumns)]) await session.log('warn', note.th, note.en);
      return { ...sieved, rowsRead: sieved.rowsRead + records.rejects.length, rowsBad: sieved.rowsBad + records.rejects.length, rawPlaces: hasRawPlaces(records, contract.source.format) ? contract.source : null, places: sourceColumnsOf(contract, records.header) };
    } finally {
      await records.close();
    }
  });
  Object.assign(progress, { bytesRead: progress.bytesTotal, rowsRead: result.rowsRead, rowsOk: result.rowsOk, rowsBad: result.rowsBad });
  rowsRead.inc({ verdict: 'ok' }, result.rowsOk);
  rowsRead.inc({ verdict: 'rejected' }, result.rowsBad);
  if (result.rowsRead === 0 && (bringsPart(work) || bringsKeys(work))) return withoutRows(session, work, { raw, rawPlaces: null, beShare: {}, columns: result.places });
  if (result.rowsRead === 0) throw linkageProblem('no-rows');
  session.finish('decode', `${work.contract.source.encoding} → ${formatNumber(result.rowsRead)} แถว`, `${work.contract.source.encoding} → ${formatNumber(result.rowsRead)} rows`);
  return { raw, rawPlaces: result.rawPlaces, beShare: shares(result.calendarShare), columns: result.places };
}

/** A part without rows is no news; but a partition, or a list of all keys, goes on: rows that the release has of it would be gone. */
function withoutRows(session: RunSession, work: Work, sieved: Sieved): Sieved | 'nothing' {
  if (work.partition) {
    session.finish('decode', 'ต้นทางไม่ให้แถวใดของงวดนี้', 'the source gave no row of this partition');
    return work.previous ? sieved : 'nothing';
  }
  session.finish('decode', 'ไม่มีแถวใหม่หรือแถวที่เปลี่ยน', 'no row is new or changed');
  return bringsKeys(work) ? sieved : 'nothing';
}

/** What becomes of segments and rejects. Segments are read together at the end: the sieve keeps both cores busy, and one insert fills whole row groups. */
function takersOf(engine: Engine, contract: Contract, path: string, key: KeyBlocks) {
  let rejected = 0;
  let segments: string[] = [];
  return {
    async onSegment(segment: string): Promise<void> { segments.push(segment); },
    async onRejects(batch: Reject[]): Promise<void> {
      await quarantineRejects(engine, await withRawBytes(batch, path, contract.source), rejected);
      rejected += batch.length;
    },
    adapterRejects: (batch: Reject[]): Promise<void> => quarantineRejects(engine, batch, rejected),
    async onTakeBack(rawOffset: number, folder: string): Promise<void> {
      segments = segments.filter((segment) => dirname(segment) !== folder);
      rejected -= await takeBackRejects(engine, rawOffset);
    },
    async stage(): Promise<void> {
      await stageSegments(engine, contract, segments, key);
      await Promise.all(segments.map((segment) => rm(segment)));
    },
  };
}

function extraNotes(columns: string[]): { th: string; en: string }[] {
  if (columns.length === 0) return [];
  const names = columns.slice(0, 10).join(', ');
  return [{ th: `ต้นทางมีคอลัมน์ที่ข้อกำหนดไม่ได้กล่าวถึง จึงข้ามไป: ${names}`, en: `columns that the contract does not name were skipped: ${names}` }];
}

function shares(counts: Record<string, { be: number; ce: number }>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([column, { be, ce }]) => [column, be + ce === 0 ? 0 : be / (be + ce)]));
}
