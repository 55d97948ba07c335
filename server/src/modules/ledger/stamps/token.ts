import { createHash, hash, randomBytes, verify, X509Certificate } from 'node:crypto';
import { type CertificateChoices, ContentInfo, id_signedData, SignedData, type SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { id_ct_tstInfo, MessageImprint, TimeStampReq, TimeStampResp, TimeStampReqVersion, TSTInfo } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';

const SHA_256 = '2.16.840.1.101.3.4.2.1';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const DIGESTS: Record<string, string> = { [SHA_256]: 'sha256', '2.16.840.1.101.3.4.2.2': 'sha384', '2.16.840.1.101.3.4.2.3': 'sha512' };
const LONGEST_CHAIN = 6;

/** A time-stamp that holds for its data. */
export interface Stamp { stampedAt: Date; authority: string; serial: string; nonce: Buffer | null }

/** Why a stamp does not hold. */
export type StampFault =
  | 'not-granted' | 'unreadable' | 'of-other-data' | 'no-certificate' | 'not-for-stamping' | 'signature-broken' | 'not-trusted' | 'outside-validity';

/** A question for a stamp over some data, with the authority's certificate in the answer. */
export function writeStampRequest(data: Uint8Array, nonce: Buffer): Buffer {
  const imprint = new MessageImprint({ hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA_256, parameters: null }), hashedMessage: new OctetString(hash('sha256', data, 'buffer')) });
  return Buffer.from(AsnConvert.serialize(new TimeStampReq({ version: TimeStampReqVersion.v1, messageImprint: imprint, nonce: new Uint8Array(nonce).buffer, certReq: true })));
}

/** A positive INTEGER of eight bytes that no other question has. */
export function makeNonce(): Buffer {
  const nonce = randomBytes(8);
  nonce[0] = ((nonce[0] as number) & 0x3f) | 0x40;
  return nonce;
}

/** Checks an answer (TimeStampResp, DER) against the data that was to be stamped and the certificates that are trusted. */
export function checkStamp(response: Uint8Array, data: Uint8Array, trustedPem: string): Stamp | StampFault {
  try {
    return judge(response, data, readPem(trustedPem));
  } catch {
    return 'unreadable';
  }
}

function judge(response: Uint8Array, data: Uint8Array, trusted: readonly X509Certificate[]): Stamp | StampFault {
  const read = readToken(response);
  if (typeof read === 'string') return read;
  const { signed, info, content } = read;
  if (info.messageImprint.hashAlgorithm.algorithm !== SHA_256 || !sameBytes(info.messageImprint.hashedMessage.buffer, hash('sha256', data, 'buffer'))) return 'of-other-data';
  const [signer] = signed.signerInfos;
  const certificates = certificatesOf(signed);
  const certificate = signer && certificates.find((each) => isOf(signer, each));
  if (!signer || !certificate) return 'no-certificate';
  if (!isForStamping(certificate)) return 'not-for-stamping';
  if (!isSignedBy(signer, content, certificate)) return 'signature-broken';
  if (!isWithin(certificate, info.genTime)) return 'outside-validity';
  if (!isTrusted(certificate, certificates, trusted, info.genTime)) return 'not-trusted';
  return { stampedAt: info.genTime, authority: certificate.subject.replaceAll('\n', ', '), serial: Buffer.from(info.serialNumber).toString('hex'), nonce: info.nonce ? Buffer.from(info.nonce) : null };
}

function readToken(response: Uint8Array): { signed: SignedData; info: TSTInfo; content: Buffer } | StampFault {
  const answer = AsnConvert.parse(response, TimeStampResp);
  if (answer.status.status > 1) return 'not-granted';
  const token = answer.timeStampToken && AsnConvert.parse(AsnConvert.serialize(answer.timeStampToken), ContentInfo);
  if (token?.contentType !== id_signedData) return 'unreadable';
  const signed = AsnConvert.parse(token.content, SignedData);
  const single = signed.encapContentInfo.eContent?.single;
  if (signed.encapContentInfo.eContentType !== id_ct_tstInfo || !single) return 'unreadable';
  return { signed, content: Buffer.from(single.buffer), info: AsnConvert.parse(single.buffer, TSTInfo) };
}

const sameBytes = (a: ArrayBuffer | Uint8Array, b: Uint8Array): boolean => Buffer.from(a as Uint8Array).equals(b);

const certificatesOf = ({ certificates }: SignedData): X509Certificate[] => [...certificates ?? []].map(({ certificate }: CertificateChoices) => certificate).filter((each) => each !== undefined)
  .map((each) => new X509Certificate(Buffer.from(AsnConvert.serialize(each))));

/** Whether a signer names a certificate, by issuer and serial number. */
function isOf(signer: SignerInfo, certificate: X509Certificate): boolean {
  const named = signer.sid.issuerAndSerialNumber;
  if (!named) return false;
  const serial = Buffer.from(named.serialNumber).toString('hex').toUpperCase().replace(/^(?:00)+/, '');
  return serial === certificate.serialNumber.replace(/^(?:00)+/, '') && Buffer.from(certificate.raw).includes(Buffer.from(AsnConvert.serialize(named.issuer)));
}

/** RFC 3161 §2.3: the certificate is for stamping and for nothing else. */
const isForStamping = (certificate: X509Certificate): boolean => certificate.keyUsage?.length === 1 && certificate.keyUsage[0] === TIME_STAMPING;

/** The signature is over the attributes, and they hold the digest and the type of the content (RFC 5652 §5.4). */
function isSignedBy(signer: SignerInfo, content: Buffer, certificate: X509Certificate): boolean {
  const digest = DIGESTS[signer.digestAlgorithm.algorithm];
  const attributes = signer.signedAttrs;
  if (!digest || !attributes) return false;
  const valueOf = (type: string) => attributes.find(({ attrType }) => attrType === type)?.attrValues[0];
  const [stated, type] = [valueOf(MESSAGE_DIGEST), valueOf(CONTENT_TYPE)];
  if (!stated || !type || !sameBytes(AsnConvert.parse(stated, OctetString).buffer, createHash(digest).update(content).digest())) return false;
  if (!Buffer.from(type).equals(Buffer.from('060b2a864886f70d0109100104', 'hex'))) return false;
  return verify(digest, asSet(attributes.map((each) => Buffer.from(AsnConvert.serialize(each)))), certificate.publicKey, Buffer.from(signer.signature.buffer));
}

/** What is signed is the attributes as a SET (RFC 5652 §5.4), not as the implicit [0] that they travel in. */
function asSet(parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length < 0x80 ? [body.length] : body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([0x31, ...length]), body]);
}

const isWithin = (certificate: X509Certificate, at: Date): boolean => new Date(certificate.validFrom) <= at && at <= new Date(certificate.validTo);

export function readPem(text: string): X509Certificate[] {
  return (text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []).map((pem) => new X509Certificate(pem));
}

/** Goes from a certificate up to one that is trusted; those on the way are of the answer or of the trusted ones. */
function isTrusted(certificate: X509Certificate, brought: readonly X509Certificate[], trusted: readonly X509Certificate[], at: Date): boolean {
  let current = certificate;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    if (trusted.some((each) => each.fingerprint256 === current.fingerprint256)) return true;
    const child = current;
    const issuer = [...trusted, ...brought].find((each) => each.ca && child.checkIssued(each) && child.verify(each.publicKey) && isWithin(each, at) && each.fingerprint256 !== child.fingerprint256);
    if (!issuer) return false;
    current = issuer;
  }
  return false;
}
