import { fromBase64, fromDecimal, toBase64 } from '@saphan/contracts/transparency/bytes';
import { checkSignature, ED25519, parseNote, parseVerifier, type Verifier, writeVerifier } from '@saphan/contracts/transparency/note';
import { HASH_BYTES } from '@saphan/contracts/transparency/tree';
import { sha256 } from '../tree/sha-256.ts';
import { verifyEd25519 } from './ed25519.ts';

const HEAD = 'saphan-epoch/v1';

export interface Tree { size: number; root: Uint8Array }
/**
 * What the last key of a log and the first of the next sign when a log is closed: where it stands, what it signed that is not held any more, and which log follows.
 * @param agreed as far as held and signed are known to be one history: leaves from there to the signed size are lost.
 */
export interface EpochLink { origin: string; held: Tree; agreed: number; signed: Tree; next: Verifier }

export const isLink = (note: string): boolean => note.startsWith(`${HEAD}\n`);

export const writeLink = ({ origin, held, agreed, signed, next }: EpochLink): string => `${[HEAD, origin, held.size, toBase64(held.root), agreed, signed.size, toBase64(signed.root), writeVerifier(next)].join('\n')}\n`;

/** Reads a link that the old log's key and the next one's signed; null when it is none, or a signature is missing or wrong. */
export async function readLink(note: string, old: Verifier): Promise<EpochLink | null> {
  const signed = parseNote(note);
  const link = signed && parseLink(signed.text);
  if (!signed || !link || link.origin !== old.name) return null;
  for (const key of [old, link.next]) if ((await checkSignature(verifyEd25519, signed, key)).state !== 'holds') return null;
  return link;
}

function parseLink(text: string): EpochLink | null {
  const [head, origin = '', heldSize = '', heldRoot = '', agreedText = '', signedSize = '', signedRoot = '', vkey = '', ...more] = text.split('\n');
  const [held, signed, agreed, next] = [treeOf(heldSize, heldRoot), treeOf(signedSize, signedRoot), fromDecimal(agreedText), parseVerifier(sha256, vkey)];
  if (head !== HEAD || more.join('\n') !== '' || !held || !signed || agreed === null || agreed > held.size || agreed >= signed.size) return null;
  return next && next.type === ED25519 && next.name !== origin ? { origin, held, agreed, signed, next } : null;
}

function treeOf(sizeText: string, rootText: string): Tree | null {
  const [size, root] = [fromDecimal(sizeText), fromBase64(rootText)];
  return size !== null && root?.length === HASH_BYTES ? { size, root } : null;
}
