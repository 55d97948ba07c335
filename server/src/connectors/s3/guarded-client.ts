import type { S3Client } from '@aws-sdk/client-s3';
import { guardedFetch, type FetchLimits } from '#kernel/net/guarded-fetch.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';

/** Where and as whom; the secret is in clear text. */
export interface S3Address { endpoint: string; region: string; bucket: string; pathStyle: boolean; accessKeyId: string; secretAccessKey: string }

/** The part of a signed request that is sent. */
interface SignedRequest { method: string; protocol: string; hostname: string; port?: number; path: string; query?: Record<string, string | string[] | null>; headers: Record<string, string> }

/**
 * An S3 client that signs as usual and reaches what the rules allow: every request goes through the guarded client to a checked address, and no
 * redirect is followed, since its signature holds for one host only.
 */
export async function openGuardedS3(address: S3Address, rules: HostRules, signal: AbortSignal, limits: Partial<FetchLimits> = {}): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3');
  const handle = async (request: SignedRequest) => {
    if (request.method !== 'GET') throw new TypeError(`a source is only read, not ${request.method}`);
    const { host: _host, ...headers } = request.headers;
    const answer = await guardedFetch(urlOf(request), rules, { headers, signal, limits: { ...limits, redirects: 0 } });
    return { response: { statusCode: answer.status, headers: answer.headers, body: answer.body } };
  };
  return new S3Client({
    region: address.region, endpoint: address.endpoint, forcePathStyle: address.pathStyle, maxAttempts: 1,
    credentials: { accessKeyId: address.accessKeyId, secretAccessKey: address.secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED', requestHandler: { handle } as never,
  });
}

function urlOf({ protocol, hostname, port, path, query = {} }: SignedRequest): string {
  const parts = Object.entries(query).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => `${escaped(name)}${each === null ? '' : `=${escaped(each)}`}`));
  return `${protocol}//${hostname}${port ? `:${port}` : ''}${path}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}

/** As signatures of version 4 count it: all but letters, figures and `-._~`. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
