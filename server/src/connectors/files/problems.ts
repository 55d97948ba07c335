import { defineProblems } from '#kernel/problem.ts';

const later = { nextTh: 'รอสักครู่ ระบบจะลองใหม่เอง', nextEn: 'Wait a moment; it is tried again by itself.' };
const mendSource = { nextTh: 'แก้ค่าตั้งของต้นทาง แล้วกดทดสอบการเชื่อมต่อ', nextEn: 'Change the settings of the source and test the connection.' };
const askSource = { nextTh: 'แจ้งผู้ดูแลเครื่องต้นทาง', nextEn: 'Ask the administrator of the source.' };

/** Problems of fetching from file servers, object stores and mailboxes. */
export const fileServerProblem = defineProblems('connectors', {
  'sign-in-refused': { status: 502, th: 'ต้นทางไม่รับชื่อผู้ใช้ รหัสผ่าน หรือกุญแจนี้', en: 'The source refuses this user, password or key', ...mendSource, retry: 'config' },
  'key-unreadable': { status: 422, th: 'อ่านกุญแจส่วนตัวไม่ได้', en: 'The private key cannot be read', nextTh: 'ใส่กุญแจแบบ OpenSSH หรือ PEM และรหัสของกุญแจ (ถ้ามี)', nextEn: 'Give an OpenSSH or PEM key, and its passphrase if it has one.', retry: 'config' },
  'host-key-unknown': { status: 422, th: 'ยังไม่ได้ใส่ลายนิ้วมือของกุญแจเครื่องต้นทาง', en: 'The fingerprint of the host key is not set yet', nextTh: 'เทียบลายนิ้วมือที่พบกับผู้ดูแลเครื่องต้นทางทางอื่น เช่น โทรศัพท์ แล้วใส่ในค่าตั้ง', nextEn: 'Compare the fingerprint that was found with the administrator of the host on another way, for example by telephone, then put it into the settings.', retry: 'config' },
  'host-key-differs': { status: 502, th: 'กุญแจของเครื่องต้นทางไม่ใช่กุญแจที่ตั้งไว้ อาจมีผู้ดักอยู่กลางทาง', en: 'The host shows another key than the one that is set; somebody may stand in between', nextTh: 'อย่าเปลี่ยนค่าตั้งก่อนถามผู้ดูแลเครื่องต้นทางว่าเปลี่ยนกุญแจหรือไม่', nextEn: 'Before changing the settings, ask the administrator of the host whether the key was changed.', retry: 'config' },
  'cipher-refused': { status: 502, th: 'เครื่องต้นทางเข้ารหัสได้เฉพาะแบบเก่าที่ไม่ปลอดภัย', en: 'The host offers only old encryption that is not safe', ...askSource, retry: 'config' },
  'tls-missing': { status: 502, th: 'เครื่องต้นทางไม่รองรับการเข้ารหัส จึงไม่ส่งรหัสผ่านให้', en: 'The host offers no encryption, so the password was not sent', ...askSource, retry: 'config' },
  'name-refused': { status: 422, th: 'ไม่รับชื่อไฟล์ที่ต้นทางแจ้ง เพราะชี้ไปโฟลเดอร์อื่นหรือมีอักขระที่มองไม่เห็น', en: 'The source lists a file name that leads to another folder or holds signs that cannot be seen', nextTh: 'ให้เจ้าของต้นทางเปลี่ยนชื่อไฟล์', nextEn: 'Ask the owner of the source to rename the file.', retry: 'config' },
  'folder-too-large': { status: 422, th: 'โฟลเดอร์ต้นทางมีไฟล์มากเกินกำหนด', en: 'The source folder holds more files than are looked through', nextTh: 'ให้เจ้าของต้นทางย้ายไฟล์เก่าออก หรือใช้โฟลเดอร์ย่อย', nextEn: 'Ask the owner of the source to move old files away, or use a folder of its own.', retry: 'config' },
  'file-out-of-order': { status: 409, th: 'มีไฟล์มาถึงหลังไฟล์ที่รับไปแล้ว ทั้งที่ชื่ออยู่ก่อน', en: 'A file came after those that were taken, though its name stands before theirs', nextTh: 'ให้เจ้าของต้นทางตั้งชื่อไฟล์นั้นใหม่ให้อยู่หลังไฟล์ที่รับไปแล้ว', nextEn: 'Ask the owner of the source to rename the file so that it comes after those that were taken.', retry: 'config' },
  'bucket-missing': { status: 404, th: 'ไม่พบที่เก็บ (bucket) นี้', en: 'There is no such bucket', ...mendSource, retry: 'config' },
  'mailbox-missing': { status: 404, th: 'ไม่พบกล่องจดหมายนี้', en: 'There is no such mailbox', ...mendSource, retry: 'config' },
  'mailbox-renumbered': { status: 409, th: 'เครื่องจดหมายให้เลขจดหมายใหม่ทั้งกล่อง จึงไม่รู้ว่าฉบับใดรับไปแล้ว', en: 'The mail server numbered the whole mailbox anew, so it is not known which mails were taken', nextTh: 'ย้ายจดหมายที่รับไปแล้วออกจากกล่อง แล้วเพิ่มต้นทางนี้ใหม่', nextEn: 'Move the mails that were taken out of the mailbox, then set the source up anew.', retry: 'config' },
  'mail-too-complex': { status: 422, th: 'จดหมายมีส่วนย่อยมากเกินกำหนด', en: 'The mail has more parts than are looked through', nextTh: 'ให้ผู้ส่งส่งใหม่โดยแนบเฉพาะไฟล์ข้อมูล', nextEn: 'Ask the sender to send it again with the data file only.', retry: 'data' },
  'several-attachments': { status: 422, th: 'จดหมายมีไฟล์แนบที่ตรงเงื่อนไขมากกว่าหนึ่งไฟล์', en: 'The mail has more than one attachment that fits', nextTh: 'ตั้งเงื่อนไขชื่อไฟล์ให้แคบลง หรือให้ผู้ส่งแนบไฟล์เดียว', nextEn: 'Make the pattern of names narrower, or ask the sender for one file in a mail.', retry: 'config' },
  'macro-refused': { status: 422, th: 'ไฟล์แนบมีแมโคร จึงไม่รับ', en: 'The attachment holds macros and is not taken', nextTh: 'ให้ผู้ส่งบันทึกเป็น .xlsx หรือ .csv แล้วส่งใหม่ ฉบับเดิมให้ย้ายออกจากกล่อง', nextEn: 'Ask the sender to save it as .xlsx or .csv and send it again; move the old mail out of the mailbox.', retry: 'data' },
  'source-vanished': { status: 502, th: 'การเชื่อมต่อกับต้นทางขาดกลางทาง จึงไม่เก็บส่วนที่ได้รับไว้', en: 'The connection to the source broke off; nothing was kept', ...later, retry: 'transient' },
});
