import { readPublicKey, thumbprintOf } from '@saphan/contracts/receipts/public-key';
import { sha256 } from '@saphan/contracts/receipts/sha-256';
import { verifyReceipt, type Verdict } from '@saphan/contracts/receipts/verify-receipt';
import { knowsEd25519, webCryptoVerify } from '@saphan/contracts/receipts/web-crypto';
import { readZip } from '@saphan/contracts/receipts/zip';

/** What came of the files that somebody chose. */
export type Reading =
  | { readonly what: 'verdict'; readonly name: string; readonly verdict: Verdict }
  | { readonly what: 'no-receipt' } | { readonly what: 'no-ed25519' }
  | { readonly what: 'unreadable'; readonly name: string };

const BODIES: ReadonlySet<string> = new Set(['request.body', 'response.body']);

/** Verifies the receipt among the files; keys among them are those that the reader knows, bodies lie beside. Nothing leaves the browser. */
export async function readReceipt(chosen: readonly File[]): Promise<Reading> {
  const zip = chosen.find(({ name }) => name.toLowerCase().endsWith('.zip'));
  if (!zip) return { what: 'no-receipt' };
  if (!await knowsEd25519(crypto.subtle)) return { what: 'no-ed25519' };
  const bytes = async (file: File) => new Uint8Array(await file.arrayBuffer());
  const files = await readZip(await bytes(zip)).catch(() => null);
  if (files === null) return { what: 'unreadable', name: zip.name };
  for (const file of chosen) if (BODIES.has(file.name)) files.set(file.name, await bytes(file));
  const pems = await Promise.all(chosen.filter(({ name }) => name.toLowerCase().endsWith('.pem')).map((file) => file.text()));
  const knownKeys = new Set(pems.flatMap((pem) => {
    const key = readPublicKey(pem);
    return key ? [thumbprintOf(key, sha256)] : [];
  }));
  return { what: 'verdict', name: zip.name, verdict: await verifyReceipt(files, { sha256, verify: webCryptoVerify(crypto.subtle), knownKeys }) };
}
