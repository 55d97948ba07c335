import { formatThaiDate } from '@saphan/contracts/dates';
import type { Block, Paper } from '../paper.ts';
import { withoutEra, type Signatory, signatureOf } from './signatory.ts';

export interface ExternalLetter {
  /** Printed red above everything (Rule on Official Correspondence, clause 28). */
  speed?: 'ด่วน' | 'ด่วนมาก' | 'ด่วนที่สุด';
  /** As the register issued it; null leaves room to write it: a number is given when the letter is sent. */
  ref: string | null;
  /** Agency, then its address, a line each. */
  sender: readonly string[];
  /** ISO; null leaves room for the day, the month and year stand. */
  on: string;
  dayKnown: boolean;
  subject: string;
  to: string;
  refersTo?: readonly string[];
  enclosures?: readonly { title: string; count: string }[];
  body: readonly Block[];
  signatory: Signatory;
  /** Division, telephone, e-mail: a line each. */
  contact: readonly string[];
  copies?: readonly string[];
  figures: object;
}

/**
 * หนังสือภายนอก: the letter to another agency, in the order and with the room that the rule asks for (thai-standards.md §1.1): 3 cm for the garuda, 16 pt,
 * Thai digits, the date without พ.ศ.
 */
export function externalLetter(letter: ExternalLetter): Paper {
  const blocks: Block[] = [
    ...letter.speed ? [{ kind: 'paragraph' as const, text: letter.speed, look: 'speed' as const }] : [],
    { kind: 'letterhead', form: 'external', ref: `ที่ ${letter.ref ?? '…………/…………'}`, sender: [...letter.sender] },
    { kind: 'paragraph', text: letter.dayKnown ? formatThaiDate(letter.on, { style: 'long' }) : `…… ${withoutEra(letter.on)}`, look: 'middle' },
    field('เรื่อง', letter.subject), field('เรียน', letter.to),
    ...listed('อ้างถึง', letter.refersTo ?? []),
    ...listed('สิ่งที่ส่งมาด้วย', (letter.enclosures ?? []).map(({ title, count }) => `${title} จำนวน ${count}`)),
    ...letter.body,
    signatureOf('ขอแสดงความนับถือ', letter.signatory),
    ...letter.contact.map(small),
    ...letter.copies?.length ? [small(`สำเนาส่ง ${letter.copies.join(' / ')}`)] : [],
  ];
  return { title: letter.subject, on: letter.on, digits: 'thai', page: 'letter', header: '', figures: letter.figures, blocks };
}

const field = (label: string, text: string): Block => ({ kind: 'field', label, text, bold: false });
const small = (text: string): Block => ({ kind: 'paragraph', text, look: 'small' });

/** One thing stands beside its label; several are numbered. */
function listed(label: string, texts: readonly string[]): Block[] {
  if (texts.length === 1) return [field(label, texts[0] as string)];
  return texts.map((text, i) => field(i === 0 ? label : '', `${i + 1}. ${text}`));
}
