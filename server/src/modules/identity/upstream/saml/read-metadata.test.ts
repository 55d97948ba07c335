import { describe, expect, it } from 'vitest';
import { selfSigned, selfSignedRsa } from '#kernel/testing/certificate.ts';
import { readMetadata } from './read-metadata.ts';

const [signing, next, encryption] = [selfSignedRsa('idp.rid.example'), selfSignedRsa('idp.rid.example'), selfSignedRsa('idp.rid.example')];
const bare = (pem: string) => pem.replace(/-----[^-]+-----/g, '');
const key = (pem: string, use = ' use="signing"') => `<KeyDescriptor${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n  ${bare(pem)}  </ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>`;
const sso = (binding = 'HTTP-Redirect', location = 'https://idp.rid.example/saml/sso') => `<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}"/>`;
const entity = (content: string, id = 'https://idp.rid.example/saml') => `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${id}">${content}</EntityDescriptor>`;
const idp = (content: string) => `<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${content}</IDPSSODescriptor>`;
const whole = entity(idp(key(encryption.certificate, ' use="encryption"') + key(signing.certificate) + key(next.certificate, '') + sso('HTTP-POST', 'https://idp.rid.example/saml/post') + sso()));

const reasonOf = (xml: string): string => {
  try { readMetadata(xml); } catch (error) { return (error as { fields: { errors: { en: string }[] } }).fields.errors[0]?.en ?? ''; }
  throw new Error('taken');
};

describe('metadata of a SAML identity provider', () => {
  it('give entityID, the address for HTTP-Redirect and every certificate that signs', () => {
    expect(readMetadata(`\uFEFF<?xml version="1.0"?>\n<!-- AD FS -->${whole}`)).toEqual({ issuer: 'https://idp.rid.example/saml', ssoUrl: 'https://idp.rid.example/saml/sso', certificates: [signing.certificate, next.certificate] });
  });

  it('may be a list with one provider among services, whose keys are not the provider’s', () => {
    const service = entity(`<SPSSODescriptor>${key(encryption.certificate)}</SPSSODescriptor>`, 'https://sp.example');
    expect(readMetadata(`<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${service}${entity(idp(key(signing.certificate) + sso()))}</EntitiesDescriptor>`).certificates).toEqual([signing.certificate]);
  });

  it.each([
    ['no XML', 'สวัสดี', /well-formed/], ['XML that breaks off', whole.slice(0, -20), /well-formed/],
    ['an entity of a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${whole}`, /document type/],
    ['a service only', entity(`<SPSSODescriptor>${key(signing.certificate)}</SPSSODescriptor>`), /no identity provider/],
    ['two providers', `<E>${whole}${whole}</E>`, /2 providers/],
    ['a provider of another namespace', whole.replaceAll('SAML:2.0:metadata', 'SAML:1.1:metadata'), /no identity provider/],
    ['no redirect', entity(idp(key(signing.certificate) + sso('HTTP-POST'))), /HTTP-Redirect/],
    ['an address without TLS', entity(idp(key(signing.certificate) + sso('HTTP-Redirect', 'http://idp.rid.example'))), /https address/],
    ['a script for an address', entity(idp(key(signing.certificate) + sso('HTTP-Redirect', 'javascript:alert(1)'))), /https address/],
    ['no name', entity(idp(key(signing.certificate) + sso()), ' '), /entityID/],
    ['an elliptic key only', entity(idp(key(selfSigned('idp').certificate) + sso())), /RSA/],
    ['a short key', entity(idp(key(selfSignedRsa('idp', 1024).certificate) + sso())), /RSA/],
    ['words where a certificate stands', entity(idp(key('not a certificate') + sso())), /RSA/],
  ])('are refused with %s', (_what, xml, reason) => { expect(reasonOf(xml)).toMatch(reason); });
});
