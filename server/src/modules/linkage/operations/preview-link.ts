import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keyColumns, type Contract } from '@saphan/contracts/contract';
import { rejectMessage } from '@saphan/contracts/reject-messages';
import type { Reject } from '@saphan/contracts/reject';
import { openEngine, quoteIdentifier as q, type Engine } from '#modules/lake/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { applyKeyRules } from '../pipeline/keys.ts';
import { createQuarantine, quarantineBadRows, quarantineRejects, summariseRejects } from '../pipeline/quarantine.ts';
import { hasRawPlaces, withRawBytes } from '../pipeline/raw-of-record.ts';
import { withRawData } from '../pipeline/raw-data.ts';
import { openRecords } from '../pipeline/records.ts';
import { applyRowRules } from '../pipeline/rules.ts';
import { citizenIdKey, createStage, keyBlocks, stageSegments } from '../pipeline/stage.ts';
import { viewReject, type RejectRow } from '../reads/reject-view.ts';
import { sieve } from '../sieve/index.ts';
import type { Preview } from '../draft/draft-schemas.ts';
import { readContract } from './agree-contract.ts';
import { selectRaw } from './upload-file.ts';

const PREVIEW_BYTES = 8 * 1024 * 1024;
/** Five thousand columns need about 400 MB. */
const PREVIEW_MEMORY_MB = 768;
const SHOWN_ROWS = 20;
const SHOWN_REJECTS = 100;

/** Runs sieve and rules over the first 8 MB of a raw file under a contract that is not agreed yet. Code lists of other datasets are left out. */
export async function previewLink(ports: LinkagePorts, asked: { rawId: number; contractYaml: string }): Promise<Preview> {
  const contract = readContract(asked.contractYaml);
  const raw = await selectRaw(ports, asked.rawId);
  const folder = await mkdtemp(join(ports.spillDir, 'preview-'));
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: PREVIEW_MEMORY_MB, threads: 1, spillDir: folder });
  try {
    return await withRawData(ports, raw.object_key, (path) => tryContract(engine, contract, ports, path, folder));
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function tryContract(engine: Engine, contract: Contract, ports: LinkagePorts, path: string, folder: string): Promise<Preview> {
  await createStage(engine, contract);
  await createQuarantine(engine);
  const records = await openRecords(contract, path, folder);
  const key = keyBlocks(citizenIdKey(ports.masterKey));
  const cut = firstBytes(records.chunks);
  const segments: string[] = [];
  let rejected = 0;
  const keep = async (batch: Reject[]) => { await quarantineRejects(engine, await withRawBytes(batch, path, contract.source), rejected); rejected += batch.length; };
  const sieved = await sieve({
    chunks: cut.chunks, contract: records.contract, header: records.header, prefixed: records.prefixed, segmentBytes: PREVIEW_BYTES * 2, outDir: folder,
    onSegment: (segment) => { segments.push(segment); }, onRejects: keep,
  }).finally(() => records.close());
  await keep(records.rejects);
  await stageSegments(engine, contract, segments, key);
  await applyRowRules(engine, contract);
  if (keyColumns(contract).length > 0) await applyKeyRules(engine, contract);
  await quarantineBadRows(engine, contract, hasRawPlaces(records, contract.source.format) ? { source: contract.source, withPath: (use) => use(path) } : null);
  return showPreview(engine, contract, sieved.rowsRead + records.rejects.length, cut.cut(), records.notes);
}

async function showPreview(engine: Engine, contract: Contract, read: number, truncated: boolean, notes: Preview['notes']): Promise<Preview> {
  const { summary, lines } = await summariseRejects(engine);
  const shown = contract.columns.map((column) => `${column.personalData ? `'••••'` : `${q(column.name)}::varchar`} as ${q(column.name)}`);
  const rows = await engine.rows<Record<string, string | null>>(`select _line, ${shown.join(', ')} from stage order by _line limit ${SHOWN_ROWS}`);
  const rejects = await engine.rows<RejectRow>(`select row_number() over (order by line)::double as ordinal, line::double as line, off::double as off, "column", code, detail, raw, raw_cut from reject order by line limit ${SHOWN_REJECTS}`);
  return {
    read, ok: read - lines, bad: lines, truncated,
    columns: contract.columns.map(({ name, titleTh, titleEn }) => ({ name, titleTh, titleEn })),
    rows: rows.map(({ _line, ...cells }) => ({ line: Number(_line), cells })),
    rejects: rejects.map((row) => viewReject(row, contract, false)),
    byCode: summary.map((each) => ({ ...each, ...rejectMessage(each.code as never) })), notes,
  };
}

/** The first bytes of a stream; a record cut by the end is left out, since it is not the record as sent. */
function firstBytes(chunks: AsyncIterable<Buffer>): { chunks: AsyncIterable<Buffer>; cut(): boolean } {
  let cut = false;
  async function* take(): AsyncGenerator<Buffer> {
    let left = PREVIEW_BYTES;
    for await (const chunk of chunks) {
      if (chunk.length <= left) { left -= chunk.length; yield chunk; continue; }
      cut = true;
      const end = chunk.lastIndexOf(0x0a, left);
      if (end > 0) yield chunk.subarray(0, end + 1);
      return;
    }
  }
  return { chunks: take(), cut: () => cut };
}
