import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, { interactionPolicy, type Configuration } from 'oidc-provider';
import { citizens, type Citizen } from './citizens.ts';
import { openMemory } from './memory.ts';

export interface ThaidClient { id: string; secret: string; redirectUris: string[] }

const TOKEN_S = 15 * 60;
/** Scopes of ThaiD's second version, and the two names of its first that old clients still send (identity.md §A4). */
const claimOf: Record<string, (of: Citizen) => string> = {
  pid: ({ pid }) => pid, title: ({ title }) => title, given_name: ({ given }) => given, family_name: ({ family }) => family, name: ({ given, family }) => `${given} ${family}`, gender: ({ gender }) => gender,
  birthdate: ({ birthdate }) => birthdate, given_name_en: ({ givenEn }) => givenEn, family_name_en: ({ familyEn }) => familyEn, name_en: ({ givenEn, familyEn }) => `${givenEn} ${familyEn}`, ial: ({ ial }) => ial,
  address: () => '99/9 หมู่ 9 ตำบลสมมุติ อำเภอจำลอง', th_fullname: ({ given, family }) => `${given} ${family}`, dob: ({ birthdate }) => birthdate,
};
const scopes = Object.keys(claimOf);

/** A key of one run of the simulator. */
export async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...await exportJWK(privateKey), kid: randomBytes(6).toString('hex'), alg: 'RS256', use: 'sig' };
}

/** The provider below `issuer`; who somebody is, they say on the page at `choose/`. */
export function buildThaidProvider(issuer: string, client: ThaidClient, key: JWK): Provider {
  const path = new URL(issuer).pathname;
  const cookie = { path, httpOnly: true, sameSite: 'lax', signed: true } as const;
  return new Provider(issuer, {
    adapter: openMemory() as never,
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: client.redirectUris, response_types: ['code'], grant_types: ['authorization_code'], token_endpoint_auth_method: 'client_secret_basic', id_token_signed_response_alg: 'RS256' }],
    jwks: { keys: [key as never] }, responseTypes: ['code'], scopes: ['openid', ...scopes], conformIdTokenClaims: false,
    claims: { openid: ['sub'], ...Object.fromEntries(scopes.map((name) => [name, [name]])) },
    findAccount: (_ctx, sub) => { const found = citizens.find((each) => each.sub === sub); return found && { accountId: sub, claims: () => ({ sub, ...Object.fromEntries(scopes.map((name) => [name, claimOf[name]?.(found)])) }) }; },
    routes: { authorization: '/api/v2/oauth2/auth', token: '/api/v2/oauth2/token', introspection: '/api/v2/oauth2/introspect', revocation: '/api/v2/oauth2/revoke', userinfo: '/api/v2/oauth2/userinfo', jwks: '/jwks' },
    cookies: { keys: [randomBytes(32).toString('hex')], names: { session: 'thaid-session', interaction: 'thaid-choice', resume: 'thaid-resume' }, long: cookie, short: { httpOnly: true, sameSite: 'lax', signed: true } },
    ttl: { AccessToken: TOKEN_S, IdToken: TOKEN_S, AuthorizationCode: 60, Interaction: 600, Session: 600, Grant: TOKEN_S },
    features: { devInteractions: { enabled: false }, introspection: { enabled: true }, revocation: { enabled: true } },
    pkce: { required: () => false }, loadExistingGrant: grantAsked, renderError: (ctx, out) => { ctx.type = 'text/plain'; ctx.body = `ThaiD simulator: ${out.error} ${out.error_description ?? ''}`; },
    interactions: { policy: askEachTime(), url: (_ctx, interaction) => `${path}/choose/${interaction.uid}` },
  } as Configuration);
}

/** Whoever goes through ThaiD confirms in the app each time; consent is part of it. */
function askEachTime() {
  const { base, Check } = interactionPolicy;
  const policy = base();
  policy.get('login')?.checks.add(new Check('each_time', 'ThaiD asks each time', 'login_required', (ctx) => ctx.oidc.result === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT));
  return policy;
}

const grantAsked: Configuration['loadExistingGrant'] = async (ctx) => {
  const grant = new ctx.oidc.provider.Grant({ accountId: ctx.oidc.session?.accountId ?? '', clientId: ctx.oidc.client?.clientId ?? '' });
  grant.addOIDCScope([...ctx.oidc.requestParamScopes].join(' '));
  await grant.save();
  return grant;
};
