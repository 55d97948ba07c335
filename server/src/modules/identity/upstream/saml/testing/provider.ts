import { randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { SignedXml } from 'xml-crypto';
import { selfSignedRsa } from '#kernel/testing/certificate.ts';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const ISSUER = 'https://idp.rid.example/saml';
export const keys = selfSignedRsa('idp.rid.example');

/** What an answer says; each test changes what it is about. */
export interface Said { id: string; inResponseTo: string; recipient: string; audience: string; issuer: string; subject: string; format: string; from: number; until: number; signedIn: number; more: string }

/** What the house asked, read from the address that it sent the browser to. */
export function readRequest(url: URL): { id: string; acs: string; entityId: string; forced: boolean } {
  const xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
  const field = (pattern: RegExp) => pattern.exec(xml)?.[1] ?? '';
  return { id: field(/ ID="([^"]+)"/), acs: field(/AssertionConsumerServiceURL="([^"]+)"/), entityId: field(/Issuer[^>]*>([^<]+)</), forced: /ForceAuthn="true"/.test(xml) };
}

const at = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

/** The ordinary answer to a request. */
export const saidTo = (request: ReturnType<typeof readRequest>, over: Partial<Said> = {}): Said => ({
  id: `_${randomUUID()}`, inResponseTo: request.id, recipient: request.acs, audience: request.entityId, issuer: ISSUER, subject: 'somchai-0001', format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', from: -5, until: 300, signedIn: -1, more: '', ...over,
});

/** An assertion without signature. */
export const assertionOf = (said: Said): string => `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${said.id}" Version="2.0" IssueInstant="${at(0)}"><saml:Issuer>${said.issuer}</saml:Issuer>`
  + `<saml:Subject><saml:NameID Format="${said.format}">${said.subject}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${said.inResponseTo}" Recipient="${said.recipient}" NotOnOrAfter="${at(said.until)}"/></saml:SubjectConfirmation></saml:Subject>`
  + `<saml:Conditions NotBefore="${at(said.from)}" NotOnOrAfter="${at(said.until)}"><saml:AudienceRestriction><saml:Audience>${said.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`
  + `<saml:AuthnStatement AuthnInstant="${at(said.signedIn)}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>${said.more}</saml:Assertion>`;

/** A response around what stands in it. */
export const responseOf = (content: string, { id = '_response', status = 'Success', inResponseTo = '' } = {}): string =>
  `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${id}" Version="2.0" IssueInstant="${at(0)}"${inResponseTo && ` InResponseTo="${inResponseTo}"`}><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"/></samlp:Status>${content}</samlp:Response>`;

export interface Signing { key?: string; certificate?: string; what?: string; hash?: string; digest?: string }

/** Signs one element, right inside it, as identity providers do. */
export function signXml(xml: string, { key = keys.key, certificate, what = 'Assertion', hash = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', digest = 'http://www.w3.org/2001/04/xmlenc#sha256' }: Signing = {}): string {
  const signed = new SignedXml({ privateKey: key, ...(certificate !== undefined && { publicCert: certificate }), signatureAlgorithm: hash, canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#' });
  const xpath = `//*[local-name(.)='${what}']`;
  signed.addReference({ xpath, digestAlgorithm: digest, transforms: [`${DSIG}enveloped-signature`, 'http://www.w3.org/2001/10/xml-exc-c14n#'] });
  signed.computeSignature(xml, { location: { reference: `${xpath}/*[local-name(.)='${what === 'Assertion' ? 'Issuer' : 'Status'}']`, action: what === 'Assertion' ? 'after' : 'before' } });
  return signed.getSignedXml();
}

/** A whole answer, signed as it should be. */
export const answerTo = (request: ReturnType<typeof readRequest>, over: Partial<Said> = {}, signing: Signing = {}): string => signXml(responseOf(assertionOf(saidTo(request, over))), signing);
