import type { SignatureAlgorithm } from '../http-signatures/profile.ts';
import { concatBytes, fromBase64, fromHex, toBase64, toHex, utf8, type Sha256 } from '../transparency/bytes.ts';

export interface PublicKey {
  readonly algorithm: SignatureAlgorithm;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  /** The members of its JWK that a thumbprint counts, in their order (RFC 7638). */
  readonly jwk: Readonly<Record<string, string>>;
}

const ED25519 = '302a300506032b6570032100';
const P256 = '3059301306072a8648ce3d020106082a8648ce3d03010703420004';
const base64urlOf = (bytes: Uint8Array) => toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const RSA_OID = '06092a864886f70d0101';

/** Reads `-----BEGIN PUBLIC KEY-----`. @returns null when it is no key of the three kinds. */
export function readPublicKey(pem: string): PublicKey | null {
  const body = /^-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]+?)\s*-----END PUBLIC KEY-----\s*$/.exec(pem.trimStart())?.[1];
  const spki = fromBase64((body ?? '!').replace(/\s/g, ''));
  if (!spki) return null;
  const hex = toHex(spki);
  if (hex.startsWith(ED25519) && spki.length === 44) return { algorithm: 'ed25519', spki, jwk: { crv: 'Ed25519', kty: 'OKP', x: base64urlOf(spki.subarray(12)) } };
  if (hex.startsWith(P256) && spki.length === 91) return { algorithm: 'ecdsa-p256-sha256', spki, jwk: { crv: 'P-256', kty: 'EC', x: base64urlOf(spki.subarray(27, 59)), y: base64urlOf(spki.subarray(59)) } };
  return hex.slice(0, 60).includes(RSA_OID) ? rsaOf(spki) : null;
}

/** The two integers of an RSA key: SEQUENCE { SEQUENCE {oid, null}, BIT STRING { SEQUENCE { n, e } } }. */
function rsaOf(spki: Uint8Array): PublicKey | null {
  const outer = tlv(spki, 0);
  const algorithm = outer && tlv(spki, outer.from);
  const bits = algorithm && tlv(spki, algorithm.to);
  const pair = bits && tlv(spki, bits.from + 1);
  const n = pair && tlv(spki, pair.from);
  const e = n && tlv(spki, n.to);
  if (!n || !e || n.tag !== 2 || e.tag !== 2 || e.to !== spki.length) return null;
  const positive = (from: number, to: number) => base64urlOf(spki.subarray(spki[from] === 0 ? from + 1 : from, to));
  return { algorithm: 'rsa-pss-sha512', spki, jwk: { e: positive(e.from, e.to), kty: 'RSA', n: positive(n.from, n.to) } };
}

function tlv(bytes: Uint8Array, at: number): { tag: number; from: number; to: number } | null {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return null;
  const wide = first < 0x80 ? 0 : first - 0x80;
  if (wide > 2) return null;
  let length = wide === 0 ? first : 0;
  for (let i = 0; i < wide; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  const from = at + 2 + wide;
  return from + length <= bytes.length ? { tag, from, to: from + length } : null;
}

/** The thumbprint of a key (RFC 7638, SHA-256, base64url): its `kid`. */
export const thumbprintOf = (key: PublicKey, sha256: Sha256): string => base64urlOf(sha256(utf8(JSON.stringify(key.jwk))));

/** The 32 bytes of an Ed25519 key, as ids of keys in signed notes count them. */
export const rawEd25519 = (key: PublicKey): Uint8Array | null => key.algorithm === 'ed25519' ? key.spki.subarray(12) : null;

export const ed25519Key = (raw: Uint8Array): PublicKey => ({ algorithm: 'ed25519', spki: concatBytes(fromHex(ED25519) as Uint8Array, raw), jwk: { crv: 'Ed25519', kty: 'OKP', x: base64urlOf(raw) } });
