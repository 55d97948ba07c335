import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { GuardedAnswer, GuardedRequest } from '#kernel/net/guarded-fetch.ts';
import { netProblem } from '#kernel/net/problems.ts';
import { checkAnswer, isPassing } from './answers.ts';
import { connectorProblem } from '../problems.ts';
import { webProblem } from './problems.ts';

/** Who asks for a token, and where (RFC 6749 §4.4). */
export interface TokenClient { tokenUrl: string; clientId: string; clientSecret: string; scope?: string; secretIn?: 'header' | 'body' }
type Post = (url: string, request: Pick<GuardedRequest, 'method' | 'body' | 'headers' | 'credentials' | 'limits'>) => Promise<GuardedAnswer>;

interface Kept { token: string; until: number }
/** A token is asked anew so long before it ends, since the source reads it later than we send it. */
const earlyMs = 30_000;
const unstatedMs = 5 * 60_000;
const longestMs = 24 * 3_600_000;
const mostKept = 1000;

/** Tokens of client credentials, kept in memory until they end; those who ask at the same time wait for one answer. */
export class Tokens {
  readonly #kept = new Map<string, Promise<Kept>>();

  /** @param refused a token that the source did not take: another is asked for. */
  async of(client: TokenClient, post: Post, refused?: string): Promise<string> {
    const key = createHash('sha256').update(JSON.stringify([client.tokenUrl, client.clientId, client.clientSecret, client.scope, client.secretIn])).digest('base64');
    const held = await this.#kept.get(key)?.catch(() => undefined);
    if (held && held.token !== refused && held.until > Date.now()) return held.token;
    const asked = askToken(client, post);
    this.#kept.set(key, asked);
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value as string);
    try {
      return (await asked).token;
    } catch (error) {
      if (this.#kept.get(key) === asked) this.#kept.delete(key);
      throw error;
    }
  }
}

async function askToken({ tokenUrl, clientId, clientSecret, scope, secretIn = 'header' }: TokenClient, post: Post): Promise<Kept> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope ? { scope } : {}), ...(secretIn === 'body' ? { client_id: clientId, client_secret: clientSecret } : {}) });
  // RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
  const basic = Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString('base64');
  const answer = await post(tokenUrl, {
    method: 'POST', body: form.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    ...(secretIn === 'header' ? { credentials: { authorization: `Basic ${basic}` } } : {}), limits: { bytes: 1_000_000, totalMs: 60_000 },
  });
  if (answer.status !== 200 && !isPassing(answer.status)) throw await refusal(answer);
  checkAnswer(answer);
  const { access_token: token, expires_in: seconds } = read(await text(answer.body));
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) throw webProblem('token-missing', { url: new URL(tokenUrl).origin });
  const lifeMs = Number(seconds) > 0 ? Number(seconds) * 1000 : unstatedMs;
  return { token, until: Date.now() + Math.min(lifeMs, longestMs) - Math.min(earlyMs, lifeMs / 2) };
}

/** The error word of RFC 6749 §5.2; what else the answer says may repeat the secret. */
async function refusal(answer: GuardedAnswer): Promise<Error> {
  const { error } = read(await text(answer.body).catch(() => ''));
  const word = typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? ` ${error}` : '';
  if (answer.status >= 300 && answer.status < 400) return netProblem('answer-refused', { upstreamStatus: answer.status });
  return connectorProblem('sign-in-refused', { upstreamStatus: answer.status, detailTh: `ที่อยู่ขอโทเคนตอบสถานะ ${answer.status}${word}`, detailEn: `The token address answered ${answer.status}${word}.` });
}

function read(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const formEncoded = (value: string): string => new URLSearchParams([['', value]]).toString().slice(1);
