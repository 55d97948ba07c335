import { hash } from 'node:crypto';
import { HASH_BYTES } from '@saphan/contracts/transparency/tree';
import { TILE_WIDTH } from '@saphan/contracts/transparency/tiles';
import type { Findings } from './findings.ts';
import type { LeafTree } from './leaf-tree.ts';
import { idOf, type RawRow } from './read-rows.ts';

interface Odd { index: number; id: string | null; is: string; was: string }

const MOST_ODD = 100_000;
const FACTS = Buffer.from('\nfacts ');

/**
 * Goes through the entries in the order of their leaves, hashes each, and compares it with what the tile keeps. The tree goes on with what
 * was kept, so that one changed entry is one finding and not all that follow.
 */
export class LeafWalk {
  entries = 0;
  readonly tree: LeafTree;
  readonly #findings: Findings;
  readonly #odd: Odd[] = [];
  #kept: Map<number, Buffer> = new Map();
  #tile = -1;
  #hashes: Buffer | null = null;
  readonly #leaf = Buffer.alloc(HASH_BYTES);

  constructor(tree: LeafTree, findings: Findings) {
    this.tree = tree;
    this.#findings = findings;
  }

  /** Gives the tiles that the next stretch is compared with. */
  compareWith(tiles: Map<number, Buffer>): void {
    this.#kept = tiles;
    this.#tile = -1;
  }

  take(row: RawRow): void {
    while (this.tree.size < row.leafIndex) this.skip();
    const at = this.#placeOf(row.leafIndex);
    const kept = at < 0 ? null : this.#hashes;
    this.entries += 1;
    if (row.entry < 0) {
      this.#findings.add('missing', { index: row.leafIndex }, `ใบที่ ${row.leafIndex}: รายการหายไป`, `Leaf ${row.leafIndex}: its entry is missing.`);
      return this.#goOn(row.leafIndex, null);
    }
    // The byte before the text is the last of its length, and becomes the zero that leaves are told by.
    row.bytes[row.entry - 1] = 0;
    const leaf = hash('sha256', row.bytes.subarray(row.entry - 1, row.entry + row.entryLength), 'binary');
    const was = kept === null ? '' : kept.toString('latin1', at, at + HASH_BYTES);
    if (leaf !== was) this.#note({ index: row.leafIndex, id: idOf(row), is: leaf, was });
    else if (!row.labelled) this.#findings.add('labels', { index: row.leafIndex, id: idOf(row) }, `ใบที่ ${row.leafIndex}: เลข ชนิด เวลา หรือเรื่องในตารางไม่ตรงกับข้อความ`, `Leaf ${row.leafIndex}: id, kind, time or subject in the table are not those of the text.`);
    if (!this.#hasItsFacts(row)) this.#findings.add('facts', { index: row.leafIndex, id: idOf(row) }, `ใบที่ ${row.leafIndex}: ข้อเท็จจริงไม่ตรงกับค่าแฮชในรายการ`, `Leaf ${row.leafIndex}: its facts do not have the hash that the entry says.`);
    this.#goOn(row.leafIndex, leaf);
  }

  /** A leaf that has no row: the tree goes on with what the tile keeps. */
  skip(): void {
    const index = this.tree.size;
    this.#findings.add('missing', { index }, `ใบที่ ${index}: ไม่มีในลำดับ`, `Leaf ${index}: its place is missing.`);
    this.#goOn(index, null);
  }

  /** Tells entries that changed from entries that changed places. */
  tellOdd(): void {
    const places = new Map(this.#odd.map(({ was, index }) => [was, index]));
    for (const { index, id, is } of this.#odd) {
      const belongs = places.get(is);
      if (belongs === undefined) this.#findings.add('changed', { index, id }, `ใบที่ ${index}: รายการ ${id} ถูกแก้`, `Leaf ${index}: entry ${id} was changed.`);
      else this.#findings.add('reordered', { index, id }, `ใบที่ ${index}: รายการ ${id} ควรอยู่ใบที่ ${belongs}`, `Leaf ${index}: entry ${id} belongs at leaf ${belongs}.`);
    }
  }

  #note(odd: Odd): void {
    if (this.#odd.length < MOST_ODD) this.#odd.push(odd);
    else this.#findings.count += 1;
  }

  /** The tree goes on with what the tile keeps; where there is none, with what was computed. */
  #goOn(index: number, leaf: string | null): void {
    const at = this.#placeOf(index);
    if (at >= 0) this.#hashes?.copy(this.#leaf, 0, at, at + HASH_BYTES);
    else if (leaf !== null) this.#leaf.write(leaf, 'latin1');
    else this.#leaf.fill(0);
    this.tree.append(this.#leaf);
  }

  /** Where the tile of a leaf keeps its hash; -1 when it does not. */
  #placeOf(index: number): number {
    const tile = Math.floor(index / TILE_WIDTH);
    if (tile !== this.#tile) [this.#tile, this.#hashes] = [tile, this.#kept.get(tile) ?? null];
    const at = (index % TILE_WIDTH) * HASH_BYTES;
    return this.#hashes !== null && this.#hashes.length >= at + HASH_BYTES ? at : -1;
  }

  #hasItsFacts({ bytes, entry, entryLength, facts, factsLength }: RawRow): boolean {
    const text = bytes.subarray(entry, entry + entryLength);
    if (facts < 0) return text.indexOf(FACTS) < 0;
    return text.includes(`\nfacts ${hash('sha256', bytes.subarray(facts, facts + factsLength), 'hex')}\n`);
  }
}
