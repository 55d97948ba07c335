import type { SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';

export type Jwk = Readonly<Record<string, any>>;

/** The public members of a JWK that its thumbprint counts, in their order (RFC 7638). @returns null for kinds that nobody signs with here. */
export function publicMembers({ kty, crv, x, y, n, e }: Jwk): { algorithm: SignatureAlgorithm; members: Record<string, string> } | null {
  if (kty === 'OKP' && crv === 'Ed25519') return { algorithm: 'ed25519', members: { crv, kty, x } };
  if (kty === 'EC' && crv === 'P-256') return { algorithm: 'ecdsa-p256-sha256', members: { crv, kty, x, y } };
  return kty === 'RSA' ? { algorithm: 'rsa-pss-sha512', members: { e, kty, n } } : null;
}

/** What WebCrypto is told of a key, and of signing with it. */
interface Ways { readonly kind: any; readonly how: any }

const ED25519: Ways = { kind: { name: 'Ed25519' }, how: { name: 'Ed25519' } };
const P256: Ways = { kind: { name: 'ECDSA', namedCurve: 'P-256' }, how: { name: 'ECDSA', hash: 'SHA-256' } };

export const SIGNATURE_WAYS: Readonly<Record<SignatureAlgorithm, Ways>> = {
  'ed25519': ED25519, 'ecdsa-p256-sha256': P256, 'rsa-pss-sha512': { kind: { name: 'RSA-PSS', hash: 'SHA-512' }, how: { name: 'RSA-PSS', saltLength: 64 } },
};

/** JWS has other names, and for RSA another hash. */
export const JWS_WAYS: Readonly<Record<SignatureAlgorithm, Ways & { readonly alg: string }>> = {
  'ed25519': { alg: 'EdDSA', ...ED25519 }, 'ecdsa-p256-sha256': { alg: 'ES256', ...P256 }, 'rsa-pss-sha512': { alg: 'PS256', kind: { name: 'RSA-PSS', hash: 'SHA-256' }, how: { name: 'RSA-PSS', saltLength: 32 } },
};
