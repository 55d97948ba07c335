import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { postSigned, RETRY_WAITS_S, type SealedReceiver, type Tried } from '#kernel/net/signed-post.ts';
import type { NoticesPorts } from '../ports.ts';
import { notify } from '../sending/notify.ts';
import { disableWebhook, findNotice, forgetDeliveries, leaseDeliveries, lockWebhook, noteFailed, noteTaken, type FindNoticeRow, type LeaseDeliveriesRow, type NoteFailedRow } from './webhook.sql.gen.ts';

export const SECRET_PURPOSE = 'notices.webhook-secret';
const AT_ONCE = 10;
/** So long may every attempt fail before the address is taken for dead. */
const PATIENCE_MS = 5 * 86_400_000;

type Ports = Pick<NoticesPorts, 'masterKey' | 'rules' | 'publicUrl' | 'log'>;

/** Sends what webhooks have not taken: at least once, each under its own id, by which a receiver knows a repeated one. */
export const deliverJob = (ports: Ports): Job => ({
  name: 'notices.deliver-webhooks', everySeconds: 5, leaseSeconds: 600,
  async run(db, signal) {
    while (!signal.aborted && await deliverDue(db, ports, signal) === AT_ONCE);
    await db.tx((tx) => forgetDeliveries(tx, {}));
  },
});

/** Sends a batch, one beside the other: a slow receiver holds up no other. @returns how many were tried. */
export async function deliverDue(db: Database, ports: Ports, signal: AbortSignal): Promise<number> {
  const leased = await db.tx((tx) => leaseDeliveries(tx, { limit: AT_ONCE }));
  await Promise.all(leased.map((each) => deliverOne(db, ports, each, signal)));
  return leased.length;
}

async function deliverOne(db: Database, ports: Ports, row: LeaseDeliveriesRow, signal: AbortSignal): Promise<void> {
  const notice = row.notice_id === null ? null : await db.read((tx) => findNotice(tx, { id: row.notice_id }));
  const tried = await post(ports, row, row.id, bodyOf(ports.publicUrl, notice, row.created_at), signal);
  const { id, attempts } = row;
  if (tried.ok) {
    return db.tx(async (tx) => {
      await lockWebhook(tx, { id: row.webhook_id });
      await noteTaken(tx, { id, attempts, status: tried.status });
    });
  }
  const seconds = RETRY_WAITS_S[attempts - 1] ?? null;
  ports.log.warn({ webhook: row.webhook_id, status: tried.status, seconds }, 'a webhook did not take a notice');
  await db.tx(async (tx) => {
    await lockWebhook(tx, { id: row.webhook_id });
    const failed = await noteFailed(tx, { id, attempts, status: tried.status, error: tried.en, seconds: tried.status === 410 ? null : seconds });
    const dead = failed && systemClock.now().getTime() - Date.parse(failed.failing_since) > PATIENCE_MS;
    // 410 says by itself that nothing more is wanted there.
    if (!failed || (!dead && tried.status !== 410)) return;
    if (await disableWebhook(tx, { id: failed.id, why: tried.status === 410 ? 'gone' : 'failing' })) await notify(tx, [offNotice(failed)]);
  });
}

const offNotice = ({ id, agency_id, name, failing_since }: NoteFailedRow) => ({
  kind: 'delivery' as const, key: `webhook:${id}:${failing_since}`, to: { role: agency_id === null ? 'operator' : 'agency-admin', agencyId: agency_id }, link: '/notices/webhooks',
  what: { th: `หยุดส่งการแจ้งเตือนไปยังระบบ ${name} เพราะไม่ตอบรับต่อเนื่อง`, en: `Nothing more is sent to ${name}: it took no notice for days.` },
  todo: { th: 'ตรวจที่อยู่ ลองส่งทดสอบ แล้วเปิดใช้อีกครั้ง', en: 'Check its address, send a trial and switch it on again.' },
});

/** The same bytes at every attempt. A trial has no notice. */
export function bodyOf(publicUrl: string, notice: FindNoticeRow | null, at: string): string {
  if (!notice) return JSON.stringify({ type: 'notice.test', timestamp: at, data: { messageTh: 'ทดสอบการส่ง', messageEn: 'A trial' } });
  return JSON.stringify({
    type: 'notice.created', timestamp: notice.created_at, data: {
      id: notice.id, kind: notice.kind, urgent: notice.urgent, agency: notice.agency_id, what: { th: notice.what_th, en: notice.what_en },
      todo: notice.todo_th === null ? null : { th: notice.todo_th, en: notice.todo_en }, by: notice.by_on, url: { th: `${publicUrl}/th${notice.link}`, en: `${publicUrl}/en${notice.link}` },
    },
  });
}

/** One delivery, signed. */
export const post = ({ masterKey, rules }: Pick<Ports, 'masterKey' | 'rules'>, to: SealedReceiver, id: string, body: string, signal: AbortSignal): Promise<Tried> =>
  postSigned({ masterKey, rules, purpose: SECRET_PURPOSE }, to, { id: `msg_${id}`, body }, signal);
