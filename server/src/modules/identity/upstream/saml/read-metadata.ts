import { SaxesParser, type SaxesTagNS } from 'saxes';
import { problem } from '../errors.ts';
import type { SamlSettings } from '../settings.ts';
import { canSign } from './client.ts';

/** The largest metadata that are read; a whole federation's file is not one provider's. */
export const LARGEST_METADATA = 512 * 1024;
const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const MOST_CERTIFICATES = 3;

/** What metadata say of one identity provider. */
export type SamlMetadata = Pick<SamlSettings, 'issuer' | 'ssoUrl' | 'certificates'>;
interface Provider { issuer: string; ssoUrls: string[]; certificates: string[] }

/**
 * Reads an identity provider's metadata (SAML metadata §2.4.3) as its administrator sends them: entityID, the address for HTTP-Redirect,
 * and the certificates that sign. Their own signature is not looked at, because whoever pastes them vouches for them; nothing is fetched.
 *
 * @throws `identity.saml-metadata-refused` with what is wrong: no XML, a document type, no provider or several, nothing to sign with.
 */
export function readMetadata(xml: string): SamlMetadata {
  const providers = providersIn(xml);
  const [found, ...others] = providers;
  if (!found) throw refused('ไม่มีผู้ให้บริการยืนยันตัวตน (IDPSSODescriptor)', 'They name no identity provider (IDPSSODescriptor).');
  if (others.length > 0) throw refused(`มีผู้ให้บริการ ${providers.length} ราย ให้ส่งมาเพียงรายเดียว`, `They name ${providers.length} providers; send those of one.`);
  const [ssoUrl] = found.ssoUrls;
  if (!/^\S{1,500}$/.test(found.issuer)) throw refused('ไม่มี entityID ที่ใช้ได้', 'They have no entityID that can be used.');
  if (ssoUrl === undefined || !/^https:\/\/[^\s#@]+$/.test(ssoUrl)) throw refused('ไม่มีที่อยู่ HTTP-Redirect ที่เป็น https', 'They have no https address for HTTP-Redirect.');
  const certificates = [...new Set(found.certificates)].filter(canSign).slice(0, MOST_CERTIFICATES);
  if (certificates.length === 0) throw refused('ไม่มีใบรับรองลงนามแบบ RSA 2048 บิตขึ้นไป', 'They have no signing certificate of an RSA key of 2048 bits or more.');
  return { issuer: found.issuer, ssoUrl, certificates };
}

const refused = (th: string, en: string) => problem('saml-metadata-refused', { errors: [{ pointer: '/body/metadata', th, en }] });

function providersIn(xml: string): Provider[] {
  const reader = new MetadataReader();
  const parser = new SaxesParser({ xmlns: true });
  const never = () => { throw refused('มี document type ซึ่งไม่รับ', 'They have a document type, which is not taken.'); };
  parser.on('error', () => { throw refused('ไม่ใช่ XML ที่ถูกต้อง', 'They are no well-formed XML.'); });
  parser.on('doctype', never);
  parser.on('opentag', (tag) => reader.open(tag));
  parser.on('text', (text) => reader.hear(text));
  parser.on('closetag', (tag) => reader.close(tag));
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  return reader.providers;
}

/** Walks once from the first tag to the last; keeps what stands in an IDPSSODescriptor. */
class MetadataReader {
  readonly providers: Provider[] = [];
  #issuer = '';
  #provider: Provider | null = null;
  #signs = false;
  #text: string | null = null;

  open({ uri, local, attributes }: SaxesTagNS): void {
    const said = (name: string) => attributes[name]?.value.trim() ?? '';
    if (uri === DSIG && local === 'X509Certificate' && this.#signs) this.#text = '';
    if (uri !== METADATA) return;
    if (local === 'EntityDescriptor') this.#issuer = said('entityID');
    if (local === 'IDPSSODescriptor') this.#provider = { issuer: this.#issuer, ssoUrls: [], certificates: [] };
    if (local === 'KeyDescriptor') this.#signs = this.#provider !== null && said('use') !== 'encryption';
    if (local === 'SingleSignOnService' && said('Binding') === REDIRECT) this.#provider?.ssoUrls.push(said('Location'));
  }

  hear(text: string): void {
    if (this.#text !== null) this.#text += text;
  }

  close({ uri, local }: SaxesTagNS): void {
    if (uri === DSIG && local === 'X509Certificate' && this.#text !== null) {
      this.#provider?.certificates.push(pemOf(this.#text));
      this.#text = null;
    }
    if (uri !== METADATA) return;
    if (local === 'KeyDescriptor') this.#signs = false;
    if (local !== 'IDPSSODescriptor' || !this.#provider) return;
    this.providers.push(this.#provider);
    this.#provider = null;
  }
}

const pemOf = (base64: string): string => `-----BEGIN CERTIFICATE-----\n${base64.replace(/\s/g, '').replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
