import { parseSignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { verifyInclusion } from '@saphan/contracts/transparency/proofs';
import { parseTlogProof } from '@saphan/contracts/transparency/tlog-proof';
import { leafHash } from '@saphan/contracts/transparency/tree';
import { utf8 } from '@saphan/contracts/transparency/bytes';
import type { Tx } from '#kernel/db.ts';
import { findLog } from '../keys/keys.sql.gen.ts';
import { readLogKeys } from '../keys/log-keys.ts';
import { sha256 } from '../tree/sha-256.ts';
import { findLeaf, listEpochs } from './epochs.sql.gen.ts';
import { keyThatSigned } from './signed-elsewhere.ts';
import { isHeld } from './what-is-lost.ts';

/**
 * What this register says of an entry and its proof from elsewhere. `held`: it stands here. `lost`: our key signed it, and it stands in a stretch that a later log says is lost; `signed-and-missing`: our key signed it and nothing
 * says that it was lost; `not-ours`: no key of ours signed it, or the proof does not hold.
 */
export type Recognised = { state: 'held' | 'signed-and-missing' | 'not-ours' } | { state: 'lost'; epoch: number; origin: string; known: boolean };

/** @param entry exactly the text whose hash is the leaf. @param tlogProof C2SP tlog-proof@v1. */
export async function recogniseProof(tx: Tx, entry: string, tlogProof: string): Promise<Recognised> {
  const proof = parseTlogProof(tlogProof);
  const checkpoint = proof && parseSignedCheckpoint(proof.checkpoint);
  const log = await findLog(tx, {});
  if (!proof || !checkpoint || !log || !await keyThatSigned(checkpoint, await readLogKeys(tx))) return { state: 'not-ours' };
  const { size, root, origin } = checkpoint;
  if (!verifyInclusion(sha256, { index: proof.index, size, root, proof: proof.proof, leaf: leafHash(sha256, utf8(entry)) })) return { state: 'not-ours' };
  if (await isHeld(tx, log, checkpoint) || (await findLeaf(tx, { leaf_index: proof.index }))?.entry === entry) return { state: 'held' };
  const after = (await listEpochs(tx, {})).find(({ closed_origin, agreed_size }) => closed_origin === origin && proof.index >= agreed_size);
  return after ? { state: 'lost', epoch: after.number, origin: after.origin, known: proof.index < after.signed_size } : { state: 'signed-and-missing' };
}
