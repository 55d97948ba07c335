import { HASH_BYTES } from '@saphan/contracts/transparency/tree';
import type { ReadTiles } from '@saphan/contracts/transparency/tiles';
import type { Tx } from '#kernel/db.ts';
import { ledgerProblem } from '../errors.ts';
import { listTiles } from './tiles.sql.gen.ts';

/** Reads tiles of the register for proofs: one question for all of them. @throws `ledger.no-such-tile` when one is missing or too short. */
export function readTilesOf(tx: Tx): ReadTiles {
  return async (names) => {
    const rows = await listTiles(tx, { levels: names.map(({ level }) => level), indexes: names.map(({ index }) => index) });
    return names.map(({ level, index, width }) => {
      const row = rows.find((each) => each.level === level && each.tile_index === index);
      if (!row || row.hashes.length < width * HASH_BYTES) throw ledgerProblem('no-such-tile', { level, index, width });
      return row.hashes.subarray(0, width * HASH_BYTES);
    });
  };
}
