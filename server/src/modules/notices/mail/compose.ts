import { formatThaiDate, type Lang } from '@saphan/contracts/dates';

/** A notice as a letter tells it. */
export interface Told { what: { th: string; en: string }; todo: { th: string; en: string } | null; by: string | null; link: string }

const MOST_TOLD = 30;
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function part({ what, todo, by, link }: Told, lang: Lang, publicUrl: string, mark: string): string[] {
  const day = by === null ? [] : [lang === 'th' ? `ภายใน ${formatThaiDate(by, { lang, style: 'long' })}` : `By ${formatThaiDate(by, { lang, style: 'long' })}`];
  return [`${mark}${oneLine(what[lang])}`, ...(todo === null ? [] : [oneLine(todo[lang])]), ...day, `${publicUrl}/${lang}${link}`, ''];
}

function side(told: readonly Told[], lang: Lang, publicUrl: string): string[] {
  const shown = told.slice(0, MOST_TOLD);
  const mark = (at: number) => told.length === 1 ? '' : `${at + 1}. `;
  const more = told.length > MOST_TOLD ? [lang === 'th' ? `และอีก ${told.length - MOST_TOLD} เรื่องในหน้าการแจ้งเตือน` : `And ${told.length - MOST_TOLD} more on the page of notices.`, ''] : [];
  return [...shown.flatMap((each, at) => part(each, lang, publicUrl, mark(at))), ...more];
}

/**
 * Subject and text of a letter with one notice or many: what happened, what to do, by when and the address of the page, Thai first. Nothing in it opens anything.
 *
 * @param publicUrl of this house.
 */
export function composeMail(told: readonly [Told, ...Told[]], displayName: string, publicUrl: string): { subject: string; text: string } {
  const name = oneLine(displayName);
  const [first] = told;
  const subject = told.length === 1 ? `${first.what.th} · ${first.what.en}` : `การแจ้งเตือน ${told.length} เรื่อง · ${told.length} notices`;
  const text = [
    `เรียน ${name}`, '', ...side(told, 'th', publicUrl), 'อีเมลนี้ไม่มีลิงก์ลงชื่อเข้าใช้และไม่ถามรหัสผ่าน เลือกเรื่องและเวลาที่จะรับอีเมลได้ที่', `${publicUrl}/th/notices/settings`, '', '---', '',
    `Dear ${name},`, '', ...side(told, 'en', publicUrl), 'No link in this letter signs you in, and it asks for no password. Choose what is mailed to you, and when, at', `${publicUrl}/en/notices/settings`, '', 'สะพาน · Saphan', '',
  ].join('\n');
  return { subject: oneLine(subject).slice(0, 300).toWellFormed(), text };
}
