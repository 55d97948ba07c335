import { generateKeyPairSync, sign } from 'node:crypto';

/** One DER element. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const hex = (text: string) => Buffer.from(text, 'hex');
const oid = { ecdsaSha256: hex('06082a8648ce3d040302'), commonName: hex('0603550403'), altName: hex('0603551d11'), constraints: hex('0603551d13') };

/** A certificate that signed itself, for these DNS names, with its key; made anew for each test run, so that no key is kept. */
export function selfSigned(...names: string[]): { key: string; certificate: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = sequence(der(0x31, sequence(oid.commonName, der(0x0c, Buffer.from(names[0] ?? '')))));
  const extensions = sequence(
    sequence(oid.altName, der(0x04, sequence(...names.map((each) => der(0x82, Buffer.from(each)))))), sequence(oid.constraints, hex('0101ff'), der(0x04, sequence(hex('0101ff')))));
  const body = sequence(der(0xa0, hex('020102')), hex('020101'), sequence(oid.ecdsaSha256), name, sequence(der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z'))), name, publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, extensions));
  const whole = sequence(body, sequence(oid.ecdsaSha256), der(0x03, hex('00'), sign('sha256', body, privateKey)));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, certificate: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n` };
}
