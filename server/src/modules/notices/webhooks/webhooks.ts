import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Database, Tx } from '#kernel/db.ts';
import { checkUrl } from '#kernel/net/guarded-fetch.ts';
import type { Tried } from '#kernel/net/signed-post.ts';
import { newSecret } from '#kernel/net/standard-webhooks.ts';
import type { Principal } from '#kernel/policy.ts';
import { sealSecret } from '#kernel/secrets.ts';
import { noticesProblem } from '../errors.ts';
import type { NoticesPorts } from '../ports.ts';
import type { NewWebhook, Webhook, WebhookChange } from '../schemas.ts';
import { bodyOf, post, SECRET_PURPOSE } from './deliver.ts';
import {
  countWebhooks, deleteWebhook, insertTrial, insertWebhook, listDeliveries, listWebhooks, noteFailed, noteTaken, rotateSecret, selectAndLockWebhook, updateWebhook, type ListWebhooksRow, type SelectAndLockWebhookRow,
} from './webhook.sql.gen.ts';

const MOST = 20;
type Key = Pick<NoticesPorts, 'masterKey'>;

/** Webhooks of the agencies that somebody acts for; of all, for the whole ministry. */
export async function listWebhookViews(tx: Tx, who: Principal): Promise<Webhook[]> {
  return (await listWebhooks(tx, { id: null, agencies: who.agencies.includes('*') ? null : [...who.agencies] })).map(viewOf);
}

/**
 * Sets up a webhook. Its secret is told here and never again.
 * @throws `notices.not-your-agency`, `notices.too-many-webhooks`, `notices.webhook-exists`, `kernel.url-refused`.
 */
export async function createWebhook(tx: Tx, { masterKey }: Key, who: Principal, asked: Static<typeof NewWebhook>): Promise<Webhook & { secret: string }> {
  const agencyId = asked.agencyId ?? null;
  assertReaches(who, agencyId);
  const url = checkUrl(asked.url.trim()).href;
  if ((await countWebhooks(tx, { agency_id: agencyId })).count >= MOST) throw noticesProblem('too-many-webhooks');
  const secret = newSecret();
  const made = await insertWebhook(tx, { agency_id: agencyId, name: asked.name.trim(), url, kinds: asked.kinds ?? [], secret: sealSecret(masterKey, SECRET_PURPOSE, secret), by: who.name });
  if (!made) throw noticesProblem('webhook-exists', { url });
  await audit(tx, who, 'notices.webhook-created', `webhook:${made.id}`, { url, agencyId });
  return { ...await selectView(tx, made.id), secret };
}

/** Renames it, chooses its kinds, switches it off and on; another address is another webhook. @throws `notices.webhook-not-found`. */
export async function changeWebhook(tx: Tx, who: Principal, id: number, asked: Static<typeof WebhookChange>): Promise<Webhook> {
  const before = await lock(tx, who, id);
  await updateWebhook(tx, { id, name: asked.name?.trim() ?? before.name, kinds: asked.kinds ?? before.kinds, enabled: asked.enabled ?? before.enabled });
  await audit(tx, who, 'notices.webhook-changed', `webhook:${id}`, { changed: Object.keys(asked) });
  return selectView(tx, id);
}

/** A new secret, told once; the former one signs beside it for a day. @throws `notices.webhook-not-found`. */
export async function rotateWebhookSecret(tx: Tx, { masterKey }: Key, who: Principal, id: number): Promise<Webhook & { secret: string }> {
  await lock(tx, who, id);
  const secret = newSecret();
  await rotateSecret(tx, { id, secret: sealSecret(masterKey, SECRET_PURPOSE, secret) });
  await audit(tx, who, 'notices.webhook-secret-rotated', `webhook:${id}`, {});
  return { ...await selectView(tx, id), secret };
}

/** @throws `notices.webhook-not-found`. */
export async function removeWebhook(tx: Tx, who: Principal, id: number): Promise<void> {
  const { url } = await lock(tx, who, id);
  await deleteWebhook(tx, { id });
  await audit(tx, who, 'notices.webhook-removed', `webhook:${id}`, { url });
}

/** Sends a trial now and says how it was taken. @throws `notices.webhook-not-found`. */
export async function testWebhook(db: Database, ports: Pick<NoticesPorts, 'masterKey' | 'rules' | 'publicUrl'>, who: Principal, id: number): Promise<Tried> {
  const { to, trial } = await db.tx(async (tx) => ({ to: await lock(tx, who, id), trial: (await insertTrial(tx, { webhook_id: id })).id }));
  const tried = await post(ports, to, trial, bodyOf(ports.publicUrl, null, new Date().toISOString()), AbortSignal.timeout(30_000));
  await db.tx(async (tx) => {
    if (tried.ok) await noteTaken(tx, { id: trial, attempts: 0, status: tried.status });
    else await noteFailed(tx, { id: trial, attempts: 0, status: tried.status, error: tried.en, seconds: null });
  });
  return tried;
}

/** The last fifty. @throws `notices.webhook-not-found`. */
export async function listWebhookDeliveries(tx: Tx, who: Principal, id: number) {
  const [row] = await listWebhooks(tx, { id, agencies: null });
  assertSees(who, row);
  return (await listDeliveries(tx, { webhook_id: id })).map((each) => ({
    id: each.id, noticeId: each.notice_id, createdAt: each.created_at, nextAt: each.ended_at === null ? each.due_at : null, attempts: each.attempts, endedAt: each.ended_at, outcome: each.outcome, lastStatus: each.last_status, lastError: each.last_error,
  }));
}

async function lock(tx: Tx, who: Principal, id: number): Promise<SelectAndLockWebhookRow> {
  const row = await selectAndLockWebhook(tx, { id });
  assertSees(who, row);
  return row as SelectAndLockWebhookRow;
}

/** Another agency's is not there. */
function assertSees(who: Principal, row: { agency_id: string | null } | null | undefined): void {
  if (!row || (!who.agencies.includes('*') && (row.agency_id === null || !who.agencies.includes(row.agency_id)))) throw noticesProblem('webhook-not-found');
}

function assertReaches(who: Principal, agencyId: string | null): void {
  if (!who.agencies.includes('*') && (agencyId === null || !who.agencies.includes(agencyId))) throw noticesProblem('not-your-agency', { agencyId });
}

async function selectView(tx: Tx, id: number): Promise<Webhook> {
  const [row] = await listWebhooks(tx, { id, agencies: null });
  return viewOf(row as ListWebhooksRow);
}

const viewOf = (row: ListWebhooksRow): Webhook => ({
  id: row.id, agencyId: row.agency_id, name: row.name, url: row.url, kinds: row.kinds, formerSecretUntil: row.former_until, enabled: row.enabled, failingSince: row.failing_since,
  disabledWhy: row.disabled_why, lastSentAt: row.last_sent_at, lastError: row.last_error, waiting: row.waiting, createdAt: row.created_at, createdBy: row.created_by,
});
