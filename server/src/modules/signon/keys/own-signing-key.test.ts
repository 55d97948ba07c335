import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { expect, it } from 'vitest';
import { OwnSigningKey, rawSignature } from './own-signing-key.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = { ...pair.privateKey.export({ format: 'jwk' }), alg: 'ES256' };

it('signs what the public key of the same name verifies, whatever lengths its numbers have', async () => {
  const key = new OwnSigningKey({ ...jwk, kid: await calculateJwkThumbprint(jwk as never) } as never);
  const lengths = new Set<number>();
  for (let n = 0; n < 600; n += 1) {
    const data = Buffer.from(`token ${n}`);
    lengths.add(sign('sha256', data, pair.privateKey).length);
    const signature = key.sign(data);
    expect(signature).toHaveLength(64);
    expect(verify('sha256', data, { key: key.keyObject(), dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
  }
  expect(lengths.size).toBeGreaterThan(2);
});

it('pads numbers that are short and drops the sign of long ones', () => {
  const number = (bytes: number[]) => [2, bytes.length, ...bytes];
  const der = Uint8Array.from([0x30, 0, ...number([7]), ...number([0, ...Array.from({ length: 32 }, () => 0xff)])]);
  expect([...rawSignature(der)]).toEqual([...Array.from({ length: 31 }, () => 0), 7, ...Array.from({ length: 32 }, () => 0xff)]);
});

it('shows its public half only', () => {
  const key = new OwnSigningKey({ ...jwk, kid: 'k' } as never);
  expect([key.kty, key.crv, key.x, key.y]).toEqual(['EC', 'P-256', jwk.x, jwk.y]);
  expect(JSON.stringify(key)).not.toContain(jwk.d);
  expect(key.keyObject().type).toBe('public');
});

it('signs with nothing but ES256', () => {
  expect(() => new OwnSigningKey({ ...jwk, alg: 'ES384' } as never)).toThrow(TypeError);
});
