import type { Sha256 } from './bytes.ts';
import { HASH_BYTES, joinSubtrees, rootOf } from './tree.ts';

/** Tiles of C2SP tlog-tiles: 256 hashes each. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** A tile as wide as a tree of some size has it. */
export interface TileName { level: number; index: number; width: number }

/** Gives the hashes of a tile, one after the other: `width` times 32 bytes. */
export type ReadTiles = (names: readonly TileName[]) => Promise<readonly Uint8Array[]>;

/** How many hashes a tile has in a tree of this size; 0 when it has none. */
export function widthOf(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH;
  return Math.max(0, Math.min(TILE_WIDTH, hashes));
}

/** Address of a tile below the log's prefix, e.g. `tile/0/x001/x234/067.p/8`. */
export function tilePath({ level, index, width }: TileName): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const parts = digits.match(/.{3}/g) as string[];
  const written = parts.map((part, i) => i < parts.length - 1 ? `x${part}` : part).join('/');
  return `tile/${level}/${written}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Reads what stands behind `tile/`; null unless it is written in its one way. */
export function parseTilePath(path: string): TileName | null {
  const found = /^([0-9]|[1-5][0-9]|6[0-3])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (!found) return null;
  const index = Number((found[2] as string).replaceAll(/[x/]/g, ''));
  const name = { level: Number(found[1]), index, width: found[3] === undefined ? TILE_WIDTH : Number(found[3]) };
  return name.width <= TILE_WIDTH && tilePath(name) === `tile/${path}` ? name : null;
}

/** A perfect subtree: 2^height leaves from index × 2^height on. */
interface Subtree { height: number; index: number }

/** The perfect subtrees that make up [start, end), where start is a multiple of a power of two not below end - start. */
function splitRange(start: number, end: number): Subtree[] {
  const parts: Subtree[] = [];
  for (let at = start; at < end;) {
    let height = Math.floor(Math.log2(end - at));
    while (at % 2 ** height !== 0) height -= 1;
    parts.push({ height, index: at / 2 ** height });
    at += 2 ** height;
  }
  return parts;
}

/** Greatest power of two below n. */
const splitAt = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));

type Range = readonly [start: number, end: number];

/** Ranges whose hashes are the inclusion proof, from the leaf's sibling up (RFC 6962 §2.1.1). */
export function inclusionRanges(index: number, start: number, end: number): Range[] {
  if (end - start === 1) return [];
  const middle = start + splitAt(end - start);
  return index < middle ? [...inclusionRanges(index, start, middle), [middle, end]] : [...inclusionRanges(index, middle, end), [start, middle]];
}

/** Ranges whose hashes are the consistency proof (RFC 6962 §2.1.2). */
export function consistencyRanges(size1: number, start: number, end: number, isWhole = true): Range[] {
  if (size1 === end) return isWhole ? [] : [[start, end]];
  const middle = start + splitAt(end - start);
  return size1 <= middle ? [...consistencyRanges(size1, start, middle, isWhole), [middle, end]] : [...consistencyRanges(size1, middle, end, false), [start, middle]];
}

/** Where the hashes of a subtree lie: a run of hashes of one tile. */
function placeOf({ height, index }: Subtree, size: number): TileName & { from: number; count: number } {
  const level = Math.floor(height / TILE_HEIGHT);
  const count = 2 ** (height - level * TILE_HEIGHT);
  const first = index * count;
  const tile = Math.floor(first / TILE_WIDTH);
  return { level, index: tile, width: widthOf(level, tile, size), from: first - tile * TILE_WIDTH, count };
}

/** Hashes of ranges of a tree, reading each tile once and all at once. */
export async function hashRanges(sha256: Sha256, ranges: readonly Range[], size: number, read: ReadTiles): Promise<Uint8Array[]> {
  const places = ranges.map(([start, end]) => splitRange(start, end).map((subtree) => placeOf(subtree, size)));
  const names = new Map(places.flat().map(({ level, index, width }) => [`${level}/${index}`, { level, index, width }]));
  const tiles = names.size === 0 ? [] : await read([...names.values()]);
  const found = new Map([...names.keys()].map((key, i) => [key, tiles[i] as Uint8Array]));
  return places.map((parts) => joinSubtrees(sha256, parts.map(({ level, index, from, count }) => rootOf(sha256, sliceHashes(found.get(`${level}/${index}`) as Uint8Array, from, count)))));
}

/** Hashes of a tile, from one of them on. */
export function sliceHashes(tile: Uint8Array, from = 0, count = tile.length / HASH_BYTES - from): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => tile.subarray((from + i) * HASH_BYTES, (from + i + 1) * HASH_BYTES));
}

/** Proof that the leaf at an index is in the tree of a size. */
export function proveInclusion(sha256: Sha256, index: number, size: number, read: ReadTiles): Promise<Uint8Array[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  return hashRanges(sha256, inclusionRanges(index, 0, size), size, read);
}

/** Proof that the tree of size2 begins with the tree of size1. */
export function proveConsistency(sha256: Sha256, size1: number, size2: number, read: ReadTiles): Promise<Uint8Array[]> {
  if (!(size1 >= 0 && size1 <= size2)) throw new RangeError(`a tree of ${size2} does not begin with one of ${size1}`);
  return hashRanges(sha256, size1 === 0 || size1 === size2 ? [] : consistencyRanges(size1, 0, size2), size2, read);
}

/** Root of the tree of a size, out of its tiles. */
export async function rootFromTiles(sha256: Sha256, size: number, read: ReadTiles): Promise<Uint8Array> {
  return (await hashRanges(sha256, [[0, size]], size, read))[0] as Uint8Array;
}
