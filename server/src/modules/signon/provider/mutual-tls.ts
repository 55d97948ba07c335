import { X509Certificate } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { hasSubject } from './certificate-subject.ts';

// The mount deletes both from requests of anybody but a trusted proxy.
const CERTIFICATE = 'x-forwarded-tls-client-cert';
const VERIFIED = 'x-forwarded-tls-client-verify';

/**
 * Clients that prove themselves by a certificate (RFC 8705). The proxy that ends TLS tells which one it saw: URL-encoded PEM as
 * nginx writes it (`$ssl_client_escaped_cert`), or bare base64 as Traefik does; and whether its authority vouches (`SUCCESS`).
 */
export const mutualTls: NonNullable<NonNullable<Configuration['features']>['mTLS']> = {
  enabled: true, certificateBoundAccessTokens: true, tlsClientAuth: true, selfSignedTlsClientAuth: true,
  getCertificate: (ctx) => certificateOf(ctx)?.toString(),
  certificateAuthorized: (ctx) => ctx.get(VERIFIED) === 'SUCCESS',
  certificateSubjectMatches: (ctx, property, expected) => hasSubject(certificateOf(ctx), property, expected),
};

function certificateOf(ctx: KoaContextWithOIDC): X509Certificate | undefined {
  const sent = ctx.get(CERTIFICATE);
  if (!sent) return undefined;
  try {
    const text = decodeURIComponent(sent).split(',')[0] ?? '';
    return new X509Certificate(text.includes('BEGIN CERTIFICATE') ? text : Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}
