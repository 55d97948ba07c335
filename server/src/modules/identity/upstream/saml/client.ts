import { X509Certificate } from 'node:crypto';
import type * as Library from '@node-saml/node-saml';
import type { CacheProvider, SAML } from '@node-saml/node-saml';
import { CLOCK_SKEW_S } from '../client.ts';
import type { SamlUpstream } from '../settings.ts';

const SMALLEST_KEY_BITS = 2048;
/** The register remembers what was asked, on the way itself; the library's own memory would be one process's. */
const remembersNothing: CacheProvider = { saveAsync: async () => null, getAsync: async () => null, removeAsync: async () => null };

/** Where an identity provider posts its answers: the assertion consumer service. */
export const acsUrl = (publicUrl: string, id: string): string => `${publicUrl}/api/v1/upstream/${id}/acs`;

/** What this house is called towards an identity provider; its metadata stand there. */
export const entityId = (publicUrl: string, id: string): string => `${publicUrl}/api/v1/upstream/${id}/metadata`;

/** Loaded when the first agency with SAML is asked: it is five megabytes of XML. */
export const samlLibrary = (): Promise<typeof Library> => import('@node-saml/node-saml');

/** The library, set to take signed assertions only. InResponseTo, recipient and single use are ours to check (read-response.ts). */
export async function samlClient({ id, settings }: SamlUpstream, publicUrl: string, request: { id?: string; forceAuthn?: boolean } = {}): Promise<SAML> {
  const { SAML: Client, ValidateInResponseTo } = await samlLibrary();
  return new Client({
    issuer: entityId(publicUrl, id), audience: entityId(publicUrl, id), callbackUrl: acsUrl(publicUrl, id), entryPoint: settings.ssoUrl, idpIssuer: settings.issuer, idpCert: settings.certificates,
    wantAssertionsSigned: true, wantAuthnResponseSigned: false, validateInResponseTo: ValidateInResponseTo.never, cacheProvider: remembersNothing,
    acceptedClockSkewMs: CLOCK_SKEW_S * 1_000, identifierFormat: null, disableRequestedAuthnContext: true, forceAuthn: request.forceAuthn ?? false,
    ...(request.id !== undefined && { generateUniqueId: () => request.id as string }),
  });
}

/** Address that asks an identity provider to sign somebody in. The request's id is the way's state, which the answer must name. */
export async function samlRequestUrl(upstream: SamlUpstream, publicUrl: string, state: string, again: boolean): Promise<URL> {
  const client = await samlClient(upstream, publicUrl, { id: requestId(state), forceAuthn: again });
  return new URL(await client.getAuthorizeUrlAsync('', undefined, {}));
}

/** An XML id begins with no digit. */
export const requestId = (state: string): string => `_${state}`;

/** Whether a certificate may prove assertions: an RSA key that is long enough. Its dates do not count, as is usual in SAML. */
export function canSign(certificate: string): boolean {
  try {
    const { publicKey } = new X509Certificate(certificate);
    return publicKey.asymmetricKeyType === 'rsa' && (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= SMALLEST_KEY_BITS;
  } catch {
    return false;
  }
}
