import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { workingDayFrom } from '#kernel/calendar/working-days.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import { readDaysOff } from '#modules/calendar/index.ts';
import { noticeKinds, type MailMode, type NoticeKind } from '../kinds.ts';
import { handOut, insertDeliveries, insertNotices, listReached, settleNotices as settleRows, type ListReachedRow } from './notify.sql.gen.ts';

/** A person, an account, or whoever holds a post or a role of an agency (`responsible`: its head or data owner) at that moment. */
export type Address = { accountId: string } | { personId: string } | { postId: number; agencyId: string } | { role: string; /** null: of the whole ministry. */ agencyId: string | null };

export interface NewNotice {
  kind: NoticeKind;
  /** The room's own name for it: the same is told once. */
  key: string;
  to: Address;
  /** Whose matter it is, where the address does not say. */
  agencyId?: string | undefined;
  /** What happened; nothing that may not be mailed. */
  what: { th: string; en: string };
  /** What to do. */
  todo?: { th: string; en: string } | undefined;
  /** By which ISO day. */
  by?: string | undefined;
  /** Page, without language: `/incidents`. */
  link: string;
  /** When it is mailed to whoever chose nothing, where that is less than its kind's. */
  mail?: MailMode | undefined;
  /** Who is told when it could not go where it was meant to. */
  senderAccountId?: string | null | undefined;
}

/** Where a notice came to: where it was meant, the head of the agency, the secretariat, or nobody. */
export interface Reached { key: string; reached: 'meant' | 'head' | 'secretariat' | 'nobody'; people: number }

const LONGEST = 1_000;
const DIGEST_AT = 'T08:30:00+07:00';

/**
 * Tells people something, in the transaction of the change that it tells of. Posts and roles are resolved now, and again while nobody has read it.
 *
 * @returns where each new notice came to; none for those told before.
 */
export async function notify(tx: Tx, notices: readonly NewNotice[]): Promise<Reached[]> {
  if (notices.length === 0) return [];
  const now = systemClock.now();
  const ids = (await insertNotices(tx, { notices: notices.map(rowOf) })).map(({ id }) => id);
  if (ids.length === 0) return [];
  await handOut(tx, { ids, now: now.toISOString(), digest_at: await nextDigest(tx, now) });
  await insertDeliveries(tx, { ids });
  const reached = await listReached(tx, { ids });
  const astray = reached.filter((row) => row.reached !== 'meant' && row.sender_account !== null);
  await notify(tx, astray.map(strayNotice));
  return reached.map((row) => ({ key: row.key, reached: row.reached as Reached['reached'], people: row.people }));
}

/** What was told is done, or no longer wanted: it is mailed no more and counts no more as unread. */
export async function settleNotices(tx: Tx, kind: NoticeKind, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await settleRows(tx, { kind, keys: [...keys] });
}

/** The next 08:30 in Bangkok of a day on which offices are open. */
export async function nextDigest(tx: Tx, now: Date): Promise<string> {
  const today = todayInBangkok(now);
  const first = now < new Date(`${today}${DIGEST_AT}`) ? today : addDays(today, 1);
  const off = await readDaysOff(tx, first, addDays(first, 60));
  return new Date(`${workingDayFrom(first, off)}${DIGEST_AT}`).toISOString();
}

function rowOf({ kind, key, to, agencyId, what, todo, by, link, mail, senderAccountId }: NewNotice) {
  const { mail: usual, urgent } = noticeKinds[kind];
  const cut = (text: string | undefined) => text?.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, LONGEST) ?? null;
  return {
    kind, key, urgent, mail: mail ?? usual, agency_id: 'agencyId' in to ? to.agencyId : agencyId ?? null, to_account: 'accountId' in to ? to.accountId : null, to_person: 'personId' in to ? to.personId : null,
    to_post: 'postId' in to ? to.postId : null, to_role: 'role' in to ? to.role : null, what_th: cut(what.th), what_en: cut(what.en), todo_th: cut(todo?.th), todo_en: cut(todo?.en),
    by_on: by ?? null, link, sender_account: senderAccountId ?? null,
  };
}

const REACHED = {
  head: { th: 'จึงส่งให้หัวหน้าหรือผู้รับผิดชอบของหน่วยงานแทน', en: 'so whoever is responsible in the agency got it' },
  secretariat: { th: 'และหน่วยงานไม่มีผู้รับผิดชอบ จึงส่งให้ฝ่ายเลขานุการแทน', en: 'and the agency has nobody responsible, so the secretariat got it' },
  nobody: { th: 'และไม่พบผู้รับแทน', en: 'and nobody else was found' },
};

/** To whoever sent a notice to a post or role that nobody holds. */
function strayNotice({ id, reached, sender_account, what_th, what_en, link }: ListReachedRow): NewNotice {
  const where = REACHED[reached as keyof typeof REACHED];
  return {
    kind: 'delivery', key: `stray:${id}`, to: { accountId: sender_account as string }, link,
    what: { th: `ไม่มีผู้ดำรงตำแหน่งหรือบทบาทที่ท่านแจ้ง “${what_th}” ${where.th}`, en: `Nobody holds the post or role that you told of “${what_en}”, ${where.en}.` },
    todo: { th: 'ตรวจว่าหน่วยงานแต่งตั้งผู้รับผิดชอบแล้ว', en: 'See that the agency appoints somebody.' },
  };
}
