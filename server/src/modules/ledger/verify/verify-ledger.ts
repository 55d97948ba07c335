import { equalBytes } from '@saphan/contracts/transparency/bytes';
import { hashRanges, TILE_WIDTH } from '@saphan/contracts/transparency/tiles';
import { copyBinaryOut, type Stretch } from '#kernel/copy-out.ts';
import type { Database, Tx } from '#kernel/db.ts';
import { ledgerProblem } from '../errors.ts';
import { findLog, type FindLogRow } from '../keys/keys.sql.gen.ts';
import { type LogKey, readLogKeys } from '../keys/log-keys.ts';
import { sha256 } from '../tree/sha-256.ts';
import { readTilesOf } from '../tree/tiles.ts';
import { checkCheckpoint, checkCosignatures, checkKeys, checkStamps, checkWitnessTurns } from './check-signatures.ts';
import { checkEpochs } from './check-epochs.ts';
import { type Finding, Findings } from './findings.ts';
import { LeafTree } from './leaf-tree.ts';
import { ENTRY_COLUMNS, RowReader } from './read-rows.ts';
import { UpperTiles } from './upper-tiles.ts';
import { countPlaces, listCheckpointsWithin, listLost, readByIndexOnly, type ListCheckpointsWithinRow } from './verify.sql.gen.ts';
import { LeafWalk } from './walk-leaves.ts';

/** Leaves that are looked at in one go: their tiles and checkpoints are held meanwhile. */
const STRETCH = 65_536;

export interface VerifyOptions { from?: number; trustedPem?: string | null }
export interface VerifyReport { origin: string; from: number; size: number; entries: number; checkpoints: number; cosignatures: number; stamps: number; keys: number; epochs: number; findings: Finding[]; found: number; seconds: number }

/** Computes everything anew out of the register, in one picture of it, changing nothing. @param from leaves before it are taken as the tiles have them. */
export function verifyLedger(db: Database, { from = 0, trustedPem = null }: VerifyOptions = {}): Promise<VerifyReport> {
  const began = performance.now();
  return db.read(async (tx) => {
    const [log, keys] = [await findLog(tx, {}), await readLogKeys(tx)];
    if (!log || keys.length === 0) throw ledgerProblem('nothing-signed-yet');
    const findings = new Findings();
    const start = Math.floor(Math.min(Math.max(0, from), log.size) / TILE_WIDTH) * TILE_WIDTH;
    const { entries, checkpoints } = await new Verification(tx, log, keys, findings).run(start);
    await checkKeys(keys, findings);
    await checkWitnessTurns(tx, findings);
    const epochs = await checkEpochs(tx, keys, findings);
    await checkPlaces(tx, log, findings);
    const [cosignatures, stamps] = [await checkCosignatures(tx, findings), await checkStamps(tx, trustedPem, findings)];
    return { origin: log.origin, from: start, size: log.size, entries, checkpoints, cosignatures, stamps, keys: keys.length, epochs, findings: findings.list, found: findings.count, seconds: (performance.now() - began) / 1000 };
  });
}

class Verification {
  readonly #tx: Tx;
  readonly #log: FindLogRow;
  readonly #keys: readonly LogKey[];
  readonly #findings: Findings;
  readonly #upper: UpperTiles;
  readonly #tree: LeafTree;
  readonly #walk: LeafWalk;
  #checkpoints = 0;
  #lastSize = 0;
  #forked = false;

  constructor(tx: Tx, log: FindLogRow, keys: readonly LogKey[], findings: Findings) {
    [this.#tx, this.#log, this.#keys, this.#findings] = [tx, log, keys, findings];
    this.#upper = new UpperTiles(findings);
    this.#tree = new LeafTree((level, hash) => this.#upper.take(level, hash));
    this.#walk = new LeafWalk(this.#tree, findings);
  }

  async run(start: number): Promise<{ entries: number; checkpoints: number }> {
    if (start > 0) this.#tree.resume(start, await hashRanges(sha256, perfectSubtrees(start), start, readTilesOf(this.#tx)));
    this.#lastSize = start;
    await readByIndexOnly(this.#tx, {});
    for (let [at, numbers] = [start, this.#numbersOf(start)]; at < this.#log.size; at = this.#endOf(at)) {
      const signed = await this.#readEntries(at, await numbers);
      numbers = this.#numbersOf(this.#endOf(at)); // PostgreSQL finds them while the tree is computed here
      await this.#growTree(signed);
    }
    if (start === 0) await this.#checkpointsOf(-1, 0);
    this.#walk.tellOdd();
    await this.#upper.compare(this.#tx, this.#log.size, start);
    if (!equalBytes(this.#tree.root(), this.#log.root)) this.#findings.add('log', {}, 'รากล่าสุดในตารางไม่ตรงกับที่คำนวณได้', 'The newest root in the table is not the one that was computed.');
    return { entries: this.#walk.entries, checkpoints: this.#checkpoints };
  }

  #endOf(from: number): number {
    return Math.min(from + STRETCH, this.#log.size);
  }

  /** Numbers of the entries of a stretch in the order of their leaves; 0: the leaf has no place. */
  async #numbersOf(from: number): Promise<Float64Array> {
    const numbers = new Float64Array(this.#endOf(from) - from);
    if (numbers.length > 0) await this.#rows({ table: 'ledger.leaf', columns: ['leaf_index', 'number'], key: 'leaf_index', from, to: from + numbers.length }, (row) => { numbers[row.integer(0) - from] = row.integer(1); });
    return numbers;
  }

  /** @returns the checkpoints within the stretch. */
  async #readEntries(from: number, numbers: Float64Array): Promise<ListCheckpointsWithinRow[]> {
    const to = from + numbers.length;
    const tiles = new Map<number, Buffer>();
    await this.#rows({ table: 'ledger.tile', columns: ['tile_index', 'hashes'], key: 'tile_index', from: Math.floor(from / TILE_WIDTH), to: Math.ceil(to / TILE_WIDTH), only: { column: 'level', is: 0 } }, (row) => tiles.set(row.integer(0), Buffer.from(row.field(1))));
    const signed = await listCheckpointsWithin(this.#tx, { from, to });
    this.#walk.begin(from, numbers, tiles);
    for (const run of this.#walk.runs()) {
      this.#walk.beginRun(run);
      await this.#rows({ table: 'ledger.entry', columns: ENTRY_COLUMNS, key: 'number', ...run }, (row) => this.#walk.take(row));
    }
    return signed;
  }

  async #growTree(signed: readonly ListCheckpointsWithinRow[]): Promise<void> {
    const bySize = new Map(signed.map((row) => [row.size, row]));
    this.#walk.end(signed.map(({ size }) => size), (size) => this.#compareRoot(bySize.get(size) as ListCheckpointsWithinRow));
    for (const row of signed) await checkCheckpoint(row, this.#keys, this.#findings);
    this.#checkpoints += signed.length;
  }

  async #rows(stretch: Stretch, each: (row: RowReader) => void): Promise<void> {
    const rows = new RowReader(stretch.columns.length);
    await copyBinaryOut(this.#tx, stretch, (message) => { if (rows.read(message)) each(rows); });
  }

  async #checkpointsOf(from: number, to: number): Promise<void> {
    for (const row of await listCheckpointsWithin(this.#tx, { from, to })) await checkCheckpoint(row, this.#keys, this.#findings);
  }

  /** Once the roots part they stay apart: the first place is told. */
  #compareRoot({ size, root }: ListCheckpointsWithinRow): void {
    if (equalBytes(this.#tree.root(), root)) this.#lastSize = size;
    else if (!this.#forked) {
      this.#forked = true;
      this.#findings.add('forked', { index: size }, `ลายเซ็นที่ขนาด ${size} เป็นของบัญชีอีกสาย: มีการแก้ระหว่างใบที่ ${this.#lastSize} ถึง ${size - 1}`, `The checkpoint of size ${size} signs another history: something between leaf ${this.#lastSize} and ${size - 1} was rewritten.`);
    }
  }
}

/** The perfect subtrees that a size is made of, as ranges of leaves. */
function perfectSubtrees(size: number): [start: number, end: number][] {
  const ranges: [number, number][] = [];
  for (let [at, rest] = [0, size]; rest > 0;) {
    const length = 2 ** Math.floor(Math.log2(rest));
    ranges.push([at, at + length]);
    [at, rest] = [at + length, rest - length];
  }
  return ranges;
}

/** Nothing beyond the signed size, and no entry without a place that does not wait for one. */
async function checkPlaces(tx: Tx, { size }: FindLogRow, findings: Findings): Promise<void> {
  const { entries, leaves, waiting, beyond } = await countPlaces(tx, { size });
  if (beyond > 0) findings.add('log', {}, `มีใบที่ไม่มีลายเซ็น ${beyond} ใบหลังขนาด ${size}`, `${beyond} leaves lie beyond the signed size ${size}.`);
  if (entries === leaves + waiting) return;
  for (const { number, id } of await listLost(tx, {})) findings.add('lost', { id }, `รายการที่ ${number} (${id}) ไม่มีที่ในลำดับและไม่ได้รออยู่`, `Entry ${number} (${id}) has no place and waits for none.`);
}
