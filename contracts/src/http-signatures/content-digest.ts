import { SignatureFault } from './fault.ts';
import { isCanonicalBase64 } from './signature-fields.ts';

/** What a Content-Digest header says, base64; `sha-512` may stand beside `sha-256`. */
export interface ContentDigest { sha256: string; sha512: string | null }

const MEMBER = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):$/;
const LENGTHS: Record<string, number> = { 'sha-256': 44, 'sha-512': 88 };

/** `sha-256=:…:` of a hash in base64. */
export const contentDigest = (sha256: string): string => `sha-256=:${sha256}:`;

/**
 * Reads Content-Digest (RFC 9530). Algorithms that nobody here knows are passed over, but not twice.
 * @throws {SignatureFault} `digest-malformed`, `digest-twice`, `digest-missing` when there is no sha-256.
 */
export function parseContentDigest(value: string): ContentDigest {
  const found = new Map<string, string>();
  for (const part of value.split(',')) {
    const [, algorithm = '', base64 = ''] = MEMBER.exec(part.trim()) ?? [];
    const length = LENGTHS[algorithm];
    if (algorithm === '' || !isCanonicalBase64(base64) || (length !== undefined && base64.length !== length)) throw new SignatureFault('digest-malformed', part.trim().slice(0, 40));
    if (found.has(algorithm)) throw new SignatureFault('digest-twice', algorithm);
    found.set(algorithm, base64);
  }
  const sha256 = found.get('sha-256');
  if (sha256 === undefined) throw new SignatureFault('digest-missing', 'sha-256');
  return { sha256, sha512: found.get('sha-512') ?? null };
}
