import { todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Database } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { sealSecret } from '#kernel/secrets.ts';
import { theHouse } from '#kernel/policy.ts';
import { setDeadline, type NewDeadline } from '#modules/calendar/index.ts';
import { assertAgencyExists } from '#modules/catalog/index.ts';
import { problem } from '../errors.ts';
import { holdKey } from '../keys.sql.gen.ts';
import type { PortalPorts } from '../ports.ts';
import { plainText } from '../writing.ts';
import { countWaiting, insertComment, insertContact, insertEvent, insertRequest } from './demand.sql.gen.ts';
import { selectRequest } from './read-requests.ts';

/** Days within which the owner of the data answers, and for which a contact is kept at most. */
const ANSWER_DAYS = 15;
const CONTACT_DAYS = 365;
/** So many texts of visitors may wait to be read before no more are taken. */
const MOST_WAITING = 2_000;
export const contactPurpose = 'portal.contact';

export interface Asking { title: string; need: string; agencyId?: string | undefined; contact?: string | undefined }
export interface Written { id: string; moderation: 'waiting' | 'shown' }

/** Within fifteen days the owner answers; where the last is a day off, on the next working day. The public's own words stay out of it. */
export const answerDeadline = (id: string, from: string, agencyId: string | undefined): NewDeadline => ({
  room: 'portal', reference: `request:${id}`, from, count: ANSWER_DAYS, unit: 'calendar', agencyId, link: `/data/requests/${id}`,
  because: { th: 'ตอบคำขอข้อมูลภายใน 15 วัน', en: 'Answer a request for data within 15 days' }, what: { th: 'คำขอข้อมูลจากประชาชน', en: 'A request for data' },
});

const dayAfter = (now: Date, days: number) => new Date(now.getTime() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
/** What officers write is shown at once; the public's text waits until somebody read it. */
const moderationOf = (who: Principal): 'waiting' | 'shown' => who.roles.some((role) => role !== 'citizen' && role !== 'visitor' && role !== 'service') ? 'shown' : 'waiting';
/** The agency that speaks when an officer of one agency writes. */
const voiceOf = (who: Principal): string | null => moderationOf(who) === 'shown' && who.agencies.length === 1 && who.agencies[0] !== '*' ? who.agencies[0] as string : null;

/**
 * Asks the ministry, or one agency, for data that is not published yet.
 *
 * @returns the id, which is also the address at which whoever asked follows the answer.
 * @throws `portal.inbox-full`, `catalog.agency-unknown`.
 */
export async function askForData(ports: PortalPorts, who: Principal, asking: Asking, now: Date): Promise<Written> {
  await assertRoom(ports.db, who);
  const id = crypto.randomUUID();
  const moderation = moderationOf(who);
  await scopedDatabase(ports.db, who).tx(async (tx) => {
    const { dueOn } = await setDeadline(tx, answerDeadline(id, todayInBangkok(now), asking.agencyId));
    if (asking.agencyId !== undefined) await assertAgencyExists(tx, asking.agencyId);
    await insertRequest(tx, { id, title: plainText(asking.title).replaceAll('\n', ' '), need: plainText(asking.need), agency_id: asking.agencyId ?? null, moderation, asked_by: who.accountId, due_on: dueOn });
    await insertEvent(tx, { request_id: id, state: 'asked', text: '', agency_id: voiceOf(who), planned_on: null, dataset_id: null });
    const contact = plainText(asking.contact ?? '');
    if (contact !== '') await insertContact(tx, { request_id: id, sealed: sealSecret(ports.masterKey, contactPurpose, contact), forget_on: dayAfter(now, CONTACT_DAYS) });
    await audit(tx, who, 'portal.data-asked-for', `request:${id}`);
    await announce(tx, 'portal.data-asked-for', { requestId: id, agencyId: asking.agencyId ?? null });
  });
  return { id, moderation };
}

/** Writes below a request; whoever has its address may, and the public's words wait to be read. */
export async function commentOnRequest(ports: PortalPorts, who: Principal, requestId: string, text: string): Promise<Written> {
  await assertRoom(ports.db, who);
  const id = crypto.randomUUID();
  const moderation = moderationOf(who);
  await scopedDatabase(ports.db, who).tx(async (tx) => {
    await holdKey(tx, { id: requestId });
    await selectRequest(tx, requestId, who);
    await insertComment(tx, { id, request_id: requestId, text: plainText(text), by_account: who.accountId, agency_id: voiceOf(who), moderation });
    await audit(tx, who, 'portal.request-commented', `request:${requestId}`);
  });
  return { id, moderation };
}

async function assertRoom(db: Database, who: Principal): Promise<void> {
  if (who.accountId !== null) return;
  const { waiting } = await scopedDatabase(db, theHouse).tx((tx) => countWaiting(tx, {}));
  if (waiting >= MOST_WAITING) throw problem('inbox-full');
}
