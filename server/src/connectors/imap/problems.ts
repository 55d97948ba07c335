import { defineProblems } from '#kernel/problem.ts';
import { mendSource } from '../next-steps.ts';

/** What ends a mail that cannot be taken: it stands in the way until somebody moves it. */
const sendAgain = { nextTh: 'ให้ผู้ส่งส่งใหม่เป็น .xlsx หรือ .csv แล้วย้ายฉบับเดิมออกจากกล่อง', nextEn: 'Ask the sender to send it again as .xlsx or .csv, and move the old mail out of the mailbox.' };

/** Problems of files that come by mail, beside those of every source. */
export const mailProblem = defineProblems('connectors', {
  'mailbox-missing': { status: 404, th: 'ไม่พบกล่องจดหมายนี้', en: 'There is no such mailbox', ...mendSource, retry: 'config' },
  'mailbox-renumbered': { status: 409, th: 'เครื่องจดหมายให้เลขจดหมายใหม่ทั้งกล่อง จึงไม่รู้ว่าฉบับใดรับไปแล้ว', en: 'The mail server numbered the whole mailbox anew, so it is not known which mails were taken', nextTh: 'ย้ายจดหมายที่รับไปแล้วออกจากกล่อง แล้วบันทึกค่าตั้งของต้นทางใหม่', nextEn: 'Move the mails that were taken out of the mailbox, then save the settings of the source anew.', retry: 'config' },
  'mailbox-too-large': { status: 422, th: 'กล่องจดหมายมีจดหมายมากเกินกำหนด', en: 'The mailbox holds more mails than are looked through', nextTh: 'ให้เครื่องจดหมายคัดจดหมายข้อมูลไว้ในกล่องของตัวเอง หรือตั้งอายุจดหมายให้สั้นลง', nextEn: 'Have the mail server sort the data into a mailbox of its own, or set a shorter age.', retry: 'config' },
  'no-mail-yet': { status: 404, th: 'ยังไม่มีจดหมายที่มีไฟล์แนบตรงเงื่อนไข', en: 'No mail with an attachment that fits has come yet', nextTh: 'ระบบจะลองใหม่เอง ถ้าจดหมายมาแล้ว ให้ตรวจรายชื่อผู้ส่งและเงื่อนไข', nextEn: 'It is tried again by itself. If the mail has come, compare the senders and conditions.', retry: 'transient' },
  'mail-too-complex': { status: 422, th: 'จดหมายมีส่วนย่อยมากหรือซ้อนกันลึกเกินกำหนด', en: 'The mail has more parts, or deeper ones, than are looked through', nextTh: 'ให้ผู้ส่งส่งใหม่โดยแนบเฉพาะไฟล์ข้อมูล แล้วย้ายฉบับเดิมออกจากกล่อง', nextEn: 'Ask the sender to send it again with the data file only, and move the old mail out of the mailbox.', retry: 'data' },
  'several-attachments': { status: 422, th: 'จดหมายมีไฟล์แนบที่ตรงเงื่อนไขมากกว่าหนึ่งไฟล์', en: 'The mail has more than one attachment that fits', nextTh: 'ตั้งเงื่อนไขชื่อไฟล์ให้แคบลง หรือให้ผู้ส่งแนบไฟล์เดียว', nextEn: 'Make the pattern of names narrower, or ask the sender for one file in a mail.', retry: 'config' },
  'macro-refused': { status: 422, th: 'ไฟล์แนบมีแมโคร จึงไม่รับ', en: 'The attachment holds macros and is not taken', ...sendAgain, retry: 'data' },
  'winmail-refused': { status: 422, th: 'ไฟล์แนบถูกห่อเป็น winmail.dat ซึ่งเปิดได้เฉพาะ Outlook', en: 'The attachment is wrapped as winmail.dat, which only Outlook opens', nextTh: 'ให้ผู้ส่งตั้ง Outlook ให้ส่งจดหมายแบบ HTML หรือข้อความธรรมดา (ไม่ใช่ Rich Text) แล้วส่งใหม่ ฉบับเดิมให้ย้ายออกจากกล่อง', nextEn: 'Have the sender set Outlook to HTML or plain text (not Rich Text) and send it again; move the old mail out of the mailbox.', retry: 'data' },
  'attachment-unreadable': { status: 422, th: 'ถอดไฟล์แนบออกจากจดหมายไม่ได้', en: 'The attachment cannot be decoded', ...sendAgain, retry: 'data' },
});
