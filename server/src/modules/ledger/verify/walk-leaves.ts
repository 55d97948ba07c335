import { hash } from 'node:crypto';
import { HASH_BYTES } from '@saphan/contracts/transparency/tree';
import { TILE_WIDTH } from '@saphan/contracts/transparency/tiles';
import { LabelCheck } from './check-labels.ts';
import type { Findings } from './findings.ts';
import type { LeafTree } from './leaf-tree.ts';
import { ENTRY, idOf, NUMBER, type RowReader } from './read-rows.ts';

interface Odd { index: number; id: string; is: string; was: string }
/** Numbers of entries that lie near each other, read in one go. @param to the first that is not wanted. */
export interface Run { from: number; to: number }

const MOST_ODD = 100_000;
/** Numbers further from each other than this are read apart. */
const WIDEST_GAP = 64;
const NO_PLACE = -1;

/**
 * Goes through the leaves a stretch at a time: which entry each is, then the entries in the order in which they lie, whose hashes are compared with what the tiles keep,
 * then the tree. The tree goes on with what was kept, so that one changed entry is one finding and not all that follow.
 */
export class LeafWalk {
  entries = 0;
  readonly tree: LeafTree;
  readonly #findings: Findings;
  readonly #labels = new LabelCheck();
  readonly #odd: Odd[] = [];
  readonly #leaf = Buffer.alloc(HASH_BYTES);
  #from = 0;
  #kept: Map<number, Buffer> = new Map();
  #texts: (string | undefined)[] = [];
  #numbers: Float64Array = new Float64Array(0);
  #seen = new Uint8Array(0);
  #computed = new Map<number, string>();
  #told: { index: number; tell: () => void }[] = [];
  #run: Run = { from: 0, to: 0 };
  #leafOf = new Int32Array(0);

  constructor(tree: LeafTree, findings: Findings) {
    this.tree = tree;
    this.#findings = findings;
  }

  /** Begins a stretch. @param numbers of the entries of its leaves; 0: the leaf has no place. @param tiles of leaves, what entries are compared with. */
  begin(from: number, numbers: Float64Array, tiles: Map<number, Buffer>): void {
    [this.#from, this.#kept, this.#numbers, this.#seen] = [from, tiles, numbers, new Uint8Array(numbers.length)];
    this.#texts = Array.from({ length: Math.ceil(numbers.length / TILE_WIDTH) }, (_, i) => tiles.get(from / TILE_WIDTH + i)?.toString('latin1'));
    this.#computed.clear();
  }

  /** What must be read of the entries for the leaves that have been placed. */
  runs(): Run[] {
    const runs: Run[] = [];
    for (const number of this.#numbers.toSorted()) {
      const last = runs.at(-1);
      if (last && number - last.to < WIDEST_GAP) last.to = number + 1;
      else if (number > 0) runs.push({ from: number, to: number + 1 });
    }
    return runs;
  }

  beginRun(run: Run): void {
    this.#run = run;
    this.#leafOf = new Int32Array(run.to - run.from).fill(NO_PLACE);
    for (let i = 0; i < this.#numbers.length; i += 1) {
      const at = (this.#numbers[i] as number) - run.from;
      if (at >= 0 && at < this.#leafOf.length) this.#leafOf[at] = i;
    }
  }

  /** An entry of the run; those of other stretches are passed over. */
  take(row: RowReader): void {
    const at = this.#leafOf[row.integer(NUMBER) - this.#run.from] ?? NO_PLACE;
    if (at === NO_PLACE) return;
    const index = this.#from + at;
    this.entries += 1;
    this.#seen[at] = 1;
    const { bytes } = row;
    const faults = this.#labels.faultsOf(row);
    const start = row.from[ENTRY] as number;
    // The byte before the text is the last of its length, and becomes the zero that leaves are told by.
    bytes[start - 1] = 0;
    const leaf = hash('sha256', new Uint8Array(bytes.buffer, bytes.byteOffset + start - 1, (row.length[ENTRY] as number) + 1), 'binary');
    const [kept, inTile] = [this.#texts[Math.floor(at / TILE_WIDTH)], (at % TILE_WIDTH) * HASH_BYTES];
    const isKept = kept !== undefined && kept.startsWith(leaf, inTile);
    if (!isKept) this.#note({ index, id: idOf(row), is: leaf, was: kept?.slice(inTile, inTile + HASH_BYTES) ?? '' });
    if (faults !== null) this.#tellFaults(index, idOf(row), { labels: faults.labels && isKept, facts: faults.facts });
  }

  #tellFaults(index: number, id: string, { labels, facts }: { labels: boolean; facts: boolean }): void {
    if (labels) this.#tell(index, () => this.#findings.add('labels', { index, id }, `ใบที่ ${index}: เลข ชนิด เวลา หรือเรื่องในตารางไม่ตรงกับข้อความ`, `Leaf ${index}: id, kind, time or subject in the table are not those of the text.`));
    if (facts) this.#tell(index, () => this.#findings.add('facts', { index, id }, `ใบที่ ${index}: ข้อเท็จจริงไม่ตรงกับค่าแฮชในรายการ`, `Leaf ${index}: its facts do not have the hash that the entry says.`));
  }

  /** Goes on with the tree over the stretch. @param stops sizes at which somebody looks at the root, in order. @param atStop told at each. */
  end(stops: readonly number[], atStop: (size: number) => void): void {
    this.#tellMissing();
    const to = this.#from + this.#numbers.length;
    let next = 0;
    const stop = () => { for (; stops[next] === this.tree.size; next += 1) atStop(this.tree.size); };
    while (this.tree.size < to) {
      const tile = this.tree.size % TILE_WIDTH === 0 && to - this.tree.size >= TILE_WIDTH ? this.#kept.get(this.tree.size / TILE_WIDTH) : undefined;
      if (tile?.length === TILE_WIDTH * HASH_BYTES && !((stops[next] ?? Infinity) < this.tree.size + TILE_WIDTH)) this.tree.appendTile(tile);
      else this.#goOn(this.tree.size);
      stop();
    }
  }

  /** Tells entries that changed from entries that changed places. */
  tellOdd(): void {
    const places = new Map(this.#odd.map(({ was, index }) => [was, index]));
    for (const { index, id, is } of this.#odd.toSorted((a, b) => a.index - b.index)) {
      const belongs = places.get(is);
      if (belongs === undefined) this.#findings.add('changed', { index, id }, `ใบที่ ${index}: รายการ ${id} ถูกแก้`, `Leaf ${index}: entry ${id} was changed.`);
      else this.#findings.add('reordered', { index, id }, `ใบที่ ${index}: รายการ ${id} ควรอยู่ใบที่ ${belongs}`, `Leaf ${index}: entry ${id} belongs at leaf ${belongs}.`);
    }
  }

  #tell(index: number, tell: () => void): void {
    if (this.#told.length < MOST_ODD) this.#told.push({ index, tell });
    else this.#findings.count += 1;
  }

  /** Leaves without a place, leaves without an entry, and what was found on the way, in the order of the leaves. */
  #tellMissing(): void {
    for (let i = 0; i < this.#seen.length; i += 1) {
      if (this.#seen[i] === 1) continue;
      const index = this.#from + i;
      const [th, en] = this.#numbers[i] === 0 ? ['ไม่มีในลำดับ', 'its place is missing'] : ['รายการหายไป', 'its entry is missing'];
      this.#tell(index, () => this.#findings.add('missing', { index }, `ใบที่ ${index}: ${th}`, `Leaf ${index}: ${en}.`));
    }
    for (const { tell } of this.#told.toSorted((a, b) => a.index - b.index)) tell();
    this.#told = [];
  }

  #note(odd: Odd): void {
    this.#computed.set(odd.index, odd.is);
    if (this.#odd.length < MOST_ODD) this.#odd.push(odd);
    else this.#findings.count += 1;
  }

  /** The tree goes on with what the tile keeps; where there is none, with what was computed. */
  #goOn(index: number): void {
    const at = (index % TILE_WIDTH) * HASH_BYTES;
    const tile = this.#kept.get(Math.floor(index / TILE_WIDTH));
    const computed = this.#computed.get(index);
    if (tile && tile.length >= at + HASH_BYTES) tile.copy(this.#leaf, 0, at, at + HASH_BYTES);
    else if (computed !== undefined) this.#leaf.write(computed, 'latin1');
    else this.#leaf.fill(0);
    this.tree.append(this.#leaf);
  }
}
