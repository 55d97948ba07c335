import { hash } from 'node:crypto';
import { HASH_BYTES, joinSubtrees } from '@saphan/contracts/transparency/tree';
import { sha256 } from '../tree/sha-256.ts';

const HEIGHTS = 54;
const TILE_HEIGHT = 8;

/** A tree that only grows and forgets: one hash for each leaf, whatever the size. What it completes of each level of tiles is told. */
export class LeafTree {
  size = 0;
  readonly #left: Buffer[] = Array.from({ length: HEIGHTS }, () => Buffer.alloc(HASH_BYTES));
  readonly #pair = Buffer.alloc(1 + 2 * HASH_BYTES, 1);
  readonly #completed: (level: number, tile: Buffer) => void;

  /** @param completed a hash of a level of tiles above the leaves. */
  constructor(completed: (level: number, hash: Buffer) => void) {
    this.#completed = completed;
  }

  append(leaf: Buffer): void {
    const pair = this.#pair;
    leaf.copy(pair, 1 + HASH_BYTES, 0, HASH_BYTES);
    let height = 0;
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2) {
      (this.#left[height] as Buffer).copy(pair, 1, 0, HASH_BYTES);
      const joined = hash('sha256', pair, 'binary');
      pair.write(joined, 1 + HASH_BYTES, 'latin1');
      height += 1;
      if (height % TILE_HEIGHT === 0) this.#completed(height / TILE_HEIGHT, Buffer.from(joined, 'latin1'));
    }
    pair.copy(this.#left[height] as Buffer, 0, 1 + HASH_BYTES);
    this.size += 1;
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
