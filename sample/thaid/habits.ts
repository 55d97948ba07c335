import type { KoaContextWithOIDC } from 'oidc-provider';

/** What ThaiD does otherwise than the standards. */
export interface Habits {
  /** `expires_in` as a Unix time instead of seconds to live, as ETDA's sample for C# documents it. */
  expiresInAsTime: boolean;
  /** Value that the header `API_KEY` must have at the token address; null asks for none. */
  apiKey: string | null;
  /** How many seconds its clock is ahead. */
  clockAheadS: number;
}

export const usualHabits: Habits = { expiresInAsTime: true, apiKey: null, clockAheadS: 0 };

/** ThaiD's addresses end in `/`, in its discovery document too. */
const ADDRESSES = ['authorization_endpoint', 'token_endpoint', 'introspection_endpoint', 'revocation_endpoint', 'userinfo_endpoint', 'jwks_uri'];

/** An address without the slash at its end, which the provider's own router does not know. */
export const withoutSlash = (url: string): string => url.replace(/\/(?=\?|$)/, '') || '/';

/** Bends the provider's answers to ThaiD's habits, once it is done. */
export function bend(ctx: KoaContextWithOIDC, habits: Habits): void {
  const route = ctx.oidc?.route;
  if (route === 'discovery') ctx.body = Object.fromEntries(Object.entries(ctx.body as object).map(([name, value]) => [name, ADDRESSES.includes(name) ? `${String(value)}/` : value]));
  if (route === 'token' && ctx.status === 200 && habits.expiresInAsTime) ctx.body = { ...(ctx.body as object), expires_in: Math.floor(Date.now() / 1000) + Number((ctx.body as { expires_in: number }).expires_in) };
  if (route === 'revocation' && ctx.status === 200) ctx.body = { message: 'Token has been revoked' };
}
