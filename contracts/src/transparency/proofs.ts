import { equalBytes, type Sha256 } from './bytes.ts';
import { HASH_BYTES, nodeHash } from './tree.ts';

const isIndex = (value: number) => Number.isSafeInteger(value) && value >= 0;
const areHashes = (hashes: readonly Uint8Array[]) => hashes.every((hash) => hash.length === HASH_BYTES);
const half = (value: number) => Math.floor(value / 2);

export interface InclusionClaim { index: number; size: number; leaf: Uint8Array; proof: readonly Uint8Array[]; root: Uint8Array }

/** Whether a leaf stands at an index of the tree with this root (RFC 9162 §2.1.3.2). */
export function verifyInclusion(sha256: Sha256, { index, size, leaf, proof, root }: InclusionClaim): boolean {
  if (!isIndex(index) || !isIndex(size) || index >= size || !areHashes([leaf, root, ...proof])) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sha256, sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = nodeHash(sha256, hash, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && equalBytes(hash, root);
}

export interface ConsistencyClaim { size1: number; size2: number; root1: Uint8Array; root2: Uint8Array; proof: readonly Uint8Array[] }

/** Whether the larger tree begins with the smaller one (RFC 9162 §2.1.4.2). A tree without leaves is the beginning of every tree. */
export function verifyConsistency(sha256: Sha256, { size1, size2, root1, root2, proof }: ConsistencyClaim): boolean {
  if (!isIndex(size1) || !isIndex(size2) || size1 > size2 || !areHashes([root1, root2, ...proof])) return false;
  if (size1 === size2) return proof.length === 0 && equalBytes(root1, root2);
  if (size1 === 0) return proof.length === 0;
  const isPowerOfTwo = 2 ** Math.round(Math.log2(size1)) === size1;
  const path = isPowerOfTwo ? [root1, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first || (!isPowerOfTwo && proof.length === 0)) return false;
  let [at, last] = [size1 - 1, size2 - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [before, after] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      before = nodeHash(sha256, sibling, before);
      after = nodeHash(sha256, sibling, after);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else after = nodeHash(sha256, after, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && equalBytes(before, root1) && equalBytes(after, root2);
}
