/** A duration above this is no number of seconds to live but a Unix time: ThaiD's sample client for C# documents it so (identity.md §A4). */
const UNIX_TIME_FROM = 1_000_000_000;
const LONGEST_S = 15 * 60;

/**
 * A token response as RFC 6749 §5.1 wants it: `expires_in` as seconds to live, whether it came as text or as a point in time, and never
 * more than the quarter of an hour that ThaiD's tokens live. Nothing relies on it: how long an ID token counts is said by the token itself.
 */
export function mendTokenResponse(body: unknown, nowS: number): unknown {
  if (body === null || typeof body !== 'object' || !('access_token' in body) || !('expires_in' in body)) return body;
  const said = typeof body.expires_in === 'string' && /^\d{1,12}$/.test(body.expires_in) ? Number(body.expires_in) : body.expires_in;
  if (typeof said !== 'number' || !Number.isFinite(said)) return { ...body, expires_in: LONGEST_S };
  return { ...body, expires_in: Math.min(LONGEST_S, Math.max(1, Math.floor(said > UNIX_TIME_FROM ? said - nowS : said))) };
}
