import { fromBase64, fromDecimal, toBase64 } from './bytes.ts';
import { parseNote, type SignedNote } from './note.ts';
import { HASH_BYTES } from './tree.ts';

/** What a checkpoint says: this log had so many leaves and this root (C2SP tlog-checkpoint). */
export interface Checkpoint { origin: string; size: number; root: Uint8Array }

/** The text that is signed. */
export const writeCheckpoint = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(root)}\n`;

/** Reads the text of a checkpoint; extension lines are allowed and passed over. null when it is none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  if (!text.endsWith('\n')) return null;
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.slice(0, -1).split('\n');
  const [size, root] = [fromDecimal(sizeText), fromBase64(rootText)];
  if (origin === '' || size === null || root === null || root.length !== HASH_BYTES || extensions.includes('')) return null;
  return { origin, size, root };
}

export type SignedCheckpoint = Checkpoint & SignedNote;

/** Reads a checkpoint with its signatures; says nothing of whether they hold. */
export function parseSignedCheckpoint(note: string): SignedCheckpoint | null {
  const signed = parseNote(note);
  const checkpoint = signed && parseCheckpoint(signed.text);
  return signed && checkpoint && { ...checkpoint, ...signed };
}
