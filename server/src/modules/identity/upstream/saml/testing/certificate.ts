import { generateKeyPairSync, sign } from 'node:crypto';

/** One DER element. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const hex = (text: string) => Buffer.from(text, 'hex');
const RSA_SHA256 = sequence(hex('06092a864886f70d01010b'), hex('0500'));

/** An RSA key and a certificate that it signed itself, as identity providers have; made anew for each test run. */
export function selfSignedRsa(commonName: string, bits = 2048): { key: string; certificate: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const name = sequence(der(0x31, sequence(hex('0603550403'), der(0x0c, Buffer.from(commonName)))));
  const dates = sequence(der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z')));
  const body = sequence(der(0xa0, hex('020102')), hex('020101'), RSA_SHA256, name, dates, name, publicKey.export({ type: 'spki', format: 'der' }));
  const whole = sequence(body, RSA_SHA256, der(0x03, hex('00'), sign('sha256', body, privateKey)));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, certificate: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n` };
}
