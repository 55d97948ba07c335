import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** CBOR of what an authenticator needs: small integers, byte and text strings, maps. */
function cbor(value: number | string | Buffer | Map<unknown, unknown>): Buffer {
  const head = (major: number, n: number) => n < 24 ? Buffer.from([major << 5 | n]) : n < 256 ? Buffer.from([major << 5 | 24, n]) : Buffer.from([major << 5 | 25, n >> 8, n & 255]);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, each]) => [cbor(key as number), cbor(each as number)])]);
}

export interface Lies { origin?: string; challenge?: string; verified?: boolean; counter?: number; userHandle?: string; rpID?: string }

/** An authenticator in software: P-256, no attestation, with lies to order. */
export function softwarePasskey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  let count = 0;
  let handle = '';
  const dataOf = (rpID: string, flags: number, counter: number) => {
    const n = Buffer.alloc(4);
    n.writeUInt32BE(counter);
    return Buffer.concat([createHash('sha256').update(rpID).digest(), Buffer.from([flags]), n]);
  };
  const client = (type: string, challenge: string, origin: string) => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  return {
    id: id.toString('base64url'),
    enrol(options: any, origin: string, lies: Lies = {}) {
      handle = options.user.id;
      const key = cbor(new Map<unknown, unknown>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]]));
      const authData = Buffer.concat([dataOf(lies.rpID ?? options.rp.id, lies.verified === false ? 0x41 : 0x45, 0), Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const attestation = cbor(new Map<unknown, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]));
      return { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key', clientExtensionResults: {}, response: {
        clientDataJSON: client('webauthn.create', lies.challenge ?? options.challenge, lies.origin ?? origin).toString('base64url'), attestationObject: attestation.toString('base64url'), transports: ['internal'],
      } };
    },
    prove(options: any, origin: string, lies: Lies = {}) {
      count = lies.counter ?? count + 1;
      const data = dataOf(lies.rpID ?? options.rpId, lies.verified === false ? 0x01 : 0x05, count);
      const clientData = client('webauthn.get', lies.challenge ?? options.challenge, lies.origin ?? origin);
      const signature = createSign('sha256').update(Buffer.concat([data, createHash('sha256').update(clientData).digest()])).sign(privateKey);
      return { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key', clientExtensionResults: {}, response: {
        clientDataJSON: clientData.toString('base64url'), authenticatorData: data.toString('base64url'), signature: signature.toString('base64url'), userHandle: lies.userHandle ?? handle,
      } };
    },
  };
}
