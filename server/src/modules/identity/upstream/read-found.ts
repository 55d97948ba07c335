import { isCitizenId, citizenIdDigits } from '@saphan/contracts/thai-id';
import { problem } from './errors.ts';
import type { UpstreamFound } from './public.ts';
import type { OidcUpstream } from './settings.ts';

type Claims = Record<string, unknown>;
const LONGEST_NAME = 200;

/** Identity assurance × 10 as ThaiD says it (`"2.3"`); 0 for anything else. */
export function ialOf(said: unknown): number {
  const text = typeof said === 'number' ? String(said) : said;
  return typeof text === 'string' && /^[0-3](?:\.\d)?$/.test(text) ? Math.round(Number(text) * 10) : 0;
}

/**
 * What the claims of a checked ID token say, believed as far as the settings allow: no citizen id from a provider that is not believed
 * about it, no higher assurance than agreed.
 *
 * @throws `identity.upstream-answer-refused` for a citizen id that cannot be one: whoever sends it did not check it either.
 */
export function readFound({ id, settings }: OidcUpstream, claims: Claims & { sub: string }): UpstreamFound {
  const said = settings.pidClaim === null ? undefined : claims[settings.pidClaim];
  if (said !== undefined && !(typeof said === 'string' && isCitizenId(said))) throw problem('upstream-answer-refused', { reason: 'pid' });
  const pid = typeof said === 'string' ? citizenIdDigits(said) : null;
  return { upstreamId: id, subject: claims.sub, ...(pid !== null && { pid }), ial: Math.min(ialOf(claims['ial']), settings.highestIal), aal: settings.aal, ...namesOf(claims) };
}

/** Names by the claims of OpenID Connect and of ThaiD's first version, which has the whole name only. */
function namesOf(claims: Claims): Pick<UpstreamFound, 'name' | 'givenTh' | 'familyTh'> {
  const text = (key: string) => { const value = claims[key]; return typeof value === 'string' ? value.normalize('NFC').replace(/\p{Cc}/gu, ' ').trim().slice(0, LONGEST_NAME) : ''; };
  const whole = text('name') || text('th_fullname');
  const [first = '', ...others] = whole.split(/\s+/);
  const givenTh = text('given_name') || first;
  const familyTh = text('family_name') || others.join(' ');
  return { givenTh, familyTh, name: [givenTh, familyTh].filter(Boolean).join(' ') };
}
