import { fromDecimal } from '@saphan/contracts/transparency/bytes';
import { checkSignature, COSIGNATURE, parseNote, parseVerifier, type Verifier, writeVerifier } from '@saphan/contracts/transparency/note';
import { sha256 } from '../tree/sha-256.ts';
import { verifyEd25519 } from './ed25519.ts';

const HEAD = 'saphan-witness-turn/v1';

/** What both keys of a witness sign when one follows the other. Its second line is a name and no size, so that it can never be read as a checkpoint. @param atS from when the next one co-signs, in seconds since 1970. */
export interface WitnessTurn { name: string; atS: number; next: Verifier }

export const writeWitnessTurn = ({ name, atS, next }: WitnessTurn): string => `${HEAD}\n${name}\nfrom ${atS}\n${writeVerifier(next)}\n`;

/** Reads a turn that the old key and the next one signed; null when it is none, or a signature is missing or wrong. */
export async function readWitnessTurn(note: string, old: Verifier): Promise<WitnessTurn | null> {
  const signed = parseNote(note);
  const [head, name, from = '', vkey = '', ...more] = signed?.text.split('\n') ?? [];
  const [next, atS] = [parseVerifier(sha256, vkey), from.startsWith('from ') ? fromDecimal(from.slice('from '.length)) : null];
  if (!signed || head !== HEAD || more.join('\n') !== '' || !next || next.type !== COSIGNATURE || atS === null || name !== old.name || next.name !== name || next.keyId === old.keyId) return null;
  for (const key of [old, next]) {
    const found = await checkSignature(verifyEd25519, signed, key);
    if (found.state !== 'holds' || found.saidAt !== atS) return null;
  }
  return { name, atS, next };
}

/** The notes of a witness's turns one after the other, as they are published; nobody's blank line stands within a note but one. */
export const splitTurns = (text: string): string[] => text.split(new RegExp(`(?=^${HEAD}$)`, 'm')).filter((note) => note !== '');
