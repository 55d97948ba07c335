import type { FetchMark } from '#modules/linkage/index.ts';
import { patternTest } from '../files/name-pattern.ts';
import { attachmentOf, type Attachment } from './attachments.ts';
import type { Mail, Mailbox } from './mailbox.ts';
import { mailProblem } from './problems.ts';
import { isProven, senderTest } from './sender-proof.ts';

/** Which mail is meant. */
export interface MailChoice {
  senders: readonly string[];
  /** Whether the receiving server must have found that the sender is who it says, and by which name that server signs. */
  proof: 'checked' | 'address';
  checkedBy?: string;
  subject?: string;
  pattern: string;
  maxAgeDays?: number;
  take: 'newest' | 'each';
}

export interface ChosenMail { mail: Mail; attachment: Attachment }

const LARGEST_MAILBOX = 20_000;
const AT_ONCE = 100;
const DAY_MS = 86_400_000;

/**
 * The mail to take now, or null when there is none that was not taken. `newest` is the one that came last; `each` is every mail once, in the order in which they came.
 * A mail from elsewhere, or without proof, is passed over, so that nobody outside can stop a source; one of a known sender that cannot be taken is a problem.
 *
 * @throws `connectors.no-mail-yet` with how many were passed over and why, `connectors.mailbox-renumbered`, `connectors.mailbox-too-large`, and those of `attachmentOf`.
 */
export async function chooseMail(mailbox: Mailbox, choice: MailChoice, since: FetchMark | undefined, now: number = Date.now()): Promise<ChosenMail | null> {
  const taken = since?.['take'] === choice.take && typeof since['uid'] === 'number' ? { uid: since['uid'], isKnown: since['uidValidity'] === mailbox.uidValidity } : null;
  if (choice.take === 'each' && taken && !taken.isKnown) throw mailProblem('mailbox-renumbered', { before: since?.['uidValidity'], now: mailbox.uidValidity });
  const oldestMs = choice.maxAgeDays === undefined ? null : now - choice.maxAgeDays * DAY_MS;
  const uids = await mailbox.listUids(choice.take === 'each' && taken ? taken.uid + 1 : 1, oldestMs);
  if (uids.length > LARGEST_MAILBOX) throw mailProblem('mailbox-too-large', { limit: LARGEST_MAILBOX, detailTh: `${uids.length} ฉบับ`, detailEn: `${uids.length} mails.` });
  if (choice.take === 'newest') uids.reverse();
  const passed = openSieve(choice, oldestMs);
  for (let at = 0; at < uids.length; at += AT_ONCE) {
    const batch = uids.slice(at, at + AT_ONCE);
    const mails = new Map((await mailbox.look(batch)).map((mail) => [mail.uid, mail]));
    for (const uid of batch) {
      const mail = mails.get(uid);
      const attachment = mail && passed.attachment(mail);
      if (mail && attachment) return taken?.isKnown && taken.uid === uid ? null : { mail, attachment };
    }
  }
  if (taken) return null;
  throw mailProblem('no-mail-yet', passed.counts());
}

/** What is remembered of a mail that was taken. */
export function markOfMail(mailbox: Mailbox, { mail }: ChosenMail, take: MailChoice['take'], sha256: string): FetchMark {
  return { take, uidValidity: mailbox.uidValidity, uid: mail.uid, sha256 };
}

function openSieve(choice: MailChoice, oldestMs: number | null) {
  const [isSender, isSubject] = [senderTest(choice.senders), patternTest(choice.subject ?? '*')];
  const counts = { seen: 0, strangers: 0, unproven: 0, otherSubject: 0, withoutFile: 0 };
  return {
    attachment(mail: Mail): Attachment | null {
      counts.seen += 1;
      if (oldestMs !== null && mail.receivedMs < oldestMs) return null;
      if (mail.from === null || !isSender(mail.from)) { counts.strangers += 1; return null; }
      if (choice.proof === 'checked' && !isProven(mail.findings, mail.from, choice.checkedBy)) { counts.unproven += 1; return null; }
      if (!isSubject(mail.subject)) { counts.otherSubject += 1; return null; }
      const found = attachmentOf(mail.structure, choice.pattern);
      if (!found) counts.withoutFile += 1;
      return found;
    },
    counts: () => ({
      ...counts,
      detailTh: `ดูจดหมาย ${counts.seen} ฉบับ: ผู้ส่งอื่น ${counts.strangers}, ไม่มีผลตรวจผู้ส่ง ${counts.unproven}, เรื่องไม่ตรง ${counts.otherSubject}, ไม่มีไฟล์แนบที่ตรง ${counts.withoutFile}`,
      detailEn: `Of ${counts.seen} mails ${counts.strangers} came from others, ${counts.unproven} had no proof of their sender, ${counts.otherSubject} had another subject and ${counts.withoutFile} no attachment that fits.`,
    }),
  };
}
