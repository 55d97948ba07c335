import { createHash } from 'node:crypto';
import type { FindAccountToPushRow } from './push.sql.gen.ts';
import { USER } from '../attributes.ts';
import { isActive } from '../scim-user.ts';

/** Where and as whom to speak. */
export interface Target { id: number; url: string; token: string }

/** What a target knows of an account: its own id for it, and the hash of what it was told last. */
export interface Known { remoteId: string | null; sentHash: string | null }

/** Nothing is wrong with the account: the target itself cannot be spoken to now. */
export class TargetSilent extends Error {}
/** The target refuses this account. */
export class AccountRefused extends Error {}

/** An account as it is told to others: active only while it is of the target's agency. */
export function resourceOf(account: FindAccountToPushRow): Record<string, unknown> {
  return {
    schemas: [USER], externalId: account.id, userName: account.user_name ?? '', name: { givenName: account.given_th ?? '', familyName: account.family_th ?? '' }, displayName: account.display_name,
    active: isActive(account.state) && account.within, ...(account.email !== null && { emails: [{ value: account.email, type: 'work', primary: true }] }),
  };
}

/**
 * Brings one account at a target to what it is here (RFC 7644 §3.3, §3.5.1, §3.6). Safe to repeat: what was told before is not told
 * again, and an account whose creation was never acknowledged is found by its `externalId`.
 *
 * @throws {TargetSilent} @throws {AccountRefused}
 */
export async function tell(fetcher: typeof fetch, target: Target, account: FindAccountToPushRow, known: Known): Promise<Known> {
  if (account.state === 'closed') {
    if (known.remoteId !== null) await ask(fetcher, target, 'DELETE', `/Users/${encodeURIComponent(known.remoteId)}`, undefined, [204, 404]);
    return { remoteId: null, sentHash: null };
  }
  const resource = resourceOf(account);
  const sentHash = createHash('sha256').update(JSON.stringify(resource)).digest('base64url');
  if (known.remoteId !== null && known.sentHash === sentHash) return known;
  const remoteId = known.remoteId ?? await findRemote(fetcher, target, account.id);
  if (remoteId !== null) {
    const { status } = await ask(fetcher, target, 'PUT', `/Users/${encodeURIComponent(remoteId)}`, resource, [200, 204, 404]);
    if (status !== 404) return { remoteId, sentHash };
  }
  const { body } = await ask(fetcher, target, 'POST', '/Users', resource, [200, 201]);
  if (typeof body['id'] !== 'string') throw new AccountRefused('the target gave no id');
  return { remoteId: body['id'], sentHash };
}

async function findRemote(fetcher: typeof fetch, target: Target, externalId: string): Promise<string | null> {
  const { body } = await ask(fetcher, target, 'GET', `/Users?count=1&filter=${encodeURIComponent(`externalId eq "${externalId}"`)}`, undefined, [200]);
  const [found] = (body['Resources'] ?? []) as { id?: unknown }[];
  return typeof found?.id === 'string' ? found.id : null;
}

interface Answer { status: number; body: Record<string, unknown> }

/** One request to a target. What it answers to a refusal is not kept: it may repeat personal data. */
export async function ask(fetcher: typeof fetch, { url, token }: Target, method: string, path: string, body: object | undefined, fine: readonly number[]): Promise<Answer> {
  const answer = await fetcher(`${url}${path}`, {
    method, signal: AbortSignal.timeout(5_000), headers: { authorization: `Bearer ${token}`, accept: 'application/scim+json', ...(body && { 'content-type': 'application/scim+json' }) }, ...(body && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => { throw new TargetSilent((error as { code?: string }).code ?? (error as Error).name, { cause: error }); });
  const text = await answer.text().catch(() => '');
  if (!fine.includes(answer.status)) {
    const refused = answer.status >= 400 && answer.status < 500 && ![401, 403, 404, 408, 429].includes(answer.status);
    throw refused ? new AccountRefused(`${method} ${answer.status}${scimTypeOf(text)}`) : new TargetSilent(`${method} ${answer.status}`);
  }
  return { status: answer.status, body: parse(text) };
}

const scimTypeOf = (text: string): string => {
  const { scimType } = parse(text);
  return typeof scimType === 'string' && /^[A-Za-z]{1,30}$/.test(scimType) ? ` ${scimType}` : '';
};

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
  } catch {
    return {};
  }
}
