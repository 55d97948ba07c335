// Bench `sieve`: twelve kinds of seeded corruption at 0.1, 1 and 10 %. Exactness of the rejects beside DuckDB's reject table and
// PostgreSQL's COPY … ON_ERROR ignore on the same files, and MB per CPU-second on the register of `bench link`.
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Contract } from '@saphan/contracts/contract';
import { readHeader, sieve, type SieveResult } from '../server/src/modules/linkage/sieve/index.ts';
import { columnOf, contractOf } from '../server/src/modules/linkage/sieve/testing/run-sieve.ts';
import { corruptHeader, writeCorrupt, type Truth } from './corrupt.ts';
import { writeLinkData } from './link-data.ts';
import { copyWithPostgres, startBenchPostgres, type BenchPostgres } from './sieve-postgres.ts';

const quick = process.argv.includes('--quick');
const shares = [0.001, 0.01, 0.1];

interface Score { accepted: number; rejected: number; found: number; wrong: number; missed: number; lost: number; note: string }

const corruptContract = contractOf([
  columnOf('plot_id', 'integer', { primaryKey: 1, required: true }), columnOf('citizen_id', 'citizen-id'), columnOf('farmer_name', 'text'), columnOf('province', 'text'), columnOf('trees', 'integer'),
  columnOf('area_rai', 'decimal', { precision: 12 }), columnOf('yield_kg', 'integer'), columnOf('planted_on', 'date'), columnOf('note', 'text'), columnOf('updated_on', 'date'),
]);

async function runSieve(path: string, contract: Contract, folder: string, seen: { line(line: number, lines: number): void; segment(path: string): Promise<void> }): Promise<SieveResult> {
  const file = await open(path);
  const head = Buffer.alloc(65_536);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  await file.close();
  return sieve({
    chunks: createReadStream(path, { highWaterMark: 1 << 20 }), contract, header: readHeader(head.subarray(0, bytesRead), contract), segmentBytes: 64 << 20, outDir: folder,
    onSegment: (segment) => seen.segment(segment),
    async onRejects(batch) { for (const { line, raw } of batch) seen.line(line, raw.filter((byte) => byte === 0x0a).length + 1); },
  });
}

async function readIds(segment: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const db = await instance.connect();
  try {
    return (await db.runAndReadAll(`select plot_id from read_parquet('${segment}')`)).getRows();
  } finally {
    db.closeSync();
    instance.closeSync();
  }
}

async function scoreSieve(truth: Truth, folder: string): Promise<Score> {
  const rejected = new Set<number>();
  const ids = new Set<number>();
  await runSieve(truth.path, corruptContract, folder, {
    line(line, lines) { for (let each = line; each < line + lines; each += 1) rejected.add(each); },
    async segment(path) { for (const [id] of await readIds(path)) ids.add(Number(id)); },
  });
  return score(truth, rejected, ids, '');
}

async function scoreDuckDb(truth: Truth): Promise<Score> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const db = await instance.connect();
  const columns = corruptHeader.map((name) => `'${name}': '${name === 'plot_id' || name === 'trees' ? 'BIGINT' : name === 'area_rai' ? 'DECIMAL(12,2)' : 'VARCHAR'}'`).join(', ');
  try {
    const kept = await db.runAndReadAll(`select plot_id from read_csv('${truth.path}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n', columns = {${columns}}, store_rejects = true)`);
    const ids = new Set(kept.getRows().map(([id]) => Number(id)));
    const lines = (await db.runAndReadAll('select distinct line from reject_errors')).getRows().map(([line]) => Number(line));
    return score(truth, new Set(lines), ids, 'cannot say Thai digits, B.E. dates, check digits; lines drift');
  } catch (failure) {
    return score(truth, new Set(), new Set(), `aborted: ${String((failure as Error).message).split('\n')[0]?.slice(0, 70)}`);
  } finally {
    db.closeSync();
    instance.closeSync();
  }
}

function score(truth: Truth, rejected: Set<number>, ids: Set<number>, note: string): Score {
  const found = [...rejected].filter((line) => truth.badLines.has(line)).length;
  const lost = [...truth.goodIds].filter((id) => !ids.has(id)).length;
  const missed = [...ids].filter((id) => !truth.goodIds.has(id)).length + [...truth.badLines.keys()].filter((line) => !rejected.has(line)).length;
  return { accepted: ids.size, rejected: rejected.size, found, wrong: rejected.size - found, missed, lost, note };
}

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`);

function print(name: string, { accepted, rejected, found, lost, note }: Score, truth: Truth): void {
  const cells = [name.padEnd(22), String(accepted).padStart(9), String(rejected).padStart(9), percent(found, rejected).padStart(10), percent(found, truth.badLines.size).padStart(10), String(lost).padStart(9)];
  process.stdout.write(`  ${cells.join(' ')}  ${note}\n`);
}

/** Twelve kinds at three shares; the totals over all files. */
async function exactness(folder: string, postgres: BenchPostgres | null): Promise<Score & { truthLines: number }> {
  const total = { accepted: 0, rejected: 0, found: 0, wrong: 0, missed: 0, lost: 0, note: '', truthLines: 0 };
  for (const share of shares) {
    const truth = await writeCorrupt(join(folder, `corrupt-${share}.csv`), { rows: quick ? 40_000 : 300_000, share, seed: 20_261_121 + share * 1000 });
    process.stdout.write(`\n${share * 100} % of ${truth.goodIds.size + truth.bad} rows spoiled in 12 ways, ${(truth.bytes / 1e6).toFixed(1)} MB\n  ${'reader'.padEnd(22)} ${'accepted'.padStart(9)} ${'rejected'.padStart(9)} ${'precision'.padStart(10)} ${'recall'.padStart(10)} ${'lost'.padStart(9)}\n`);
    const ours = await scoreSieve(truth, folder);
    print('sieve', ours, truth);
    print('DuckDB store_rejects', await scoreDuckDb(truth), truth);
    if (postgres) { const { ids, note } = await copyWithPostgres(postgres, truth.path, corruptHeader); print('PostgreSQL ON_ERROR', score(truth, new Set(), ids, note), truth); }
    for (const key of ['accepted', 'rejected', 'found', 'wrong', 'missed', 'lost'] as const) total[key] += ours[key];
    total.truthLines += truth.badLines.size;
  }
  return total;
}

async function speed(folder: string): Promise<number> {
  const { dirty, bytes, rows } = await writeLinkData({ dirty: join(folder, 'speed.csv'), clean: join(folder, 'speed-clean.csv'), rows: quick ? 250_000 : 2_000_000, edition: 1 });
  const contract = contractOf([
    columnOf('plot_id', 'integer', { primaryKey: 1 }), columnOf('farmer_name', 'text'), columnOf('subdistrict', 'text'), columnOf('crop', 'text'), columnOf('area_rai', 'decimal', { precision: 12 }),
    columnOf('planted_on', 'date'), columnOf('yield_kg', 'integer'), columnOf('status', 'text'), columnOf('note', 'text'), columnOf('updated_on', 'date'),
  ]);
  const rates: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const before = process.cpuUsage();
    await runSieve(dirty, contract, folder, { line() {}, async segment() {} });
    const { user, system } = process.cpuUsage(before);
    rates.push(bytes / (user + system));
  }
  const [median] = rates.sort((a, b) => a - b).slice(2);
  process.stdout.write(`\n${rows} rows, ${(bytes / 1e6).toFixed(0)} MB, 1 % bad, written as clean segments: ${rates.map((rate) => rate.toFixed(0)).join(' · ')} MB per CPU-second\n`);
  return median as number;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'saphan-sieve-'));
  const postgres = await startBenchPostgres(folder);
  try {
    const total = await exactness(folder, postgres);
    const rate = await speed(folder);
    process.stdout.write(`\nRESULT sieve.precision ${total.rejected === 0 ? 0 : (100 * total.found) / total.rejected} %\nRESULT sieve.recall ${(100 * total.found) / total.truthLines} %\nRESULT sieve.lost ${total.lost} rows\nRESULT sieve.mb_per_cpu_s ${rate.toFixed(0)} MB\n`);
    if (total.wrong + total.missed + total.lost > 0) process.exitCode = 1;
  } finally {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
