import { randomUUID } from 'node:crypto';
import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { postSigned, RETRY_WAITS_S, type Tried } from '#kernel/net/signed-post.ts';
import type { Principal } from '#kernel/policy.ts';
import { notify } from '#modules/notices/index.ts';
import { cloudEventOf, ONE } from '../feed/cloud-event.ts';
import type { EventsPorts } from '../ports.ts';
import { forgetEvents, forgetTaken, leaseDeliveries, lockSubscription, noteFailed, noteTaken, restSubscription, type LeaseDeliveriesRow, type NoteFailedRow } from './delivery.sql.gen.ts';
import { deadKey, SECRET_PURPOSE } from './subscription-words.ts';
import { lock } from './subscriptions.ts';

const AT_ONCE = 10;
const KEPT_DAYS = 90;
/** Three days in all: the waits of Standard Webhooks without the last one. */
const WAITS_S = RETRY_WAITS_S.slice(0, -1);
const GONE = 410;

/** Sends what subscriptions have not taken: at least once, each under the id of its event, by which a receiver knows a repeated one. */
export const deliverEventsJob = (ports: EventsPorts): Job => ({
  name: 'events.deliver', everySeconds: 2, leaseSeconds: 600,
  async run(db, signal) { while (!signal.aborted && await deliverDueEvents(db, ports, signal) === AT_ONCE); },
});

/** What was taken or let go is forgotten after thirty days, events after ninety; what waits or is dead stays. */
export const forgetEventsJob: Job = {
  name: 'events.forget', everySeconds: 86_400, leaseSeconds: 600,
  run: (db) => db.tx(async (tx) => { await forgetTaken(tx, {}); await forgetEvents(tx, { days: KEPT_DAYS }); }),
};

/** Sends a batch, one beside the other: a slow receiver holds up no other. @returns how many were tried. */
export async function deliverDueEvents(db: Database, ports: EventsPorts, signal: AbortSignal): Promise<number> {
  const leased = await db.tx((tx) => leaseDeliveries(tx, { limit: AT_ONCE }));
  await Promise.all(leased.map((each) => deliverOne(db, ports, each, signal)));
  return leased.length;
}

async function deliverOne(db: Database, ports: EventsPorts, row: LeaseDeliveriesRow, signal: AbortSignal): Promise<void> {
  const event = cloudEventOf(ports.publicUrl, { ...row, id: row.event_id });
  const tried = await postSigned({ ...ports, purpose: SECRET_PURPOSE }, row, { id: row.event_id, body: JSON.stringify(event), contentType: ONE }, signal);
  const { id, attempts, subscription_id: subscription } = row;
  await db.tx(async (tx) => {
    await lockSubscription(tx, { id: subscription });
    if (tried.ok) return noteTaken(tx, { id, attempts, status: tried.status });
    const seconds = WAITS_S[attempts - 1] ?? null;
    ports.log.warn({ subscription, status: tried.status, seconds }, 'a subscription did not take an event');
    // Who says 410 wants nothing more: it waits, and a person decides.
    const failed = await noteFailed(tx, { id, attempts, status: tried.status, error_th: tried.th, error_en: tried.en, seconds: tried.status === GONE ? 0 : seconds });
    if (!failed) return;
    if (tried.status === GONE && await restSubscription(tx, { id: subscription })) await notify(tx, [goneNotice(failed)]);
    if (failed.outcome === 'dead') await notify(tx, [deadNotice(failed)]);
  });
}

const told = ({ id, agency_id }: NoteFailedRow) => ({ kind: 'delivery' as const, to: { role: agency_id === null ? 'operator' : 'agency-admin', agencyId: agency_id }, link: `/exchange/subscriptions/${id}` });

const deadNotice = (row: NoteFailedRow) => ({
  ...told(row), key: deadKey(row.id), what: { th: `${row.name} ไม่ตอบรับเหตุการณ์ตลอด 3 วัน`, en: `${row.name} did not take an event for three days.` },
  todo: { th: 'ตรวจระบบปลายทาง แล้วส่งเหตุการณ์ที่ค้างอีกครั้ง หรือปล่อยไปพร้อมเหตุผล ไม่มีเหตุการณ์ใดถูกทิ้งเอง', en: 'Check the receiving system, then send what is left again, or let it go and say why. Nothing was dropped by itself.' },
});

const goneNotice = (row: NoteFailedRow) => ({
  ...told(row), key: `event-gone:${row.id}:${systemClock.now().toISOString().slice(0, 10)}`, what: { th: `${row.name} แจ้งว่าไม่รับเหตุการณ์อีก (410) จึงพักการส่ง`, en: `${row.name} said that it wants no more events (410): sending rests.` },
  todo: { th: 'เปิดการส่งอีกครั้ง หรือเลิกรายการนี้', en: 'Switch it on again, or remove it.' },
});

/** Sends a trial now and says how it was taken. @throws `events.subscription-not-found`. */
export async function testSubscription(db: Database, ports: EventsPorts, who: Principal, id: number): Promise<Tried> {
  const to = await db.tx((tx) => lock(tx, who, id));
  const event = cloudEventOf(ports.publicUrl, {
    position: 0, id: randomUUID(), type: 'saphan.subscription.tried', subject: `subscription/${id}`, happened_at: systemClock.now().toISOString(), data: { messageTh: 'ทดสอบการส่ง', messageEn: 'A trial' },
  });
  return postSigned({ ...ports, purpose: SECRET_PURPOSE }, to, { id: event.id, body: JSON.stringify(event), contentType: ONE }, AbortSignal.timeout(30_000));
}
