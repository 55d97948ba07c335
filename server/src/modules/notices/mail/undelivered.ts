import type { Tx } from '#kernel/db.ts';
import { notify } from '../sending/notify.ts';
import { findOwnerOfMail, listNoticesOfMail } from './mail.sql.gen.ts';

/** Tells the person, in the product, that their address takes no mail where it is stopped, and those who sent what the letter held that it did not arrive. */
export async function tellUndelivered(tx: Tx, mailId: string, stopped = true): Promise<void> {
  const owner = await findOwnerOfMail(tx, { id: mailId });
  if (!owner) return;
  const senders = new Set((await listNoticesOfMail(tx, { mail_id: mailId })).map(({ sender_account }) => sender_account).filter((each) => each !== null && each !== owner.account_id));
  await notify(tx, [
    ...(stopped ? [{
      kind: 'delivery' as const, key: `address:${mailId}`, to: { accountId: owner.account_id }, link: '/notices/settings',
      what: { th: 'ที่อยู่อีเมลของท่านรับจดหมายไม่ได้ จึงหยุดส่งไปที่นั่น', en: 'Your e-mail address takes no mail, so nothing more is sent there.' },
      todo: { th: 'ให้หน่วยงานแก้ที่อยู่อีเมล หรือกดลองที่อยู่เดิมอีกครั้งในหน้าตั้งค่า', en: 'Have your agency correct the address, or try the same one again in the settings.' },
    }] : []),
    ...[...senders].map((accountId) => ({
      kind: 'delivery' as const, key: `undelivered:${mailId}:${accountId}`, to: { accountId: accountId as string }, link: '/notices',
      what: { th: `จดหมายแจ้งเตือนถึง ${owner.display_name} ส่งไม่ถึง ผู้รับยังเห็นได้ในหน้าการแจ้งเตือน`, en: `A letter to ${owner.display_name} did not arrive; the notice is still on their page of notices.` },
      todo: { th: 'ติดต่อทางอื่นถ้าเรื่องเร่งด่วน', en: 'Reach them another way if it is urgent.' },
    })),
  ]);
}
