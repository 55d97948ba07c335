/** A pair that was made in this browser; the private half leaves it only as a file that the person keeps. */
export interface BrowserKey { algorithm: 'Ed25519' | 'ECDSA P-256'; publicJwk: JsonWebKey; pem: string; sign: (text: string) => Promise<string> }

/** Makes a pair: Ed25519, or P-256 where the browser has no Ed25519. */
export async function makeKey(): Promise<BrowserKey> {
  const ed = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']).catch(() => null);
  if (ed) return described(ed as CryptoKeyPair, 'Ed25519', 'Ed25519');
  return described(await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']), 'ECDSA P-256', { name: 'ECDSA', hash: 'SHA-256' });
}

async function described({ privateKey, publicKey }: CryptoKeyPair, algorithm: BrowserKey['algorithm'], how: AlgorithmIdentifier | EcdsaParams): Promise<BrowserKey> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  const pkcs8 = base64(await crypto.subtle.exportKey('pkcs8', privateKey));
  return {
    algorithm, publicJwk: { ...(kty && { kty }), ...(crv && { crv }), ...(x && { x }), ...(y && { y }) }, pem: `-----BEGIN PRIVATE KEY-----\n${pkcs8.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END PRIVATE KEY-----\n`,
    sign: async (text) => base64(await crypto.subtle.sign(how, privateKey, new TextEncoder().encode(text))),
  };
}

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/** Gives a text to the person as a file. */
export function saveText(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
