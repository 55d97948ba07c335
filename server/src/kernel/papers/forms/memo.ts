import { formatThaiDate } from '@saphan/contracts/dates';
import type { Block, Paper } from '../paper.ts';
import { withoutEra, type Signatory, signatureOf } from './signatory.ts';

export interface Memo {
  /** ส่วนราชการ, with division and telephone. */
  agency: string;
  ref: string | null;
  on: string;
  dayKnown: boolean;
  subject: string;
  to: string;
  body: readonly Block[];
  signatory: Signatory;
  figures: object;
}

/** บันทึกข้อความ: the letter inside a ministry; 1.5 cm for the garuda. */
export function memo({ agency, ref, on, dayKnown, subject, to, body, signatory, figures }: Memo): Paper {
  const field = (label: string, text: string, bold = true): Block => ({ kind: 'field', label, text, bold });
  return {
    title: subject, on, digits: 'thai', page: 'letter', header: '', figures,
    blocks: [
      { kind: 'letterhead', form: 'memo', ref: '', sender: [] },
      field('ส่วนราชการ', agency), field('ที่', `${ref ?? '…………/…………'}     วันที่ ${dayKnown ? formatThaiDate(on, { style: 'long' }) : `…… ${withoutEra(on)}`}`), field('เรื่อง', subject), field('เรียน', to, false),
      ...body, signatureOf('', signatory),
    ],
  };
}
