import { hash } from 'node:crypto';
import { HASH_BYTES, joinSubtrees } from '@saphan/contracts/transparency/tree';
import { TILE_WIDTH } from '@saphan/contracts/transparency/tiles';
import { sha256 } from '../tree/sha-256.ts';

const HEIGHTS = 54;
const TILE_HEIGHT = 8;
const RIGHT = 1 + HASH_BYTES;

/** A tree that only grows and forgets: one hash for each leaf, whatever the size. What it completes of each level of tiles is told. */
export class LeafTree {
  size = 0;
  readonly #left: Buffer[] = Array.from({ length: HEIGHTS }, () => Buffer.alloc(HASH_BYTES));
  readonly #pair = Buffer.alloc(1 + 2 * HASH_BYTES, 1);
  readonly #half = Buffer.alloc(TILE_WIDTH / 2 * HASH_BYTES);
  readonly #completed: (level: number, tile: Buffer) => void;

  /** @param completed a hash of a level of tiles above the leaves. */
  constructor(completed: (level: number, hash: Buffer) => void) {
    this.#completed = completed;
  }

  append(leaf: Buffer): void {
    leaf.copy(this.#pair, RIGHT, 0, HASH_BYTES);
    this.#carry(0, this.size);
    this.size += 1;
  }

  /** The same as 256 leaves one after the other, where the size is a whole number of tiles: no node is carried by itself. */
  appendTile(tile: Buffer): void {
    const [pair, half] = [this.#pair, this.#half];
    for (let [from, count] = [tile, TILE_WIDTH / 2]; count >= 1; [from, count] = [half, count / 2]) {
      for (let i = 0; i < count; i += 1) {
        from.copy(pair, 1, i * 2 * HASH_BYTES, (i + 1) * 2 * HASH_BYTES);
        half.write(hash('sha256', pair, 'binary'), i * HASH_BYTES, 'latin1');
      }
    }
    this.#completed(1, Buffer.copyBytesFrom(half, 0, HASH_BYTES));
    half.copy(pair, RIGHT, 0, HASH_BYTES);
    this.#carry(TILE_HEIGHT, this.size / TILE_WIDTH);
    this.size += TILE_WIDTH;
  }

  /** Joins what stands on the right of the pair with what waits on the left. @param count nodes of this height that there are already. */
  #carry(from: number, count: number): void {
    const pair = this.#pair;
    let height = from;
    for (let rest = count; rest % 2 === 1; rest = (rest - 1) / 2) {
      (this.#left[height] as Buffer).copy(pair, 1, 0, HASH_BYTES);
      const joined = hash('sha256', pair, 'binary');
      pair.write(joined, RIGHT, 'latin1');
      height += 1;
      if (height % TILE_HEIGHT === 0) this.#completed(height / TILE_HEIGHT, Buffer.from(joined, 'latin1'));
    }
    pair.copy(this.#left[height] as Buffer, 0, RIGHT, RIGHT + HASH_BYTES);
  }

  /** Goes on from the middle of a log. @param subtrees its perfect subtrees, the largest first. */
  resume(size: number, subtrees: readonly Uint8Array[]): void {
    this.size = size;
    const waiting = [...subtrees];
    for (let height = HEIGHTS - 1; height >= 0; height -= 1) if (Math.floor(size / 2 ** height) % 2 === 1) (this.#left[height] as Buffer).set(waiting.shift() as Uint8Array);
  }

  root(): Uint8Array {
    const subtrees: Uint8Array[] = [];
    for (let height = HEIGHTS - 1; height >= 0; height -= 1) if (Math.floor(this.size / 2 ** height) % 2 === 1) subtrees.push(this.#left[height] as Buffer);
    return joinSubtrees(sha256, subtrees);
  }
}
