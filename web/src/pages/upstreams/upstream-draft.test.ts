import { describe, expect, it } from 'vitest';
import { draftOf, emptyUpstream, faultsOf, secretOf, settingsOf, type UpstreamDraft } from './upstream-draft.ts';

const thaid: UpstreamDraft = { ...emptyUpstream('thaid'), clientId: 'saphan', secret: 's' };
const directory: UpstreamDraft = { ...emptyUpstream('ldap'), id: 'rid-ad', nameTh: 'กรมชลประทาน', nameEn: 'RID', url: 'ldaps://dc1.rid.go.th', bindDn: 'CN=reader', baseDn: 'DC=rid', agencyId: 'rid', secret: 's' };

describe('an outside system as typed', () => {
  it('knows what is usual for ThaiD and for Active Directory', () => {
    expect(faultsOf(thaid, true)).toEqual([]);
    expect(settingsOf(thaid)).toEqual({
      issuer: 'https://imauth.bora.dopa.go.th', clientId: 'saphan', scopes: ['openid', 'pid', 'given_name', 'family_name', 'name', 'ial'], clientAuth: 'client_secret_basic', pidClaim: 'pid', highestIal: 23, aal: 2, opensAccounts: true, apiKeyHeader: null,
    });
    expect(faultsOf(directory, true)).toEqual([]);
    expect(settingsOf(directory)).toMatchObject({ userFilter: '(&(objectCategory=person)(objectClass=user))', idAttribute: 'objectGUID', requiredGroup: null, certificate: null });
  });

  it('comes back from what stands, without a secret', () => {
    const again = draftOf({ id: 'rid-ad', kind: 'ldap', nameTh: 'กรมชลประทาน', nameEn: 'RID', settings: settingsOf(directory) });
    expect(again).toEqual({ ...directory, secret: '' });
    expect(faultsOf(again, false)).toEqual([]);
    expect(faultsOf(again, true)).toEqual(['secret']);
    const provider = { id: 'thaid', kind: 'thaid' as const, nameTh: 'ThaiD', nameEn: 'ThaiD', settings: settingsOf(thaid) };
    expect(settingsOf(draftOf(provider))).toEqual(provider.settings);
  });

  it('takes a SAML provider without a secret, and up to three certificates out of whatever stands around them', () => {
    const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`;
    const saml: UpstreamDraft = { ...emptyUpstream('saml'), id: 'rid-saml', nameTh: 'กรมชลประทาน', nameEn: 'RID', issuer: 'urn:rid', ssoUrl: ' https://idp.rid.go.th/sso ', certificates: `subject=CN\n${['a', 'b', 'c', 'd'].map(pem).join('\n')}` };
    expect(faultsOf(saml, true)).toEqual([]);
    expect(settingsOf(saml)).toEqual({ issuer: 'urn:rid', ssoUrl: 'https://idp.rid.go.th/sso', certificates: ['a', 'b', 'c'].map(pem), subjectAttribute: null, aal: 1 });
    expect(faultsOf(emptyUpstream('saml'), true)).toEqual(['id', 'nameTh', 'nameEn', 'issuer', 'ssoUrl', 'certificates']);
    expect(faultsOf({ ...saml, ssoUrl: 'http://idp.rid.go.th', certificates: 'MIIC' }, true)).toEqual(['ssoUrl', 'certificates']);
    const kept = { id: 'rid-saml', kind: 'saml' as const, nameTh: 'ก', nameEn: 'A', settings: settingsOf(saml) };
    expect(settingsOf(draftOf(kept))).toEqual(kept.settings);
  });

  it.each<[string, Partial<UpstreamDraft>, string[]]>([
    ['an id with capitals', { id: 'ThaiD' }, ['id']],
    ['an issuer that is no address', { issuer: 'imauth.bora.dopa.go.th' }, ['issuer']],
    ['an issuer with a query', { issuer: 'https://imauth.bora.dopa.go.th?x=1' }, ['issuer']],
    ['no openid', { scopes: 'pid name' }, ['scopes']],
    ['a scope in Thai', { scopes: 'openid เลข' }, ['scopes']],
    ['accounts for a number that is not believed', { pidClaim: '' }, ['opensAccounts']],
    ['accounts for a number below IAL 2', { highestIal: 13 }, ['opensAccounts']],
    ['a header with a colon', { apiKeyHeader: 'x-key:' }, ['apiKeyHeader']],
  ])('refuses of a provider %s', (_, part, faults) => { expect(faultsOf({ ...thaid, ...part }, true)).toEqual(faults); });

  it.each<[string, Partial<UpstreamDraft>, string[]]>([
    ['an address with a path', { url: 'ldaps://dc1.rid.go.th/dc=rid' }, ['url']],
    ['an address of the web', { url: 'https://dc1.rid.go.th' }, ['url']],
    ['a filter without brackets', { userFilter: 'objectClass=person' }, ['userFilter']],
    ['no agency', { agencyId: '' }, ['agencyId']],
    ['a key instead of a certificate', { certificate: '-----BEGIN PRIVATE KEY-----' }, ['certificate']],
    ['an attribute with a space', { nameAttribute: 'sAM Account' }, ['nameAttribute']],
  ])('refuses of a directory %s', (_, part, faults) => { expect(faultsOf({ ...directory, ...part }, true)).toEqual(faults); });

  it('sends an API key only where there is one', () => {
    expect(secretOf({ secret: 's', apiKey: '' })).toEqual({ clientSecret: 's' });
    expect(secretOf({ secret: 's', apiKey: 'k' })).toEqual({ clientSecret: 's', apiKey: 'k' });
  });
});
