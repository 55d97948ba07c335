import { formatNumber } from '@saphan/contracts/numbers';
import { open } from 'node:fs/promises';
import type { Contract, SourceShape } from '@saphan/contracts/contract';
import { keptRawBytes, type Reject } from '@saphan/contracts/reject';
import { quoteIdentifier as q, type Engine } from '#modules/lake/index.ts';
import { linkageProblem } from '../errors.ts';
import { recordEndIn, type RawPlaces } from './raw-of-record.ts';
import { stagedColumns } from './stage.ts';

/** Beyond this the file is not the right file; its raw bytes are kept whole, so nothing is lost. */
export const MAX_REJECTS = 1_000_000;

export interface RejectCount { code: string; column: string | null; count: number }

/** Makes `reject` (quarantined records) and `bad` (lines that set-based rules refuse). */
export async function createQuarantine(engine: Engine): Promise<void> {
  await engine.run(`create or replace table reject (line bigint, off bigint, len bigint, "column" varchar, code varchar, detail varchar, raw blob, raw_cut boolean)`);
  await engine.run(`create or replace table bad (_line bigint, code varchar, "column" varchar, detail varchar)`);
}

/** Adds what the sieve refused. Throws `linkage.too-many-rejects` past {@link MAX_REJECTS}. */
export async function quarantineRejects(engine: Engine, batch: Reject[], before: number): Promise<void> {
  if (before + batch.length > MAX_REJECTS) throw linkageProblem('too-many-rejects', { detailTh: `เกิน ${formatNumber(MAX_REJECTS)} แถว`, detailEn: `more than ${MAX_REJECTS} records` });
  await engine.append('reject', batch.map((r) => [r.line, r.byteOffset, r.byteLength, r.column, r.code, r.detail, r.raw, r.rawCut]));
}

/** Takes back what the sieve refused at this raw offset or behind it; returns how many. */
export async function takeBackRejects(engine: Engine, rawOffset: number): Promise<number> {
  const [sum] = await engine.rows<{ n: number }>('select count(*)::double as n from reject where off >= $1', [BigInt(rawOffset)]);
  await engine.run('delete from reject where off >= $1', [BigInt(rawOffset)]);
  return sum?.n ?? 0;
}

/**
 * Moves rows that rules refused from `stage` to `reject`, with their bytes as received.
 *
 * @param places the raw file and how it was read, or null when the format has no byte places: then the row's cells stand for the bytes.
 * @returns number of rows moved.
 */
export async function quarantineBadRows(engine: Engine, contract: Contract, places: RawPlaces | null): Promise<number> {
  const [sum] = await engine.rows<{ n: number }>('select count(distinct _line)::double as n from bad');
  if (!sum || sum.n === 0) return 0;
  if (sum.n > MAX_REJECTS) throw linkageProblem('too-many-rejects');
  const cells = stagedColumns(contract).map(({ name }) => `${q(name)} := s.${q(name)}::varchar`).join(', ');
  if (places === null) await engine.run(`insert into reject select b._line, -1, 0, b."column", b.code, b.detail, encode(left(to_json(struct_pack(${cells}))::varchar, ${keptRawBytes})), false from bad b join stage s using (_line)`);
  else await places.withPath((path) => copyRawOfBadRows(engine, path, places.source));
  await engine.run('delete from stage where _line in (select _line from bad)');
  return sum.n;
}

interface BadPlace { _line: bigint; off: bigint; len: bigint; code: string; column: string | null; detail: string | null }

/** A loop, since bytes live in the raw file: places come sorted by offset, so the reads go forward. */
async function copyRawOfBadRows(engine: Engine, rawPath: string, source: SourceShape): Promise<void> {
  const places = await engine.rows<BadPlace>(`select b._line, stage._off as off, stage._len as len, b.code, b."column", b.detail from bad b join stage using (_line) order by stage._off`);
  const endOf = await recordEndIn(rawPath, source);
  const file = await open(rawPath);
  try {
    for (let at = 0; at < places.length; at += 2000) {
      const rows = [];
      for (const p of places.slice(at, at + 2000)) {
        const asked = p.len < 0 ? keptRawBytes : Math.min(Number(p.len), keptRawBytes);
        const { buffer, bytesRead } = await file.read(Buffer.alloc(asked), 0, asked, Number(p.off));
        // A record of an adapter is known by its beginning; where it ends is read from the bytes.
        const end = p.len < 0 ? endOf(buffer.subarray(0, bytesRead)) : Number(p.len);
        const length = end ?? bytesRead;
        rows.push([p._line, p.off, length, p.column, p.code, p.detail, buffer.subarray(0, Math.min(length, bytesRead)), end === null || length > bytesRead]);
      }
      await engine.append('reject', rows);
    }
  } finally {
    await file.close();
  }
}

/** Counts by code and column, most first. */
export async function summariseRejects(engine: Engine): Promise<{ summary: RejectCount[]; lines: number }> {
  const summary = await engine.rows<RejectCount>(`select code, "column", count(*)::double as count from reject group by all order by count desc, code, "column"`);
  const [sum] = await engine.rows<{ n: number }>('select count(distinct line)::double as n from reject');
  return { summary, lines: sum?.n ?? 0 };
}

/** Writes the quarantine of a run as one Parquet file, by line. */
export async function writeQuarantine(engine: Engine, path: string): Promise<void> {
  await engine.run(`copy (select row_number() over (order by line, code, "column") as ordinal, * from reject order by line, code, "column") to '${path.replaceAll("'", "''")}' (format parquet, compression zstd)`);
}
