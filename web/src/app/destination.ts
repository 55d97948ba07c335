import type { Lang } from '@saphan/contracts/dates';

/** A page of ours: begins with a language, and nothing in it can lead a browser to another host. */
const ourPage = /^\/(?:th|en)\/(?!\/)[^\\\s]*$/;
const uidForm = /^[\w-]{8,64}$/;

/**
 * The page that `to` names when it is ours, else null. It comes from the address, so anybody may have written it: no other host
 * (`//host`, `/\host`), no scheme, no way back up (`..`), no control characters.
 */
export function ourPageOf(to: unknown): string | null {
  if (typeof to !== 'string' || to.length > 2000 || !ourPage.test(to) || to.includes('//') || [...to].some((sign) => sign < ' ' || sign === '\u007f')) return null;
  if (/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$|\?|#)/i.test(to)) return null;
  return to;
}

/** The address that goes on with a service's sign-in; null when the id has no proper form. */
export function interactionAddress(uid: unknown): string | null {
  return typeof uid === 'string' && uidForm.test(uid) ? `/api/v1/interactions/${uid}` : null;
}

/** Where to go after signing in: the service that waits, else the page asked for, else the board. */
export function destinationOf(search: { interaction?: unknown; to?: unknown }, lang: Lang): string {
  return interactionAddress(search.interaction) ?? ourPageOf(search.to) ?? `/${lang}/board`;
}

/** The server's answer to consent: its own provider or interaction goes on; anything else is refused. */
export function nextStepOf(location: string, origin: string): string | null {
  try {
    const url = new URL(location, origin);
    return url.origin === origin && /^\/(?:oidc|api\/v1\/interactions)\//.test(url.pathname) ? url.href : null;
  } catch {
    return null;
  }
}
