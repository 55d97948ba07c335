import { concatBytes } from '../bytes.ts';
import { type ReadTiles, TILE_WIDTH } from '../tiles.ts';
import { rootOf } from '../tree.ts';
import { sha256 } from './sha-256.ts';

/** Tiles of a tree as a plain reading of the specification makes them, whatever the ledger does. */
export function grownTree(leaves: readonly Uint8Array[]): { read: ReadTiles; read_: string[] } {
  const levels: Uint8Array[][] = [[...leaves]];
  for (let below = levels[0] as Uint8Array[]; below.length >= TILE_WIDTH; levels.push(below)) {
    below = Array.from({ length: Math.floor(below.length / TILE_WIDTH) }, (_, i) => rootOf(sha256, below.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH)));
  }
  const read_: string[] = [];
  return {
    read_,
    read: async (names) => names.map(({ level, index, width }) => {
      read_.push(`${level}/${index}/${width}`);
      const hashes = levels[level]?.slice(index * TILE_WIDTH, index * TILE_WIDTH + width) ?? [];
      if (hashes.length !== width) throw new RangeError(`no tile ${level}/${index} of ${width}`);
      return concatBytes(...hashes);
    }),
  };
}
