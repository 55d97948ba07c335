import { formatThaiDate, type Lang } from '@saphan/contracts/dates';

/** What may be mailed. Codes, slips, links that open something and data of a dataset never are: mail is read by others on its way. */
export type LetterKind = 'alarm' | 'review-opened' | 'review-reminder' | 'incidents';

/** What a letter is about: an alarm's kind, a round of review, or what is out of order with datasets. */
export interface About { alarm?: string; items?: { th: string; en: string }[]; titleTh?: string; titleEn?: string; closesOn?: string; open?: number }
export interface Letter { kind: string; about: About; createdAt: string; displayName: string }
interface Words { subject: string; lines: string[]; page: string }

const ALARMS: Record<string, { th: string; en: string }> = {
  'new-device': { th: 'มีการลงชื่อเข้าใช้จากอุปกรณ์ใหม่', en: 'a sign-in with a new device' },
  'two-networks': { th: 'มีการลงชื่อเข้าใช้จากสองเครือข่ายในเวลาใกล้กัน', en: 'sign-ins from two networks at once' },
  'many-failures': { th: 'มีความพยายามลงชื่อเข้าใช้ที่ไม่สำเร็จหลายครั้ง', en: 'many sign-ins that failed' },
  'token-reuse': { th: 'มีการใช้โทเคนที่เคยใช้แล้วซ้ำ ซึ่งอาจถูกขโมย', en: 'a token used again that may have been stolen' },
  'recovery-used': { th: 'มีการใช้รหัสกู้คืน', en: 'a recovery code used' },
};
const other = { th: 'มีเหตุการณ์ที่ควรตรวจสอบ', en: 'something to look at' };

function words({ kind, about, createdAt }: Letter, lang: Lang): Words {
  const th = lang === 'th';
  const on = (iso: string, style: 'long' | 'withTime') => formatThaiDate(iso, { lang, style });
  if (kind === 'alarm') {
    const what = (ALARMS[about.alarm ?? ''] ?? other)[lang];
    return {
      subject: th ? `สัญญาณเตือนบัญชี: ${what}` : `Alarm: ${what}`, page: '/account',
      lines: th ? [`${what} เมื่อ ${on(createdAt, 'withTime')}`, 'หากไม่ใช่ท่าน ให้ออกจากระบบทุกแห่งและเปลี่ยนรหัสผ่านทันทีในหน้าบัญชีและความปลอดภัย'] : [`There was ${what} on ${on(createdAt, 'withTime')}.`, 'If it was not you, sign out everywhere and change your password at once, on the page Account and security.'],
    };
  }
  if (kind === 'incidents') return incidentWords(about, lang);
  const round = (th ? about.titleTh : about.titleEn) ?? '';
  const due = about.closesOn ? on(about.closesOn, 'long') : '';
  const opened = kind === 'review-opened';
  return {
    subject: th ? `${opened ? 'ขอให้ยืนยันสิทธิ' : 'เตือน: ยังไม่ยืนยันสิทธิ'} ${about.open} รายการ ภายใน ${due}` : `${opened ? 'Please confirm' : 'Reminder: still to confirm,'} ${about.open} rights by ${due}`, page: '/reviews',
    lines: th ? [`${round}: มี ${about.open} รายการรอท่านยืนยัน ภายใน ${due}`, 'รายการที่ไม่มีใครยืนยันจะถูกถอนเมื่อปิดรอบ'] : [`${round}: ${about.open} rights wait for you, until ${due}.`, 'What nobody confirms is taken away when the round ends.'],
  };
}

/** Lines name datasets and what kind of trouble it is, never a value. */
function incidentWords({ open = 0, items = [] }: About, lang: Lang): Words {
  const th = lang === 'th';
  const more = open > items.length ? [th ? `และอีก ${open - items.length} เรื่อง` : `and ${open - items.length} more`] : [];
  return {
    subject: th ? `มี ${open} เรื่องของชุดข้อมูลที่ท่านดูแลต้องดู` : `${open} ${open === 1 ? 'thing' : 'things'} to look at in your datasets`, page: '/incidents',
    lines: [th ? `มีเรื่องใหม่ ${open} เรื่องที่รอท่านดู` : `What is new and waits for you: ${open}.`, ...items.map((item) => `- ${item[lang].replace(/\s+/g, ' ')}`), ...more, th ? 'รายละเอียดและสิ่งที่ควรทำอยู่ในหน้าเว็บ' : 'What happened and what to do is on the page.'],
  };
}

/**
 * A letter's subject and text, Thai first and English below, with the address of the page and nothing that opens it.
 *
 * @param publicUrl of this house.
 */
export function composeLetter(letter: Letter, publicUrl: string): { subject: string; text: string } {
  const [th, en] = [words(letter, 'th'), words(letter, 'en')];
  const name = letter.displayName.replace(/\s+/g, ' ');
  const text = [
    `เรียน ${name}`, '', ...th.lines, `${publicUrl}/th${th.page}`, 'อีเมลนี้ไม่มีลิงก์ลงชื่อเข้าใช้และไม่ถามรหัสผ่าน เปิดหน้าเว็บด้วยตนเองได้', '', '---', '',
    `Dear ${name},`, '', ...en.lines, `${publicUrl}/en${en.page}`, 'No link in this letter signs you in, and it asks for no password.', '', 'สะพาน · Saphan', '',
  ].join('\n');
  return { subject: `${th.subject} · ${en.subject}`.replace(/\s+/g, ' '), text };
}
