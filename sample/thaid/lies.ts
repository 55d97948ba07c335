import { SignJWT, decodeJwt, decodeProtectedHeader, generateKeyPair, type JWK, importJWK } from 'jose';

/** What a broken or false provider would put into an ID token. */
export type Lie = 'other-issuer' | 'other-audience' | 'no-nonce' | 'other-nonce' | 'expired' | 'from-the-future' | 'no-subject' | 'bad-pid' | 'other-pid' | 'other-subject' | 'high-ial' | 'other-key' | 'unsigned' | 'no-id-token';

type Claims = Record<string, unknown>;
const HOUR = 3600;

/** Claims that each lie replaces; undefined takes one away. */
const lieOf = (claims: Claims, otherPid: string): Partial<Record<Lie, Claims>> => ({
  'other-issuer': { iss: 'https://imauth.example' }, 'other-audience': { aud: 'somebody-else' }, 'no-nonce': { nonce: undefined }, 'other-nonce': { nonce: 'not-the-one' },
  'expired': { iat: Number(claims['iat']) - 2 * HOUR, exp: Number(claims['iat']) - HOUR }, 'from-the-future': { iat: Number(claims['iat']) + HOUR, nbf: Number(claims['iat']) + HOUR, exp: Number(claims['exp']) + HOUR },
  'no-subject': { sub: undefined }, 'bad-pid': { pid: '1999900000001' }, 'other-pid': { pid: otherPid }, 'other-subject': { sub: 'a-new-subject' }, 'high-ial': { ial: '3.0' },
});

/** The same ID token with other claims, signed anew. */
async function signAnew(token: string, claims: Claims, signer: Parameters<SignJWT['sign']>[0]): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ ...decodeProtectedHeader(token), alg: 'RS256' }).sign(signer);
}

/** A token response of a provider whose clock is ahead. */
export async function aheadBy(body: Claims, seconds: number, key: JWK): Promise<Claims> {
  const token = String(body['id_token']);
  const claims = decodeJwt(token) as Claims;
  const moved = Object.fromEntries(['iat', 'exp', 'auth_time'].filter((name) => name in claims).map((name) => [name, Number(claims[name]) + seconds]));
  return { ...body, id_token: await signAnew(token, { ...claims, ...moved }, await importJWK(key, 'RS256')) };
}

/** A token response as a liar sends it; the ID token is signed anew with the provider's own key unless the lie is the key. */
export async function tellLie(body: Claims, lie: Lie, key: JWK, otherPid: string): Promise<Claims> {
  const token = String(body['id_token']);
  const { id_token: _token, ...rest } = body;
  if (lie === 'no-id-token') return rest;
  const claims = decodeJwt(token) as Claims;
  const twisted = JSON.parse(JSON.stringify({ ...claims, ...lieOf(claims, otherPid)[lie] })) as Claims;
  if (lie === 'unsigned') return { ...body, id_token: [{ alg: 'none' }, twisted].map((each) => Buffer.from(JSON.stringify(each)).toString('base64url')).join('.') + '.' };
  const signer = lie === 'other-key' ? (await generateKeyPair('RS256')).privateKey : await importJWK(key, 'RS256');
  return { ...body, id_token: await signAnew(token, twisted, signer) };
}
