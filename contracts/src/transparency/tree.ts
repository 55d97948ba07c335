import type { Sha256 } from './bytes.ts';

/** The Merkle tree of RFC 6962 §2.1: 32-byte hashes, leaves and nodes told apart by their first byte. */
export const HASH_BYTES = 32;

/** Hash of an entry as a leaf. */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  const data = new Uint8Array(1 + entry.length);
  data.set(entry, 1);
  return sha256(data);
}

/** Hash of two neighbours. */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const data = new Uint8Array(1 + 2 * HASH_BYTES);
  data[0] = 1;
  data.set(left, 1);
  data.set(right, 1 + HASH_BYTES);
  return sha256(data);
}

/** Hash of a tree without leaves. */
export const emptyRoot = (sha256: Sha256): Uint8Array => sha256(new Uint8Array(0));

/** The smallest set of perfect subtrees that make up a tree, the largest first: all that is needed to go on. */
export interface CompactRange { size: number; hashes: Uint8Array[] }

export const emptyRange = (): CompactRange => ({ size: 0, hashes: [] });

/** Adds a leaf. The range given is changed. */
export function appendLeaf(sha256: Sha256, range: CompactRange, hash: Uint8Array): void {
  let joined = hash;
  // Each low bit of the size that is set is a subtree as large as the one that is carried.
  for (let rest = range.size; rest % 2 === 1; rest = Math.floor(rest / 2)) joined = nodeHash(sha256, range.hashes.pop() as Uint8Array, joined);
  range.hashes.push(joined);
  range.size += 1;
}

/** Root of a tree out of its perfect subtrees, the largest first. */
export function joinSubtrees(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return emptyRoot(sha256);
  return hashes.reduceRight((right, left) => nodeHash(sha256, left, right));
}

/** Root over hashes of equal height: leaves, or whole tiles. */
export function rootOf(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  const range = emptyRange();
  for (const hash of hashes) appendLeaf(sha256, range, hash);
  return joinSubtrees(sha256, range.hashes);
}
