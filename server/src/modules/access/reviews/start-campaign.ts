import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { notify } from '#modules/notices/index.ts';
import { problem } from '../errors.ts';
import { drawItems, insertCampaign, listReviewers, noteReminder } from './review.sql.gen.ts';

export interface NewCampaign { titleTh: string; titleEn: string; opensOn: string; closesOn: string }

/**
 * Opens a round: every grant of today becomes a question to the head who answers for it.
 *
 * @returns its number; null when the house opened this round before.
 * @throws `access.review-days-refused`.
 */
export async function startReviewCampaign(tx: Tx, actor: Actor, asked: NewCampaign): Promise<number | null> {
  if (asked.closesOn <= asked.opensOn) throw problem('review-days-refused', { errors: [{ pointer: '/body/closesOn', th: 'วันปิดต้องอยู่หลังวันนี้', en: 'the last day must come after today' }] });
  const made = await insertCampaign(tx, { title_th: asked.titleTh, title_en: asked.titleEn, opens_on: asked.opensOn, closes_on: asked.closesOn, started_by: actor.name });
  if (!made) return null;
  await drawItems(tx, { campaign_id: made.id });
  await writeToReviewers(tx, 'review-opened', { id: made.id, ...asked });
  await audit(tx, actor, 'access.review-started', `review:${made.id}`, { opensOn: asked.opensOn, closesOn: asked.closesOn });
  return made.id;
}

/** Reminds those who have not answered, once a round: from then on their list says so, and a letter goes to each. @throws `access.review-closed` when it was done, or the round is over. */
export async function remindReviewers(tx: Tx, actor: Actor, id: number): Promise<void> {
  const reminded = await noteReminder(tx, { id });
  if (!reminded) throw problem('review-closed', { id });
  await writeToReviewers(tx, 'review-reminder', { id, titleTh: reminded.title_th, titleEn: reminded.title_en, closesOn: reminded.closes_on });
  await audit(tx, actor, 'access.review-reminded', `review:${id}`, { reviewers: reminded.reviewers });
}

async function writeToReviewers(tx: Tx, kind: 'review-opened' | 'review-reminder', { id, titleTh, titleEn, closesOn }: { id: number; titleTh: string; titleEn: string; closesOn: string }): Promise<void> {
  const reviewers = await listReviewers(tx, { campaign_id: id });
  const again = kind === 'review-reminder';
  await notify(tx, reviewers.map(({ person_id, open }) => ({
    kind: 'review', key: `${kind}:${id}:${person_id}`, to: { personId: person_id }, by: closesOn, link: '/reviews',
    what: { th: `${again ? 'เตือน: ' : ''}${titleTh}: มี ${open} รายการรอท่านยืนยันสิทธิ`, en: `${again ? 'Reminder: ' : ''}${titleEn}: ${open} ${open === 1 ? 'right waits' : 'rights wait'} for you to confirm.` },
    todo: { th: 'ยืนยันหรือถอนแต่ละรายการ รายการที่ไม่มีใครยืนยันจะถูกถอนเมื่อปิดรอบ', en: 'Confirm or remove each one. What nobody confirms is taken away when the round ends.' },
  })));
}
