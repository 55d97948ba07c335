import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { registryProblem } from '../errors.ts';

export type KeyAlgorithm = 'ed25519' | 'ecdsa-p256-sha256' | 'rsa-pss-sha512';
/** A public key as it is kept: its members alone, by RFC 7638 its name. */
export interface PublicKey { jwk: Record<string, string>; kid: string; algorithm: KeyAlgorithm; key: KeyObject }

const LEAST_RSA = 3072, MOST_RSA = 8192;
const PRIVATE_PEM = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|PuTTY-User-Key-File|AGE-SECRET-KEY-/;
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'] as const;
const required = { OKP: ['crv', 'kty', 'x'], EC: ['crv', 'kty', 'x', 'y'], RSA: ['e', 'kty', 'n'] } as const;

/** Points of small order: a signature under them can be made by anybody, for any message (y, little-endian, without the sign bit). */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000', '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/**
 * A public key that was pasted: JWK, or PEM of a public key or a certificate. A private one is refused before anything else looks at it.
 *
 * @throws `registry.private-key`, `registry.key-unreadable`, `registry.key-kind`.
 */
export function readPublicKey(given: string | Record<string, unknown>, pointer = '/key'): PublicKey {
  if (isPrivate(given)) throw registryProblem('private-key', { errors: [{ pointer, th: 'ข้อความนี้มีกุญแจส่วนตัว', en: 'This text holds a private key' }] });
  const key = parseKey(given, pointer);
  const algorithm = algorithmOf(key, pointer);
  const jwk = publicMembers(key);
  return { jwk, kid: thumbprint(jwk), algorithm, key };
}

/** Whether a text or object holds a private key in any form we know. */
export function isPrivate(given: unknown): boolean {
  if (typeof given === 'string') return PRIVATE_PEM.test(given) || (given.trimStart().startsWith('{') && isPrivate(tryJson(given)));
  if (given === null || typeof given !== 'object') return false;
  if (Array.isArray(given)) return given.some(isPrivate);
  const { keys } = given as { keys?: unknown };
  return PRIVATE_MEMBERS.some((name) => Object.hasOwn(given, name)) || (Array.isArray(keys) && keys.some(isPrivate));
}

function parseKey(given: string | Record<string, unknown>, pointer: string): KeyObject {
  const json = typeof given === 'string' ? (given.trimStart().startsWith('{') ? tryJson(given) : null) : given;
  try {
    return json === null ? createPublicKey(given as string) : createPublicKey({ key: json as never, format: 'jwk' });
  } catch (error) {
    // The cause says why, never what was pasted.
    const why = (error as { code?: string }).code ?? '';
    throw registryProblem('key-unreadable', { errors: [{ pointer, th: `อ่านไม่ได้ ${why}`.trim(), en: `Cannot be read ${why}`.trim() }] });
  }
}

function algorithmOf(key: KeyObject, pointer: string): KeyAlgorithm {
  const { namedCurve, modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  const refuse = (th: string, en: string) => registryProblem('key-kind', { errors: [{ pointer, th, en }] });
  switch (key.asymmetricKeyType) {
    case 'ed25519':
      if (isSmallOrder(key)) throw refuse('จุดนี้ใช้ลงลายมือชื่อไม่ได้จริง ใครก็ปลอมได้', 'Anybody can forge signatures of this point');
      return 'ed25519';
    case 'ec':
      if (namedCurve === 'prime256v1') return 'ecdsa-p256-sha256';
      throw refuse(`เส้นโค้ง ${namedCurve} ใช้ไม่ได้`, `The curve ${namedCurve} is not taken`);
    case 'rsa':
      if (modulusLength < LEAST_RSA || modulusLength > MOST_RSA) throw refuse(`RSA ${modulusLength} บิต ต้องอยู่ระหว่าง ${LEAST_RSA} ถึง ${MOST_RSA}`, `RSA of ${modulusLength} bits; it must have ${LEAST_RSA} to ${MOST_RSA}`);
      if (publicExponent < 65_537n || publicExponent % 2n === 0n) throw refuse('เลขชี้กำลังของ RSA ต้องเป็น 65537', 'The exponent of RSA must be 65537');
      return 'rsa-pss-sha512';
    default: throw refuse(`ชนิด ${key.asymmetricKeyType}`, `Kind ${key.asymmetricKeyType}`);
  }
}

function isSmallOrder(key: KeyObject): boolean {
  const point = Buffer.from(key.export({ format: 'jwk' }).x as string, 'base64url');
  point[31] = (point[31] as number) & 0x7f;
  return SMALL_ORDER.has(point.toString('hex'));
}

function publicMembers(key: KeyObject): Record<string, string> {
  const jwk = key.export({ format: 'jwk' }) as Record<string, string>;
  return Object.fromEntries(required[jwk['kty'] as keyof typeof required].map((name) => [name, jwk[name] as string]));
}

/** RFC 7638 §3: the required members in the order of their names, SHA-256, base64url. */
const thumbprint = (jwk: Record<string, string>): string => createHash('sha256').update(JSON.stringify(jwk)).digest('base64url');

function tryJson(text: string): unknown {
  try { return JSON.parse(text); } catch { return null; }
}
