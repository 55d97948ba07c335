import { parseNote, checkSignature, parseVerifier, ED25519, verifierOf, type Verifier, writeVerifier } from '@saphan/contracts/transparency/note';
import { fromDecimal } from '@saphan/contracts/transparency/bytes';
import type { Tx } from '#kernel/db.ts';
import { sha256 } from '../tree/sha-256.ts';
import { publicPem, verifyEd25519 } from './ed25519.ts';
import { listLogKeys } from './keys.sql.gen.ts';

/** A key of the log and the sizes whose checkpoints it signed. @param toSize null: it signs now. */
export interface LogKey { verifier: Verifier; fromSize: number; toSize: number | null; createdAt: string; turnedAt: string | null; turnedBy: string | null; reason: string | null; turn: string | null }

/** Every key that the log has had, the first one first. */
export const readLogKeys = async (tx: Tx): Promise<LogKey[]> => (await listLogKeys(tx, {})).map((row) => ({
  verifier: verifierOf(sha256, row.name, ED25519, row.public_key), fromSize: row.from_size, toSize: row.to_size, createdAt: row.created_at, turnedAt: row.turned_at, turnedBy: row.turned_by, reason: row.reason, turn: row.turn_note,
}));

/** The key of a checkpoint's time. */
export const keyOfSize = (keys: readonly LogKey[], size: number): LogKey | undefined => keys.find(({ fromSize, toSize }) => size >= fromSize && (toSize === null || size <= toSize));

/** Keys that sign no more, as everybody may read them: old checkpoints and receipts hold by them. */
export const earlierKeysOf = (keys: readonly LogKey[]) => keys.filter(({ toSize }) => toSize !== null).map(({ verifier, fromSize, toSize, turnedAt, turn }) => (
  { vkey: writeVerifier(verifier), pem: publicPem(verifier.publicKey), fromSize, toSize: toSize as number, turnedAt: turnedAt as string, turn: turn as string }));

const HEAD = 'saphan-key-turn/v1';

/** What both keys sign when one follows the other. @param size the last that the old one signed. */
export interface KeyTurn { origin: string; size: number; next: Verifier }

export const writeTurn = ({ origin, size, next }: KeyTurn): string => `${HEAD}\n${origin}\n${size}\n${writeVerifier(next)}\n`;

/** Reads a turn that the old key and the next one signed; null when it is none, or a signature is missing or wrong. */
export async function readTurn(note: string, old: Verifier): Promise<KeyTurn | null> {
  const signed = parseNote(note);
  const [head, origin, size, vkey, ...more] = signed?.text.split('\n') ?? [];
  const next = parseVerifier(sha256, vkey ?? '');
  const last = fromDecimal(size ?? '');
  if (!signed || head !== HEAD || more.join('\n') !== '' || !next || next.type !== ED25519 || last === null || origin !== old.name || next.name !== origin || next.keyId === old.keyId) return null;
  for (const key of [old, next]) if ((await checkSignature(verifyEd25519, signed, key)).state !== 'holds') return null;
  return { origin, size: last, next };
}
