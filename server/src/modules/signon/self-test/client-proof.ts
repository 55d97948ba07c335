import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import type { FindRegisteredClientRow } from '../clients/registered.sql.gen.ts';
import type { SignonPorts } from '../ports.ts';
import { secretHash } from '../provider/client-metadata.ts';

interface Metadata { token_endpoint_auth_method?: string; jwks?: JSONWebKeySet; jwks_uri?: string }

/** Whether a token request proves the client in the way it registered; true for certificates, which only the real provider can see. */
export async function provesClient(ports: SignonPorts, row: FindRegisteredClientRow, headers: IncomingHttpHeaders, form: URLSearchParams, audiences: string[]): Promise<boolean> {
  const { token_endpoint_auth_method: method = 'client_secret_basic' } = row.metadata as Metadata;
  switch (method) {
    case 'none': return form.get('client_id') === row.id;
    case 'client_secret_basic': return isBasic(row, headers.authorization);
    case 'client_secret_post': return form.get('client_id') === row.id && isSecret(row, form.get('client_secret') ?? '');
    case 'private_key_jwt': return isSigned(ports, row, form.get('client_assertion') ?? '', audiences);
    default: return form.get('client_id') === row.id;
  }
}

function isBasic(row: FindRegisteredClientRow, header = ''): boolean {
  const [id = '', secret = ''] = Buffer.from(/^Basic (.+)$/i.exec(header)?.[1] ?? '', 'base64').toString().split(':');
  // Both parts are form-encoded before they are joined (RFC 6749 §2.3.1).
  const plain = (text: string) => { try { return decodeURIComponent(text.replace(/\+/g, ' ')); } catch { return ''; } };
  return plain(id) === row.id && isSecret(row, plain(secret));
}

function isSecret(row: FindRegisteredClientRow, secret: string): boolean {
  const given = Buffer.from(secretHash(secret));
  const known = [row.old_secret_ended && row.next_secret_hash ? null : row.secret_hash, row.next_secret_hash].filter((each) => each !== null).map((each) => Buffer.from(each));
  return known.some((each) => each.length === given.length && timingSafeEqual(each, given));
}

async function isSigned(ports: SignonPorts, row: FindRegisteredClientRow, assertion: string, audiences: string[]): Promise<boolean> {
  const { jwks, jwks_uri: uri } = row.metadata as Metadata;
  try {
    const keys = jwks ?? await (await ports.fetchFor({ allowedCidrs: row.allowed_cidrs })(uri ?? '')).json() as JSONWebKeySet;
    await jwtVerify(assertion, createLocalJWKSet(keys), { issuer: row.id, subject: row.id, audience: audiences });
    return true;
  } catch {
    return false;
  }
}
