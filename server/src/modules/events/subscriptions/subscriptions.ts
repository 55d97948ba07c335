import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { checkUrl } from '#kernel/net/guarded-fetch.ts';
import { newSecret } from '#kernel/net/standard-webhooks.ts';
import type { Principal } from '#kernel/policy.ts';
import { sealSecret } from '#kernel/secrets.ts';
import { settleNotices } from '#modules/notices/index.ts';
import { eventsProblem } from '../errors.ts';
import { offeredTypes } from '../event-types.ts';
import type { EventsPorts } from '../ports.ts';
import type { LetGo, NewSubscription, Subscription, SubscriptionChange } from '../schemas.ts';
import { deadKey, SECRET_PURPOSE } from './subscription-words.ts';
import { letDeadGo, listDeliveries, resendDead } from './delivery.sql.gen.ts';
import {
  countSubscriptions, deleteSubscription, findSystem, insertSubscription, listSubscriptions as selectSubscriptions, rotateSecret, selectAndLockSubscription, updateSubscription, type ListSubscriptionsRow, type SelectAndLockSubscriptionRow,
} from './subscription.sql.gen.ts';

const MOST = 20;
const PAGE = 50;
type Key = Pick<EventsPorts, 'masterKey'>;

/** Subscriptions of the agencies that somebody acts for; of all, for the whole ministry. */
export const listSubscriptions = async (tx: Tx, who: Principal): Promise<Subscription[]> => (await selectSubscriptions(tx, { id: null, agencies: agenciesOf(who) })).map(viewOf);

/** Whose subscriptions somebody may see and set up; null: any. */
export const agenciesOf = (who: Principal): string[] | null => (who.agencies.includes('*') ? null : [...who.agencies]);

/**
 * Events from now on go to a system. Its secret is told here and never again.
 * @throws `events.not-your-agency`, `events.system-refused`, `events.unknown-type`, `events.too-many-subscriptions`, `events.subscription-exists`, `kernel.url-refused`.
 */
export async function createSubscription(tx: Tx, { masterKey }: Key, who: Principal, asked: Static<typeof NewSubscription>): Promise<Subscription & { secret: string }> {
  const agencyId = asked.agencyId ?? null;
  assertReaches(who, agencyId);
  assertTypes(asked.types ?? []);
  if (asked.systemPath !== undefined) await assertOwnSystem(tx, agencyId, asked.systemPath);
  const url = checkUrl(asked.url.trim()).href;
  if ((await countSubscriptions(tx, { agency_id: agencyId })).count >= MOST) throw eventsProblem('too-many-subscriptions');
  const secret = newSecret();
  const made = await insertSubscription(tx, { agency_id: agencyId, system_path: asked.systemPath ?? null, name: asked.name.trim(), url, types: asked.types ?? [], secret: sealSecret(masterKey, SECRET_PURPOSE, secret), by: who.name });
  if (!made) throw eventsProblem('subscription-exists', { url });
  await audit(tx, who, 'events.subscription-created', `subscription:${made.id}`, { url, agencyId, types: asked.types ?? [] });
  return { ...await selectView(tx, made.id), secret };
}

/** Renames it, chooses its types, lets it rest and go on; another address is another subscription. @throws `events.subscription-not-found`, `events.changed-meanwhile`. */
export async function changeSubscription(tx: Tx, who: Principal, id: number, { version, ...asked }: Static<typeof SubscriptionChange>): Promise<Subscription> {
  const before = await lock(tx, who, id);
  if (before.version !== version) throw eventsProblem('changed-meanwhile', { by: before.changed_by, at: before.changed_at, version: before.version });
  assertTypes(asked.types ?? []);
  await updateSubscription(tx, { id, name: asked.name?.trim() ?? before.name, types: asked.types ?? before.types, enabled: asked.enabled ?? before.enabled, by: who.name });
  await audit(tx, who, 'events.subscription-changed', `subscription:${id}`, { changed: Object.keys(asked) });
  return selectView(tx, id);
}

/** A new secret, told once; the former one signs beside it for a day. @throws `events.subscription-not-found`. */
export async function rotateSubscriptionSecret(tx: Tx, { masterKey }: Key, who: Principal, id: number): Promise<Subscription & { secret: string }> {
  await lock(tx, who, id);
  const secret = newSecret();
  await rotateSecret(tx, { id, secret: sealSecret(masterKey, SECRET_PURPOSE, secret), by: who.name });
  await audit(tx, who, 'events.subscription-secret-rotated', `subscription:${id}`, {});
  return { ...await selectView(tx, id), secret };
}

/** @throws `events.subscription-not-found`. */
export async function removeSubscription(tx: Tx, who: Principal, id: number): Promise<void> {
  const { url } = await lock(tx, who, id);
  await deleteSubscription(tx, { id });
  await settleNotices(tx, 'delivery', [deadKey(id)]);
  await audit(tx, who, 'events.subscription-removed', `subscription:${id}`, { url });
}

/** Sends dead letters again: those that are named, or all. @returns how many. @throws `events.subscription-not-found`. */
export async function resendDeadLetters(tx: Tx, who: Principal, id: number, ids?: readonly string[]): Promise<number> {
  await lock(tx, who, id);
  const resent = (await resendDead(tx, { subscription_id: id, ids: ids ? [...ids] : null })).length;
  await settleNotices(tx, 'delivery', [deadKey(id)]);
  await audit(tx, who, 'events.dead-letters-resent', `subscription:${id}`, { resent });
  return resent;
}

/** Dead letters that nobody needs any more: those that are named, or all. They stay listed with who let them go and why for thirty days, in the audit log for good. @returns how many. @throws `events.subscription-not-found`. */
export async function letDeadLettersGo(tx: Tx, who: Principal, id: number, { reason, ids }: Static<typeof LetGo>): Promise<number> {
  await lock(tx, who, id);
  const gone = await letDeadGo(tx, { subscription_id: id, ids: ids ?? null, by: who.name, why: reason.trim() });
  const [left] = await selectSubscriptions(tx, { id, agencies: null });
  if (left?.dead === 0) await settleNotices(tx, 'delivery', [deadKey(id)]);
  await audit(tx, who, 'events.dead-letters-let-go', `subscription:${id}`, { reason: reason.trim(), positions: gone.map((each) => each.position) });
  return gone.length;
}

/** Deliveries of a subscription, newest first. @throws `events.subscription-not-found`. */
export async function listEventDeliveries(tx: Tx, who: Principal, id: number, { show, before }: { show?: string; before?: number }) {
  const [row] = await selectSubscriptions(tx, { id, agencies: null });
  if (!row || !isWithin(who, row.agency_id)) throw eventsProblem('subscription-not-found');
  const rows = await listDeliveries(tx, { subscription_id: id, show: show ?? 'all', before: before ?? null, limit: PAGE + 1 });
  const items = rows.slice(0, PAGE).map((each) => ({
    id: each.id, position: each.position, eventId: each.event_id, type: each.type, subject: each.subject, happenedAt: each.happened_at, nextAt: each.ended_at === null ? each.due_at : null, attempts: each.attempts,
    endedAt: each.ended_at, outcome: each.outcome, lastStatus: each.last_status, ...errorOf(each), letGo: each.let_go_by === null ? null : { by: each.let_go_by, why: each.let_go_why as string },
  }));
  return { subscription: viewOf(row), items, next: rows.length > PAGE ? items.at(-1)?.position ?? null : null };
}

/** @throws `events.subscription-not-found`; another agency's is not there. */
export async function lock(tx: Tx, who: Principal, id: number): Promise<SelectAndLockSubscriptionRow> {
  const row = await selectAndLockSubscription(tx, { id });
  if (!row || !isWithin(who, row.agency_id)) throw eventsProblem('subscription-not-found');
  return row;
}

const isWithin = (who: Principal, agencyId: string | null) => who.agencies.includes('*') || (agencyId !== null && who.agencies.includes(agencyId));

function assertReaches(who: Principal, agencyId: string | null): void {
  if (!isWithin(who, agencyId)) throw eventsProblem('not-your-agency', { agencyId });
}

/** A subscription is of a system of its own agency; one of the whole ministry is of none. @throws `events.system-refused`. */
async function assertOwnSystem(tx: Tx, agencyId: string | null, path: string): Promise<void> {
  const system = await findSystem(tx, { path });
  const why = !system ? [`ไม่มีระบบ ${path} ในทะเบียน`, `There is no system ${path} in the register.`]
    : system.agency_id !== agencyId ? [`ระบบ ${path} ไม่ใช่ของหน่วยงานที่รับเหตุการณ์`, `The system ${path} is not of the agency that subscribes.`]
      : system.state !== 'active' ? [`ระบบ ${path} ถูกระงับหรือเลิกใช้แล้ว`, `The system ${path} is suspended or has ended.`] : null;
  if (why) throw eventsProblem('system-refused', { errors: [{ pointer: '/systemPath', th: why[0] as string, en: why[1] as string }] });
}

function assertTypes(types: readonly string[]): void {
  const index = types.findIndex((each) => !(offeredTypes as readonly string[]).includes(each));
  if (index >= 0) throw eventsProblem('unknown-type', { errors: [{ pointer: `/body/types/${index}`, th: `ไม่มีชนิด ${types[index]}`, en: `There is no type ${types[index]}.` }] });
}

async function selectView(tx: Tx, id: number): Promise<Subscription> {
  const [row] = await selectSubscriptions(tx, { id, agencies: null });
  return viewOf(row as ListSubscriptionsRow);
}

/** What was written before both languages were kept is English only. */
const errorOf = ({ last_error: en, last_error_th: th }: { last_error: string | null; last_error_th: string | null }) => ({ lastErrorTh: th ?? en, lastErrorEn: en });

const viewOf = (row: ListSubscriptionsRow): Subscription => ({
  id: row.id, agencyId: row.agency_id, systemPath: row.system_path, name: row.name, url: row.url, types: row.types, formerSecretUntil: row.former_until, enabled: row.enabled, restingWhy: row.resting_why, failingSince: row.failing_since,
  lastSentAt: row.last_sent_at, ...errorOf(row), waiting: row.waiting, dead: row.dead, taken: row.taken, version: row.version, createdAt: row.created_at, createdBy: row.created_by, changedAt: row.changed_at, changedBy: row.changed_by,
});
