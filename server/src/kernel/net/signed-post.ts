import { systemClock } from '../clock.ts';
import { Problem } from '../problem.ts';
import { openSecret } from '../secrets.ts';
import { checkUrl, guardedFetch } from './guarded-fetch.ts';
import { checkHost, type HostRules } from './host-guard.ts';
import { signHeaders } from './standard-webhooks.ts';

/** How an attempt to hand something over went, for the program and in words. */
export interface Tried { ok: boolean; status: number | null; th: string; en: string }

/** A receiver whose secrets are sealed; the former one signs beside the new one for as long as it is given. */
export interface SealedReceiver { url: string; secret_sealed: string; former_sealed: string | null }

export interface SignedPost {
  masterKey: Buffer;
  rules: HostRules;
  /** What the secrets were sealed for. */
  purpose: string;
}

const LIMITS = { bytes: 65_536, totalMs: 20_000, idleMs: 15_000, connectMs: 10_000, redirects: 0 };

/** One delivery by POST through the guarded client, signed by Standard Webhooks. Any 2xx is taken; nothing is followed. @param id the same for every attempt. */
export async function postSigned({ masterKey, rules, purpose }: SignedPost, to: SealedReceiver, message: { id: string; body: string; contentType?: string }, signal: AbortSignal): Promise<Tried> {
  try {
    const secrets = [to.secret_sealed, to.former_sealed].filter((each) => each !== null).map((each) => openSecret(masterKey, purpose, each));
    const headers = { 'content-type': message.contentType ?? 'application/json', ...signHeaders(secrets, message.id, Math.floor(systemClock.now().getTime() / 1000), message.body) };
    const answer = await guardedFetch(to.url, rules, { method: 'POST', body: message.body, headers, signal, limits: LIMITS });
    answer.body.destroy();
    const { status } = answer;
    return { ok: status >= 200 && status < 300, status, th: `ตอบกลับ ${status}`, en: `answered ${status}` };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ok: false, status: null, th: [error.entry.th, error.fields.detailTh].filter(Boolean).join(': '), en: [error.entry.en, error.fields.detailEn].filter(Boolean).join(': ') };
  }
}

/** Waits after each failure, in seconds, as Standard Webhooks proposes. */
export const RETRY_WAITS_S = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

/**
 * Refuses an address inside a private network when it is given, and not only when it is used; a name that nobody knows now may be known by then.
 *
 * @throws `kernel.url-refused`, `kernel.host-refused`.
 */
export async function assertMayLeadTo(rules: HostRules, url: string): Promise<void> {
  await checkHost(checkUrl(url.trim()).hostname, rules).catch((error: unknown) => {
    if (!(error instanceof Problem) || error.code !== 'kernel.host-unknown') throw error;
  });
}
