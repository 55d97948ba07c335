import { definePolicies, roles, type Role } from '#kernel/policy.ts';

const readers: readonly Role[] = ['operator', 'secretariat', 'auditor'];

export const policies = definePolicies('ledger', {
  'read-tree': { roles, reads: true, th: 'ทุกคนอ่านลายเซ็นของบัญชีหลักฐานและต้นไม้ของค่าแฮชได้ ไม่มีเนื้อหารายการ', en: 'Everybody may read the signed checkpoints and the tree of hashes; no entry is in them.' },
  'read-entries': { roles: readers, th: 'ส่วนกลาง ผู้ดูแลระบบ และผู้ตรวจสอบอ่านรายการในบัญชีหลักฐานและหลักฐานการบันทึกได้', en: 'The secretariat, operators and auditors may read entries and their proofs.' },
  'keep-witnesses': { roles: ['operator'], th: 'ผู้ดูแลระบบเท่านั้นที่กำหนดว่าใครเป็นพยานของบัญชีหลักฐาน และเราเป็นพยานให้ใคร', en: 'Only operators say who witnesses our ledger, and whose we witness.', needs: { best: true } },
  'turn-log-key': { roles: ['operator'], th: 'ผู้ดูแลระบบที่เพิ่งยืนยันตัวตนเท่านั้นที่เปลี่ยนกุญแจลงนามของบัญชีหลักฐาน', en: 'Only operators who confirmed themselves just now give the log another signing key.', needs: { aal: 2, best: true, freshMinutes: 15, notByToken: true } },
  'begin-epoch': { roles: ['operator'], th: 'ผู้ดูแลระบบสองคนที่เพิ่งยืนยันตัวตน คนหนึ่งขอ อีกคนยืนยัน จึงปิดบัญชีหลักฐานและเริ่มบัญชีใหม่ได้', en: 'Two operators who confirmed themselves just now, one who asks and one who confirms, close the log and begin the next.', needs: { aal: 2, best: true, freshMinutes: 15, notByToken: true } },
  'add-checkpoint': { roles, th: 'บัญชีหลักฐานที่ลงทะเบียนไว้ขอให้เราลงนามเป็นพยานได้ โดยพิสูจน์ด้วยลายเซ็นของตน', en: 'A log that is known here may ask for our co-signature; its own signature says who it is.' },
});
