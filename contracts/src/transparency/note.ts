import { concatBytes, fromBase64, fromHex, type Sha256, toBase64, toHex, utf8 } from './bytes.ts';

/** Signature types of C2SP signed-note that are spoken here. */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;
const KEY_BYTES = 32;
const MOST_SIGNATURES = 64;

/** Checks an Ed25519 signature; handed in. */
export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>;

/** A public key with the name it signs by. */
export interface Verifier { name: string; keyId: string; type: number; publicKey: Uint8Array }

/** A line of signature: whose, and the bytes behind the key id. */
export interface NoteSignature { name: string; keyId: string; signature: Uint8Array; line: string }

/** A signed note: its text ends in a newline. */
export interface SignedNote { text: string; signatures: NoteSignature[] }

const isName = (name: string) => name !== '' && !/[\s+]/u.test(name);

/** Key id: the first four bytes of SHA-256(name, newline, type, key), in hex. */
export function keyIdOf(sha256: Sha256, name: string, type: number, publicKey: Uint8Array): string {
  return toHex(sha256(concatBytes(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).subarray(0, 4));
}

export const verifierOf = (sha256: Sha256, name: string, type: number, publicKey: Uint8Array): Verifier => ({ name, type, publicKey, keyId: keyIdOf(sha256, name, type, publicKey) });

/** `name+key id+key`, as operators exchange keys. */
export const writeVerifier = ({ name, keyId, type, publicKey }: Verifier): string => `${name}+${keyId}+${toBase64(concatBytes(Uint8Array.of(type), publicKey))}`;

/** Reads a verifier key; null when it is not one of the two types, or its key id is not that of its key. */
export function parseVerifier(sha256: Sha256, text: string): Verifier | null {
  const [, name = '', keyId = '', key = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = fromBase64(key);
  if (!isName(name) || !bytes || bytes.length !== 1 + KEY_BYTES || (bytes[0] !== ED25519 && bytes[0] !== COSIGNATURE)) return null;
  const verifier = verifierOf(sha256, name, bytes[0], bytes.subarray(1));
  return verifier.keyId === keyId ? verifier : null;
}

/** A line of signature, with its newline. */
export function writeSignature({ name, keyId }: Pick<Verifier, 'name' | 'keyId'>, signature: Uint8Array): string {
  return `\u2014 ${name} ${toBase64(concatBytes(fromHex(keyId) as Uint8Array, signature))}\n`;
}

/** Reads lines of signatures; null when one of them is none. */
export function parseSignatures(text: string): NoteSignature[] | null {
  if (!text.endsWith('\n')) return null;
  const lines = text.slice(0, -1).split('\n');
  const read = lines.map((line) => {
    const [, name = '', body = ''] = /^\u2014 ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
    const bytes = fromBase64(body);
    return isName(name) && bytes && bytes.length > 4 ? { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4), line: `${line}\n` } : null;
  });
  return read.length > MOST_SIGNATURES || read.includes(null) ? null : read as NoteSignature[];
}

/** Reads a signed note; null when it has no blank line, no signature, or control characters. */
export function parseNote(note: string): SignedNote | null {
  const at = note.lastIndexOf('\n\n');
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (at < 0 || /[\u0000-\u0009\u000b-\u001f]/.test(note)) return null;
  const signatures = parseSignatures(note.slice(at + 2));
  return signatures && { text: note.slice(0, at + 1), signatures };
}

export const writeNote = (text: string, lines: readonly string[]): string => `${text}\n${lines.join('')}`;

/** What a signature of some type signs: the text itself, or what a witness says of it at a time; with the bytes of the signature. */
export function signedParts(type: number, text: string, signature: Uint8Array): { message: Uint8Array; signature: Uint8Array; saidAt: number | null } | null {
  if (type === ED25519) return signature.length === 64 ? { message: utf8(text), signature, saidAt: null } : null;
  if (signature.length !== 72) return null;
  const saidAt = Number(new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0));
  return Number.isSafeInteger(saidAt) ? { message: cosignedMessage(text, saidAt), signature: signature.subarray(8), saidAt } : null;
}

/** What a witness signs (C2SP tlog-cosignature, v1). @param seconds since 1970. */
export const cosignedMessage = (text: string, seconds: number): Uint8Array => utf8(`cosignature/v1\ntime ${seconds}\n${text}`);

/** A co-signature's bytes: the time, then the signature. */
export function writeCosignature(seconds: number, signature: Uint8Array): Uint8Array {
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
  return concatBytes(time, signature);
}

/** What a note says of one key: that it signed, that it did not, or that a signature in its name does not hold. */
export type SignatureFinding = { state: 'holds'; saidAt: number | null; line: string } | { state: 'absent' } | { state: 'broken' };

/** Looks for the signature of one key under a note; signatures of other keys are passed over, as the format says. */
export async function checkSignature(verify: VerifyEd25519, note: SignedNote, key: Verifier): Promise<SignatureFinding> {
  const found = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  let holding: SignatureFinding = { state: 'absent' };
  for (const { signature, line } of found) {
    const parts = signedParts(key.type, note.text, signature);
    if (!parts || !await verify(key.publicKey, parts.message, parts.signature)) return { state: 'broken' };
    holding = { state: 'holds', saidAt: parts.saidAt, line };
  }
  return holding;
}
