import { concatBytes } from '@saphan/contracts/transparency/bytes';
import { sliceHashes, TILE_WIDTH, widthOf } from '@saphan/contracts/transparency/tiles';
import { joinSubtrees, rootOf, appendLeaf, emptyRange } from '@saphan/contracts/transparency/tree';
import { sha256 } from './sha-256.ts';

/** A tile as it stands in the table. */
export interface StoredTile { level: number; index: number; hashes: Uint8Array }

const LEVELS = 7; // 256^7 leaves are beyond what a number counts exactly

/** The tiles that a tree of this size leaves unfilled, one a level: all that is needed to go on. */
export function openTilesOf(size: number): { level: number; index: number; width: number }[] {
  const levels = Array.from({ length: LEVELS }, (_, level) => ({ level, index: Math.floor(size / TILE_WIDTH ** (level + 1)) }));
  return levels.map(({ level, index }) => ({ level, index, width: widthOf(level, index, size) })).filter(({ width }) => width > 0);
}

/** A tree that takes leaves and says which tiles they changed. */
export class GrowingTree {
  size: number;
  readonly #open: { index: number; hashes: Uint8Array[] }[];
  readonly #filled: StoredTile[] = [];
  readonly #touched = new Set<number>();

  /** @param tiles those of {@link openTilesOf}, in any order. */
  constructor(size: number, tiles: readonly StoredTile[]) {
    this.size = size;
    this.#open = Array.from({ length: LEVELS }, (_, level) => ({ index: Math.floor(size / TILE_WIDTH ** (level + 1)), hashes: [] }));
    for (const { level, index, width } of openTilesOf(size)) {
      const found = tiles.find((tile) => tile.level === level && tile.index === index);
      const hashes = found ? sliceHashes(found.hashes) : [];
      if (hashes.length < width) throw new RangeError(`tile ${level}/${index} has ${hashes.length} hashes and should have ${width}`);
      (this.#open[level] as { hashes: Uint8Array[] }).hashes = hashes.slice(0, width);
    }
  }

  append(leaf: Uint8Array): void {
    this.size += 1;
    for (let [level, hash] = [0, leaf]; ; level += 1) {
      const tile = this.#open[level] as { index: number; hashes: Uint8Array[] };
      tile.hashes.push(hash);
      this.#touched.add(level);
      if (tile.hashes.length < TILE_WIDTH) return;
      this.#filled.push({ level, index: tile.index, hashes: concatBytes(...tile.hashes) });
      hash = rootOf(sha256, tile.hashes);
      this.#open[level] = { index: tile.index + 1, hashes: [] };
    }
  }

  /** Tiles that changed since the last call: filled ones, and those that are still open. */
  takeChanged(): StoredTile[] {
    const open = [...this.#touched].map((level) => ({ level, index: this.#open[level]?.index ?? 0, hashes: concatBytes(...this.#open[level]?.hashes ?? []) }));
    this.#touched.clear();
    return [...this.#filled.splice(0), ...open.filter(({ hashes }) => hashes.length > 0)];
  }

  root(): Uint8Array {
    const subtrees = this.#open.toReversed().flatMap(({ hashes }) => {
      const range = emptyRange();
      for (const hash of hashes) appendLeaf(sha256, range, hash);
      return range.hashes;
    });
    return joinSubtrees(sha256, subtrees);
  }
}
