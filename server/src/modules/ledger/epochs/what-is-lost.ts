import { equalBytes } from '@saphan/contracts/transparency/bytes';
import { parseSignedCheckpoint, type SignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { checkSignature, parseVerifier } from '@saphan/contracts/transparency/note';
import { rootFromTiles } from '@saphan/contracts/transparency/tiles';
import type { Tx } from '#kernel/db.ts';
import { verifyEd25519 } from '../keys/ed25519.ts';
import type { EpochLink, Tree } from '../keys/epoch-link.ts';
import { sha256 } from '../tree/sha-256.ts';
import { readTilesOf } from '../tree/tiles.ts';
import { findSizeBeforeRestore, listCosignedBefore } from './epochs.sql.gen.ts';
import type { Known } from './signed-elsewhere.ts';

/** What is lost: where the histories are still one, and the greatest checkpoint that was signed and is not held. */
export type Loss = Pick<EpochLink, 'agreed' | 'signed'>;

/** Holds what was signed elsewhere against what this register holds; null when nothing is lost. */
export async function weighLoss(tx: Tx, held: Tree, known: readonly Known[]): Promise<Loss | null> {
  const checkpoints = known.map(({ note }) => parseSignedCheckpoint(note)).filter((each) => each !== null);
  const [mine, lost]: [number[], SignedCheckpoint[]] = [[], []];
  for (const checkpoint of checkpoints) {
    if (await isHeld(tx, held, checkpoint)) mine.push(checkpoint.size);
    else lost.push(checkpoint);
  }
  const signed = lost.reduce<SignedCheckpoint | null>((most, each) => most === null || each.size > most.size ? each : most, null);
  if (!signed) return null;
  const firstLost = Math.min(...lost.map(({ size }) => size));
  const agreed = [...mine, ...await vouchedSizes(tx, held, lost), (await findSizeBeforeRestore(tx, {})).size].filter((size) => size < firstLost && size <= held.size);
  return { agreed: Math.max(0, ...agreed), signed: { size: signed.size, root: signed.root } };
}

/** Whether the tree of this register begins with that of a checkpoint. */
export async function isHeld(tx: Tx, held: Tree, { size, root }: Tree): Promise<boolean> {
  return size <= held.size && equalBytes(root, await rootFromTiles(sha256, size, readTilesOf(tx)));
}

/** Sizes that a witness co-signed here before it co-signed what is lost: it saw that the one goes on from the other. */
async function vouchedSizes(tx: Tx, held: Tree, lost: readonly SignedCheckpoint[]): Promise<number[]> {
  const rows = await listCosignedBefore(tx, { size: held.size });
  const sizes: number[] = [];
  for (const vkey of new Set(rows.map((row) => row.vkey))) {
    const verifier = parseVerifier(sha256, vkey);
    for (const checkpoint of verifier ? lost : []) {
      const found = await checkSignature(verifyEd25519, checkpoint, verifier as NonNullable<typeof verifier>);
      const saidAt = found.state === 'holds' ? (found.saidAt ?? 0) * 1000 : 0;
      sizes.push(...rows.filter((row) => row.vkey === vkey && Date.parse(row.said_at) < saidAt).map(({ size }) => size));
    }
  }
  return sizes;
}
