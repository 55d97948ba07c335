import { createReadStream } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '#kernel/clock.ts';
import { copyCsvIn } from '#kernel/copy-in.ts';
import { Problem } from '#kernel/problem.ts';
import { quoteIdentifier as q, quoteLiteral, selectRelease, withGrantedRows, withKeptReader, type Engine, type GrantedRows, type Release } from '#modules/lake/index.ts';
import { columnsIn } from '../answers/fields.ts';
import { jsonRowSql } from '../answers/json-cell.ts';
import { KEY_JOINT, LONGEST_KEY } from '../answers/read-key.ts';
import { hostingProblem } from '../errors.ts';
import { selectOfferVersion, type Offer } from '../offers/offer.ts';
import type { HostingPorts } from '../ports.ts';
import { dropFormerSets, endFilling, moveServedHead, noteChunk, refuseSet, releaseSet, type ClaimSetRow } from './served-set.sql.gen.ts';

/** Bounds of what the register holds of one service; more is served as rows or files. */
export const bounds = { rows: 5_000_000, bytes: 4_000_000_000, chunk: 50_000 };
const TIME_LIMIT_MS = 300_000;
const ALL = { sql: 'true', values: [] };

/**
 * Puts the rows of a release into the register for one service and then moves the pointer, so that the former set answers until then.
 * Chunk by chunk, each in a transaction of its own with its place: killed at any moment, the next worker goes on behind the last chunk.
 */
export async function fillSet(ports: HostingPorts, set: ClaimSetRow, signal: AbortSignal): Promise<void> {
  try {
    const offer = await ports.db.read((tx) => selectOfferVersion(tx, set.service_id, set.offer_version));
    const release = await ports.db.read((tx) => selectRelease(tx, offer.datasetId, set.release_number));
    assertServable(offer, release);
    if (set.rows === 0) await assertKeys(ports, offer, release);
    if (await fillRows(ports, set, offer, release, signal)) await switchTo(ports, set);
  } catch (error) {
    await giveUp(ports, set, error);
  }
}

function assertServable(offer: Offer, release: Release): void {
  if (release.rowCount > bounds.rows) throw hostingProblem('too-large-to-serve', { detailTh: `${release.rowCount} แถว เกิน ${bounds.rows}`, detailEn: `${release.rowCount} rows, more than ${bounds.rows}` });
  const gone = offer.columns.find((column) => columnsIn(release, [column]).length === 0);
  if (gone) throw hostingProblem('column-gone', { detailTh: gone.name, detailEn: gone.name });
}

const hashed = (offer: Offer) => offer.columns.filter(({ name, pseudonymised }) => pseudonymised && offer.keyColumns.includes(name)).map(({ name }) => name);

/** The key of a row as `readKey` writes it: whole numbers and days as their text, hashes of citizen ids. */
function keySql(offer: Offer): string {
  const parts = offer.keyColumns.map((name) => hashed(offer).includes(name) ? `r.${q(`_hash_${name}`)}` : `r.${q(name)}::varchar`);
  return parts.join(` || '${KEY_JOINT}' || `);
}

function withRows<T>(ports: HostingPorts, offer: Offer, release: Release, use: (engine: Engine, rows: GrantedRows) => Promise<T>, part?: { from: number; to: number }): Promise<T> {
  const granted = { columns: offer.columns.map(({ name }) => name), rows: ALL, hashes: hashed(offer) };
  return withKeptReader(ports.lake, TIME_LIMIT_MS, (engine) => withGrantedRows(ports.lake, release, granted, (rows) => use(engine, rows), part));
}

/** @throws `hosting.key-not-unique`, `hosting.key-too-long`. */
async function assertKeys(ports: HostingPorts, offer: Offer, release: Release): Promise<void> {
  const [seen] = await withRows(ports, offer, release, (engine, { from }) => engine.rows<{ n: bigint; keys: bigint; longest: bigint | null }>(`select count(*) as n, count(distinct k) as keys, max(strlen(k)) as longest from (select ${keySql(offer)} as k from ${from} r)`));
  if (!seen || seen.n !== seen.keys) throw hostingProblem('key-not-unique', { detailTh: `${seen?.n} แถว มีกุญแจต่างกัน ${seen?.keys}`, detailEn: `${seen?.n} rows have ${seen?.keys} different keys` });
  if (Number(seen.longest ?? 0) > LONGEST_KEY * 3) throw hostingProblem('key-too-long', { detailTh: `ยาวที่สุด ${seen.longest} ไบต์`, detailEn: `the longest has ${seen.longest} bytes` });
}

/** @returns false when somebody else took the set up, it is not wanted any more, or the worker is to end. */
async function fillRows(ports: HostingPorts, set: ClaimSetRow, offer: Offer, release: Release, signal: AbortSignal): Promise<boolean> {
  let bytes = set.bytes;
  for (let from = set.rows; from < release.rowCount; from += bounds.chunk) {
    if (signal.aborted) return false;
    const to = Math.min(from + bounds.chunk, release.rowCount);
    const written = await writeChunk(ports, set, offer, release, { from, to }, bytes);
    if (written === null) return false;
    bytes += written;
    if (bytes > bounds.bytes) throw hostingProblem('too-large-to-serve', { detailTh: `เกิน ${bounds.bytes} ไบต์`, detailEn: `more than ${bounds.bytes} bytes` });
  }
  return true;
}

async function writeChunk(ports: HostingPorts, set: ClaimSetRow, offer: Offer, release: Release, part: { from: number; to: number }, bytes: number): Promise<number | null> {
  const folder = join(ports.lake.engine.spillDir, 'hosting');
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const row = jsonRowSql(offer.columns.map((column) => ({ as: column.name, column })), 'r');
  try {
    await withRows(ports, offer, release, (engine, { from }) => engine.run(`copy (select ${set.id} as s, ${keySql(offer)} as k, ${row} as d from ${from} r) to ${quoteLiteral(path)} (format csv, header false, quote '"', escape '"', force_quote (k, d))`), part);
    const { size } = await stat(path);
    return await ports.db.tx(async (tx) => {
      if (!await noteChunk(tx, { id: set.id, fence: set.fence, rows: part.to, bytes: bytes + size })) return null;
      await copyCsvIn(tx, 'hosting.served_row', ['set_id', 'key', 'doc'], createReadStream(path));
      return size;
    });
  } finally {
    await rm(path, { force: true });
  }
}

async function switchTo(ports: HostingPorts, { id, fence }: ClaimSetRow): Promise<void> {
  const now = systemClock.now().toISOString();
  await ports.db.tx(async (tx) => {
    const ended = await endFilling(tx, { id, fence, now });
    if (!ended) return;
    await moveServedHead(tx, { service_id: ended.service_id, id, now });
    await dropFormerSets(tx, { service_id: ended.service_id, id, now });
  });
}

/** What the data is to blame for is said on the set; anything else is tried again. */
async function giveUp(ports: HostingPorts, { id, fence }: ClaimSetRow, error: unknown): Promise<void> {
  const refused = error instanceof Problem && error.status < 500;
  const dataFault = /^(22|23)/.test((error as { code?: string }).code ?? '');
  ports.log.warn({ set: id, error: String(error).slice(0, 300) }, 'rows of a release could not be put into the register');
  const problem = refused ? { code: error.code, th: error.entry.th, en: error.entry.en, detailTh: error.fields.detailTh, detailEn: error.fields.detailEn } : { code: 'hosting.value-unreadable' };
  await ports.db.tx((tx) => refused || dataFault ? refuseSet(tx, { id, fence, problem, now: systemClock.now().toISOString() }) : releaseSet(tx, { id, fence }));
}
