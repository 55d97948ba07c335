import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** One DER element. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const hex = (text: string) => Buffer.from(text, 'hex');
const oid = {
  ecdsaSha256: sequence(hex('06082a8648ce3d040302')), rsaSha256: sequence(hex('06092a864886f70d01010b'), hex('0500')),
  commonName: hex('0603550403'), altName: hex('0603551d11'), constraints: hex('0603551d13'),
};

const commonNameOf = (text: string): Buffer => sequence(der(0x31, sequence(oid.commonName, der(0x0c, Buffer.from(text)))));

export interface KeyWithCertificate { key: string; certificate: string }

/** A certificate that signed itself, for these DNS names, with its key; made anew for each test run, so that no key is kept. */
export function selfSigned(...names: string[]): KeyWithCertificate {
  return selfSignedUntil('491231235959Z', ...names);
}

/** The same, good until 2021. */
export function selfSignedExpired(...names: string[]): KeyWithCertificate {
  return selfSignedUntil('210101000000Z', ...names);
}

function selfSignedUntil(until: string, ...names: string[]): KeyWithCertificate {
  const extensions = sequence(
    sequence(oid.altName, der(0x04, sequence(...names.map((each) => der(0x82, Buffer.from(each)))))), sequence(oid.constraints, hex('0101ff'), der(0x04, sequence(hex('0101ff')))));
  return certify(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }), oid.ecdsaSha256, commonNameOf(names[0] ?? ''), [der(0xa3, extensions)], until);
}

/** The same with an RSA key and no extensions, as identity providers have. */
export function selfSignedRsa(commonName: string, bits = 2048): KeyWithCertificate {
  return certify(generateKeyPairSync('rsa', { modulusLength: bits }), oid.rsaSha256, commonNameOf(commonName));
}

/** What stands in a certificate beside its key: the subject as `[OID in hex, value]`, and alternative names as `[tag, bytes]` (RFC 5280 §4.2.1.6). */
export interface Names { subject: [oid: string, value: string][]; altNames?: [tag: number, value: Buffer | string][] }

/** A certificate that signed itself, for any names. */
export function selfSignedFor({ subject, altNames = [] }: Names): KeyWithCertificate {
  const name = sequence(...subject.map(([type, value]) => der(0x31, sequence(der(0x06, hex(type)), der(0x0c, Buffer.from(value))))));
  const extensions = altNames.length === 0 ? [] : [der(0xa3, sequence(sequence(oid.altName, der(0x04, sequence(...altNames.map(([tag, value]) => der(tag, Buffer.from(value as string))))))))];
  return certify(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }), oid.ecdsaSha256, name, extensions);
}

/** RFC 5280 §4.1, from 2020 to 2049 unless said otherwise. */
function certify({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }, algorithm: Buffer, name: Buffer, more: readonly Buffer[] = [], until = '491231235959Z'): KeyWithCertificate {
  const dates = sequence(der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from(until)));
  const body = sequence(der(0xa0, hex('020102')), hex('020101'), algorithm, name, dates, name, publicKey.export({ type: 'spki', format: 'der' }), ...more);
  const whole = sequence(body, algorithm, der(0x03, hex('00'), sign('sha256', body, privateKey)));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, certificate: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n` };
}
