import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Column, Contract, SourceShape } from '@saphan/contracts/contract';
import type { Reject } from '@saphan/contracts/reject';
import { resolveHeader, sieve, type ResolvedHeader, type SieveResult } from '../index.ts';
import { segmentText } from './segment-text.ts';

/** A column with every optional rule off. */
export function columnOf(name: string, type: Column['type'], rules: Partial<Column> = {}): Column {
  return {
    name, source: name, titleTh: name, titleEn: name, type, required: false, unique: false, primaryKey: null, precision: 18, scale: 2, pattern: null,
    min: null, max: null, maxLength: null, codeList: null, calendar: null, geocodeDigits: null, classification: 'open', personalData: null, fieldId: 1, ...rules,
  };
}

export function contractOf(columns: Column[], source: Partial<SourceShape> = {}): Contract {
  return {
    dataset: 'test', titleTh: 'ทดสอบ', titleEn: 'Test', columns, duplicates: 'reject', deletes: 'snapshot', rules: [], legalBasis: null,
    source: {
      format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', sheet: null, headerRow: 1, headerRows: 1, calendar: 'be', thaiDigits: true,
      nullWords: ['-', 'ไม่มีข้อมูล', 'N/A'], multiline: true, maxRecordBytes: 65_536, ...source,
    },
    gates: { maxRejectRatio: null, maxRowChangeRatio: null, maxDeleteRatio: null, maxKeyChurnRatio: null, maxNullDrift: null, maxCalendarDrift: null, maxNewCodeShare: null, maxUnitChange: null, maxDistributionShift: null, maxMisreadShare: null },
    freshness: { promiseHours: 24, dataColumn: null, maxDataAgeDays: null }, retention: { releases: 5, rawDays: 30, quarantineDays: 30 },
  };
}

export interface Sifted { clean: string; rejects: Reject[]; result: SieveResult; segments: { rows: number; text: string }[] }

/** Runs the sieve over bytes cut into chunks; the clean segments come back as text. */
export async function sift(bytes: Buffer, contract: Contract, options: { chunk?: number; prefixed?: boolean; header?: ResolvedHeader; segmentBytes?: number } = {}): Promise<Sifted> {
  const outDir = await mkdtemp(join(tmpdir(), 'sieve-'));
  const segments: Sifted['segments'] = [];
  const rejects: Reject[] = [];
  const header = options.header ?? resolveHeader(contract.columns.map((column) => column.source), contract);
  try {
    const result = await sieve({
      chunks: cut(bytes, options.chunk ?? 65_536), contract, header, prefixed: options.prefixed, segmentBytes: options.segmentBytes ?? 1e9, outDir,
      onSegment: async (path, rows) => { segments.push({ rows, text: await segmentText(path, contract) }); },
      onRejects: async (batch) => { rejects.push(...batch); },
    });
    return { clean: segments.map((segment) => segment.text).join(''), rejects, result, segments };
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

/** Clean rows without their places. */
export function cellsOf(clean: string): string[] {
  return clean.split('\n').filter((line) => line !== '').map((line) => line.split(',').slice(3).join(','));
}
