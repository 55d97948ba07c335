import { concatBytes } from '@saphan/contracts/transparency/bytes';
import { HASH_BYTES } from '@saphan/contracts/transparency/tree';
import { TILE_WIDTH } from '@saphan/contracts/transparency/tiles';
import type { Tx } from '#kernel/db.ts';
import type { Findings } from './findings.ts';
import { listUpperTiles } from './verify.sql.gen.ts';

/** Hashes of the tiles above the leaves as they were computed; 32 bytes for 256 leaves. */
export class UpperTiles {
  readonly #levels = new Map<number, Buffer[]>();
  readonly #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  take(level: number, hash: Buffer): void {
    const hashes = this.#levels.get(level);
    if (hashes) hashes.push(hash);
    else this.#levels.set(level, [hash]);
  }

  /** Compares with what is kept. @param start leaves before it were not computed. */
  async compare(tx: Tx, size: number, start: number): Promise<void> {
    for (let level = 1; TILE_WIDTH ** level <= size; level += 1) {
      const before = Math.floor(start / TILE_WIDTH ** level);
      const computed = this.#levels.get(level) ?? [];
      const kept = await this.#keptOf(tx, level);
      const tiles = Math.ceil((before + computed.length) / TILE_WIDTH);
      for (let index = Math.floor(before / TILE_WIDTH); index < tiles; index += 1) {
        const first = Math.max(before, index * TILE_WIDTH);
        const wanted = concatBytes(...computed.slice(first - before, (index + 1) * TILE_WIDTH - before));
        const found = kept.get(index)?.subarray((first - index * TILE_WIDTH) * HASH_BYTES);
        if (!found || !Buffer.from(wanted).equals(found)) this.#findings.add('tile', { index }, `แผ่นค่าแฮชชั้น ${level} ที่ ${index} ไม่ตรงกับที่คำนวณได้`, `Tile ${index} of level ${level} is not what was computed.`);
      }
    }
  }

  async #keptOf(tx: Tx, level: number): Promise<Map<number, Buffer>> {
    const kept = new Map<number, Buffer>();
    for (let after = -1; ;) {
      const rows = await listUpperTiles(tx, { level, after });
      for (const { tile_index, hashes } of rows) kept.set(tile_index, hashes);
      const last = rows.at(-1);
      if (!last) return kept;
      after = last.tile_index;
    }
  }
}
