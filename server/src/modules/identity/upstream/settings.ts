import { Type, type Static } from 'typebox';

const strict = { additionalProperties: false };
const text = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });

/** An OpenID provider; ThaiD is one with quirks of its own. */
export const oidcSettingsSchema = Type.Object({
  issuer: Type.String({ pattern: '^https?://[^\\s?#@]+$', maxLength: 500 }),
  clientId: text,
  scopes: Type.Array(Type.String({ pattern: '^[a-z0-9_:.-]{1,60}$' }), { minItems: 1, maxItems: 30, uniqueItems: true }),
  clientAuth: Type.Union([Type.Literal('client_secret_basic'), Type.Literal('client_secret_post')]),
  pidClaim: Type.Union([Type.String({ pattern: '^[A-Za-z_]{1,60}$' }), Type.Null()], { description: 'Claim with the citizen id; null when this provider is not believed about it.' }),
  highestIal: Type.Integer({ minimum: 0, maximum: 30, description: 'Identity assurance × 10 that it is believed at most, whatever it says.' }),
  aal: Type.Union([Type.Literal(1), Type.Literal(2)], { description: 'Authenticator assurance that its sign-in counts for.' }),
  opensAccounts: Type.Boolean({ description: 'Whether somebody with a proven citizen id who has no account gets one, as a citizen.' }),
  apiKeyHeader: Type.Union([Type.String({ pattern: '^[A-Za-z_-]{1,40}$' }), Type.Null()], { description: 'Header that carries the API key, where the provider asks for one.' }),
}, strict);
export type OidcSettings = Static<typeof oidcSettingsSchema>;

/** A directory (LDAP version 3, Active Directory) that accounts come from. */
export const ldapSettingsSchema = Type.Object({
  url: Type.String({ pattern: '^ldaps?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$', description: 'ldaps://, or ldap:// which is then turned into TLS (StartTLS) before anything else is said.' }),
  bindDn: text, baseDn: text,
  agencyId: Type.String({ minLength: 1, maxLength: 60, description: 'Agency whose directory it is.' }),
  userFilter: Type.String({ pattern: '^\\(.+\\)$', maxLength: 1_000, description: 'Which entries are people, e.g. (objectClass=person).' }),
  nameAttribute: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,60}$', description: 'What people type: sAMAccountName, uid.' }),
  idAttribute: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,60}$', description: 'What never changes: objectGUID, entryUUID.' }),
  requiredGroup: Type.Union([text, Type.Null()], { description: 'Group whose members, up to five groups deep, may enter; null lets everybody found in.' }),
  certificate: Type.Union([Type.String({ pattern: '^-----BEGIN CERTIFICATE-----', maxLength: 20_000 }), Type.Null()], { description: 'Certificate of the authority that signed the directory’s, when it is not a public one.' }),
}, strict);
export type LdapSettings = Static<typeof ldapSettingsSchema>;

/** An agency's SAML 2.0 identity provider. It is believed about no citizen id and opens no accounts: whoever comes links an own account. */
export const samlSettingsSchema = Type.Object({
  issuer: Type.String({ pattern: '^\\S+$', maxLength: 500, description: 'entityID of the identity provider.' }),
  ssoUrl: Type.String({ pattern: '^https://[^\\s#@]+$', maxLength: 500, description: 'Its address for sign-in by HTTP-Redirect.' }),
  certificates: Type.Array(Type.String({ pattern: '^-----BEGIN CERTIFICATE-----', maxLength: 20_000 }), { minItems: 1, maxItems: 3, description: 'What it signs with; two while it changes its key.' }),
  subjectAttribute: Type.Union([text, Type.Null()], { description: 'Attribute that names a person for ever; null takes the NameID, which then must not be transient.' }),
  aal: Type.Union([Type.Literal(1), Type.Literal(2)], { description: 'Authenticator assurance that its sign-in counts for.' }),
}, strict);
export type SamlSettings = Static<typeof samlSettingsSchema>;

export type UpstreamKind = 'oidc' | 'thaid' | 'ldap' | 'saml';
export type UpstreamSettings = OidcSettings | LdapSettings | SamlSettings;

/** What is kept sealed. */
export interface OidcSecret { clientSecret: string; apiKey?: string }

interface Common { id: string; nameTh: string; nameEn: string; sealed: string | null; enabled: boolean; changedAt: string }
export interface OidcUpstream extends Common { kind: 'oidc' | 'thaid'; settings: OidcSettings }
export interface LdapUpstream extends Common { kind: 'ldap'; settings: LdapSettings }
export interface SamlUpstream extends Common { kind: 'saml'; settings: SamlSettings }
/** What sends people back with a proof, rather than being asked with a password. */
export type ProviderUpstream = OidcUpstream | SamlUpstream;
export type Upstream = ProviderUpstream | LdapUpstream;

/** What {@link sealSecret} binds the secret of an upstream to. */
export const secretPurpose = (id: string): string => `identity/upstream/${id}`;

/**
 * Settings of ThaiD as ETDA's sample clients have them (identity.md §A4): its numbers are the civil registry's, its app asks for a PIN
 * or a face on the person's own device.
 */
export const thaidSettings = (issuer: string, clientId: string): OidcSettings => ({
  issuer, clientId, scopes: ['openid', 'pid', 'given_name', 'family_name', 'name', 'ial'], clientAuth: 'client_secret_basic', pidClaim: 'pid', highestIal: 23, aal: 2, opensAccounts: true, apiKeyHeader: null,
});

/** Whether an issuer is this house itself: the simulator of the sample ministry, which no production takes. */
export const isSimulated = (issuer: string, publicUrl: string): boolean => issuer.startsWith(`${publicUrl}/`);
