import { describe, expect, it } from 'vitest';
import { changeOf, emptyService, faultsOf, isServiceAddress, registrationOf, type ServiceDraft } from './service-draft.ts';

const draft: ServiceDraft = { ...emptyService, id: 'water-request', agencyId: 'rid', nameTh: 'คำขอใช้น้ำ', nameEn: 'Water request', redirectUris: 'https://water.rid.go.th/callback\n\n http://localhost:3000/callback ' };

describe('a draft of a service', () => {
  it('needs an id, an agency, two names and an address to return to', () => {
    expect(faultsOf(emptyService)).toEqual(['id', 'agencyId', 'nameTh', 'nameEn', 'redirectUris']);
    expect(faultsOf(draft)).toEqual([]);
  });

  it.each(['Water', 'ab', '-water', 'น้ำ', 'a'.repeat(42)])('refuses the id %s', (id) => { expect(faultsOf({ ...draft, id })).toEqual(['id']); });

  it.each(['http://water.rid.go.th/cb', 'https://water.rid.go.th/cb#x', 'javascript:alert(1)', 'water.rid.go.th/cb', '//evil.example'])('refuses to return to %s', (address) => {
    expect(isServiceAddress(address)).toBe(false);
    expect(faultsOf({ ...draft, redirectUris: address })).toEqual(['redirectUris']);
  });

  it('needs keys where it proves itself by a key, and a name where by a certificate', () => {
    expect(faultsOf({ ...draft, authMethod: 'private_key_jwt' })).toEqual(['jwksUri']);
    expect(faultsOf({ ...draft, authMethod: 'tls_client_auth' })).toEqual(['tlsName']);
    expect(faultsOf({ ...draft, authMethod: 'private_key_jwt', jwksUri: 'https://water.rid.go.th/jwks' })).toEqual([]);
  });

  it('is sent as lists, always with openid, and with nothing where nothing was said', () => {
    expect(registrationOf({ ...draft, scopes: ['profile'] })).toMatchObject({ id: 'water-request', redirectUris: ['https://water.rid.go.th/callback', 'http://localhost:3000/callback'], scopes: ['openid', 'profile'], homeUrl: null, allowedCidrs: [] });
    expect(changeOf(draft)).not.toHaveProperty('id');
  });
});
