import type { UpstreamSettings, UpstreamSetup } from '../../api/upstream-queries.ts';

export type UpstreamKind = UpstreamSetup['kind'];
export const upstreamKinds: readonly UpstreamKind[] = ['thaid', 'oidc', 'ldap', 'saml'];
export const clientAuths = ['client_secret_basic', 'client_secret_post'] as const;
/** Identity assurance × 10, by the levels of the Thai standard (ETDA 19-2566): 1.1 to 1.3, 2.1 to 2.3 and 3. */
export const ialLevels: readonly number[] = [0, 11, 12, 13, 21, 22, 23, 30];

/** What somebody says of an outside system, as typed. */
export interface UpstreamDraft {
  id: string; kind: UpstreamKind; nameTh: string; nameEn: string; secret: string; apiKey: string;
  issuer: string; clientId: string; scopes: string; clientAuth: typeof clientAuths[number]; pidClaim: string; highestIal: number; aal: 1 | 2; opensAccounts: boolean; apiKeyHeader: string;
  url: string; bindDn: string; baseDn: string; agencyId: string; userFilter: string; nameAttribute: string; idAttribute: string; requiredGroup: string; certificate: string;
  ssoUrl: string; certificates: string; subjectAttribute: string;
}

const common = {
  id: '', nameTh: '', nameEn: '', secret: '', apiKey: '', issuer: '', clientId: '', scopes: 'openid profile', clientAuth: 'client_secret_basic', pidClaim: '', highestIal: 0, aal: 1, opensAccounts: false, apiKeyHeader: '',
  url: '', bindDn: '', baseDn: '', agencyId: '', userFilter: '(&(objectCategory=person)(objectClass=user))', nameAttribute: 'sAMAccountName', idAttribute: 'objectGUID', requiredGroup: '', certificate: '',
  ssoUrl: '', certificates: '', subjectAttribute: '',
} as const;

/** A new system with what is usual for its kind: ThaiD as its guide has it, a directory as Active Directory is made. */
export const emptyUpstream = (kind: UpstreamKind): UpstreamDraft => kind === 'thaid'
  ? { ...common, kind, id: 'thaid', nameTh: 'ThaiD', nameEn: 'ThaiD', issuer: 'https://imauth.bora.dopa.go.th', scopes: 'openid pid given_name family_name name ial', pidClaim: 'pid', highestIal: 23, aal: 2, opensAccounts: true }
  : { ...common, kind };

/** A system as it stands, its secret left out. */
export function draftOf({ id, kind, nameTh, nameEn, settings }: Pick<UpstreamSetup, 'id' | 'kind' | 'nameTh' | 'nameEn' | 'settings'>): UpstreamDraft {
  const names = { id, kind, nameTh, nameEn };
  if ('scopes' in settings) return { ...common, ...settings, ...names, scopes: settings.scopes.join(' '), pidClaim: settings.pidClaim ?? '', apiKeyHeader: settings.apiKeyHeader ?? '' };
  if ('ssoUrl' in settings) return { ...common, ...settings, ...names, certificates: settings.certificates.join('\n'), subjectAttribute: settings.subjectAttribute ?? '' };
  return { ...common, ...settings, ...names, requiredGroup: settings.requiredGroup ?? '', certificate: settings.certificate ?? '' };
}

/** Whether a system keeps a secret with us; SAML proves by certificates, which are none. */
export const hasSecretOf = (kind: UpstreamKind): boolean => kind !== 'saml';

/** The certificates of a text, each from its first line to its last, three at most. */
export const certificatesIn = (text: string): string[] => (text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []).slice(0, 3);

const words = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter((word) => word !== ''))];
const orNull = (text: string): string | null => text.trim() || null;

/** The settings that a draft asks for. */
export function settingsOf(draft: UpstreamDraft): UpstreamSettings {
  if (draft.kind === 'saml') return { issuer: draft.issuer.trim(), ssoUrl: draft.ssoUrl.trim(), certificates: certificatesIn(draft.certificates), subjectAttribute: orNull(draft.subjectAttribute), aal: draft.aal };
  if (draft.kind === 'ldap') {
    return {
      url: draft.url.trim(), bindDn: draft.bindDn.trim(), baseDn: draft.baseDn.trim(), agencyId: draft.agencyId, userFilter: draft.userFilter.trim(), nameAttribute: draft.nameAttribute.trim(), idAttribute: draft.idAttribute.trim(),
      requiredGroup: orNull(draft.requiredGroup), certificate: orNull(draft.certificate),
    };
  }
  return {
    issuer: draft.issuer.trim(), clientId: draft.clientId.trim(), scopes: words(draft.scopes), clientAuth: draft.clientAuth, pidClaim: orNull(draft.pidClaim), highestIal: draft.highestIal, aal: draft.aal,
    opensAccounts: draft.opensAccounts, apiKeyHeader: orNull(draft.apiKeyHeader),
  };
}

/** What is kept sealed. */
export const secretOf = ({ secret, apiKey }: Pick<UpstreamDraft, 'secret' | 'apiKey'>): { clientSecret: string; apiKey?: string } => ({ clientSecret: secret, ...(apiKey !== '' && { apiKey }) });

const oidcChecks = {
  issuer: ({ issuer }: UpstreamDraft) => /^https?:\/\/[^\s?#@]+$/.test(issuer.trim()) && URL.canParse(issuer.trim()),
  clientId: ({ clientId }: UpstreamDraft) => clientId.trim() !== '',
  scopes: ({ scopes }: UpstreamDraft) => words(scopes).includes('openid') && words(scopes).every((scope) => /^[a-z0-9_:.-]{1,60}$/.test(scope)),
  pidClaim: ({ pidClaim }: UpstreamDraft) => /^[A-Za-z_]{0,60}$/.test(pidClaim.trim()),
  opensAccounts: ({ opensAccounts, pidClaim, highestIal }: UpstreamDraft) => !opensAccounts || (pidClaim.trim() !== '' && highestIal >= 20),
  apiKeyHeader: ({ apiKeyHeader }: UpstreamDraft) => /^[A-Za-z_-]{0,40}$/.test(apiKeyHeader.trim()),
};
const attribute = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;
const ldapChecks = {
  url: ({ url }: UpstreamDraft) => /^ldaps?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?$/.test(url.trim()),
  bindDn: ({ bindDn }: UpstreamDraft) => bindDn.trim() !== '',
  baseDn: ({ baseDn }: UpstreamDraft) => baseDn.trim() !== '',
  agencyId: ({ agencyId }: UpstreamDraft) => agencyId !== '',
  userFilter: ({ userFilter }: UpstreamDraft) => /^\(.+\)$/.test(userFilter.trim()),
  nameAttribute: ({ nameAttribute }: UpstreamDraft) => attribute.test(nameAttribute.trim()),
  idAttribute: ({ idAttribute }: UpstreamDraft) => attribute.test(idAttribute.trim()),
  certificate: ({ certificate }: UpstreamDraft) => certificate.trim() === '' || certificate.trim().startsWith('-----BEGIN CERTIFICATE-----'),
};
const samlChecks = {
  issuer: ({ issuer }: UpstreamDraft) => /^\S+$/.test(issuer.trim()),
  ssoUrl: ({ ssoUrl }: UpstreamDraft) => /^https:\/\/[^\s#@]+$/.test(ssoUrl.trim()),
  certificates: ({ certificates }: UpstreamDraft) => certificatesIn(certificates).length > 0,
};
const nameChecks = { nameTh: ({ nameTh }: UpstreamDraft) => nameTh.trim() !== '', nameEn: ({ nameEn }: UpstreamDraft) => nameEn.trim() !== '' };
const newChecks = { id: ({ id }: UpstreamDraft) => /^[a-z0-9-]{2,30}$/.test(id), secret: ({ kind, secret }: UpstreamDraft) => !hasSecretOf(kind) || secret !== '' };

export type UpstreamFault = keyof typeof oidcChecks | keyof typeof ldapChecks | keyof typeof samlChecks | keyof typeof nameChecks | keyof typeof newChecks;

const checksOf = { thaid: oidcChecks, oidc: oidcChecks, ldap: ldapChecks, saml: samlChecks } satisfies Record<UpstreamKind, unknown>;

/** What keeps a draft from being sent; the server looks closer. */
export function faultsOf(draft: UpstreamDraft, isNew: boolean): UpstreamFault[] {
  const checks: Partial<Record<UpstreamFault, (of: UpstreamDraft) => boolean>> = { ...(isNew && newChecks), ...nameChecks, ...checksOf[draft.kind] };
  return Object.entries(checks).filter(([, holds]) => !holds(draft)).map(([name]) => name as UpstreamFault);
}
