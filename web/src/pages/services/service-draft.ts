import type { NewService, Service, ServiceChange } from '../../api/service-queries.ts';

export type AuthMethod = NewService['authMethod'];
export const authMethods: readonly AuthMethod[] = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth', 'none'];
/** By which name of its certificate a service is known (RFC 8705 §2.1.2). */
export type TlsKind = NonNullable<NewService['tlsSubject']>['kind'];
export const tlsKinds: readonly TlsKind[] = ['dns', 'dn', 'uri', 'ip', 'email'];
/** The exchange tier takes no secrets (FAPI 2.0 §5.3.2.1). */
export const strongMethods: readonly AuthMethod[] = ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'];
export const scopes = ['openid', 'profile', 'organisation', 'offline_access'] as const;

/** What somebody says of a service, as typed: lists are lines of text. */
export interface ServiceDraft {
  id: string; agencyId: string; tier: 'standard' | 'exchange'; nameTh: string; nameEn: string; purposeTh: string; purposeEn: string; homeUrl: string;
  redirectUris: string; postLogoutRedirectUris: string; backchannelLogoutUri: string; authMethod: AuthMethod; jwksUri: string; tlsKind: TlsKind; tlsName: string; scopes: string[]; minAal: number; minIal: number; allowedCidrs: string;
}

export const emptyService: ServiceDraft = {
  id: '', agencyId: '', tier: 'standard', nameTh: '', nameEn: '', purposeTh: '', purposeEn: '', homeUrl: '', redirectUris: '', postLogoutRedirectUris: '', backchannelLogoutUri: '',
  authMethod: 'client_secret_basic', jwksUri: '', tlsKind: 'dns', tlsName: '', scopes: ['openid', 'profile'], minAal: 1, minIal: 0, allowedCidrs: '',
};

export const linesOf = (text: string): string[] => text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');

/** https with a host and no fragment, or a program on the same machine while trying; the server looks closer. */
export function isServiceAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.hash === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)));
}

export type ServiceFault = 'id' | 'agencyId' | 'nameTh' | 'nameEn' | 'homeUrl' | 'redirectUris' | 'postLogoutRedirectUris' | 'backchannelLogoutUri' | 'jwksUri' | 'tlsName';

/** What keeps a draft from being sent. */
export function faultsOf(draft: ServiceDraft): ServiceFault[] {
  const redirects = linesOf(draft.redirectUris);
  const optional = (text: string) => text.trim() === '' || isServiceAddress(text.trim());
  const checks: Record<ServiceFault, boolean> = {
    id: /^[a-z0-9][a-z0-9-]{2,40}$/.test(draft.id), agencyId: draft.agencyId !== '', nameTh: draft.nameTh.trim().length >= 2, nameEn: draft.nameEn.trim().length >= 2, homeUrl: optional(draft.homeUrl),
    redirectUris: redirects.length > 0 && redirects.every(isServiceAddress), postLogoutRedirectUris: linesOf(draft.postLogoutRedirectUris).every(isServiceAddress), backchannelLogoutUri: optional(draft.backchannelLogoutUri),
    jwksUri: optional(draft.jwksUri) && (!['private_key_jwt', 'self_signed_tls_client_auth'].includes(draft.authMethod) || draft.jwksUri.trim() !== ''), tlsName: draft.authMethod !== 'tls_client_auth' || draft.tlsName.trim() !== '',
  };
  return (Object.keys(checks) as ServiceFault[]).filter((name) => !checks[name]);
}

const orNothing = (text: string) => text.trim() || null;

/** The change that a draft asks for. */
export function changeOf(draft: ServiceDraft): ServiceChange {
  return {
    nameTh: draft.nameTh.trim(), nameEn: draft.nameEn.trim(), purposeTh: orNothing(draft.purposeTh), purposeEn: orNothing(draft.purposeEn), homeUrl: orNothing(draft.homeUrl),
    redirectUris: linesOf(draft.redirectUris), postLogoutRedirectUris: linesOf(draft.postLogoutRedirectUris), backchannelLogoutUri: orNothing(draft.backchannelLogoutUri), jwksUri: orNothing(draft.jwksUri),
    ...(draft.authMethod === 'tls_client_auth' && { tlsSubject: { kind: draft.tlsKind, value: draft.tlsName.trim() } }),
    authMethod: draft.authMethod, scopes: ['openid', ...draft.scopes.filter((scope) => scope !== 'openid')], minAal: draft.minAal, minIal: draft.minIal, allowedCidrs: linesOf(draft.allowedCidrs),
  };
}

/** The registration that a draft asks for. */
export function registrationOf(draft: ServiceDraft): NewService {
  return { id: draft.id, agencyId: draft.agencyId, tier: draft.tier, ...changeOf(draft) };
}

/** A registered service as a draft, to change it. */
export function draftOf(service: Service): ServiceDraft {
  return {
    id: service.id, agencyId: service.agencyId ?? '', tier: service.tier === 'exchange' ? 'exchange' : 'standard', nameTh: service.nameTh, nameEn: service.nameEn, purposeTh: service.purposeTh ?? '', purposeEn: service.purposeEn ?? '', homeUrl: service.homeUrl ?? '',
    redirectUris: service.redirectUris.join('\n'), postLogoutRedirectUris: service.postLogoutRedirectUris.join('\n'), backchannelLogoutUri: service.backchannelLogoutUri ?? '',
    authMethod: authMethods.find((method) => method === service.authMethod) ?? 'client_secret_basic', jwksUri: service.jwksUri ?? '', tlsKind: service.tlsSubject?.kind ?? 'dns', tlsName: service.tlsSubject?.value ?? '', scopes: service.scopes, minAal: service.minAal, minIal: service.minIal, allowedCidrs: service.allowedCidrs.join('\n'),
  };
}
