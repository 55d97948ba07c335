/** What each reject code says to a clerk: what was received, why it does not fit, how to mend it. Nobody is blamed (UI.md §5). */
import type { RejectCode } from './reject.ts';
import { rejectSentences } from './reject-sentences.ts';

export interface RejectMessage {
  code: RejectCode;
  titleTh: string;
  titleEn: string;
  /** Why the row does not fit, with the value that was received. */
  th: string;
  en: string;
  fixTh: string;
  fixEn: string;
}

/** What stands behind the colon when the detail is shown: the value, or a figure, or the name of a rule. */
const detailWords: Record<'value' | 'found' | 'rule' | 'key', { th: string; en: string }> = {
  value: { th: 'ค่าที่ได้รับ', en: 'received' },
  found: { th: 'ที่พบ', en: 'found' },
  rule: { th: 'เงื่อนไข', en: 'rule' },
  key: { th: 'คีย์', en: 'key' },
};

const longestShown = 120;

/** Cuts a long value and shows invisible characters, so that a stray blank or line break can be seen. */
export function visibleValue(value: string): string {
  const shown = value.replace(/\r\n|\r|\n/g, '⏎').replace(/\t/g, '⇥').replace(/\u00a0/g, '⍽')
    .replace(/[\u200b-\u200f\u2060\ufeff\u0000-\u001f]/g, '·');
  const letters = [...shown];
  return letters.length > longestShown ? `${letters.slice(0, longestShown).join('')}…` : shown;
}

/**
 * The message of one reject code.
 *
 * @param detail the offending value or the counts, already masked when the column holds personal data; null when there is none.
 */
export function rejectMessage(code: RejectCode, detail: string | null = null): RejectMessage {
  const sentence = rejectSentences[code];
  const word = detailWords[sentence.detail];
  const quoted = sentence.detail === 'value' || sentence.detail === 'key';
  const said = (text: string): string => (quoted ? `“${text}”` : text);
  const suffix = (label: string): string => (detail === null || detail === '' ? '' : ` ${label}: ${said(visibleValue(detail))}`);
  return {
    code, titleTh: sentence.titleTh, titleEn: sentence.titleEn,
    th: sentence.whyTh + suffix(word.th), en: sentence.whyEn + suffix(word.en),
    fixTh: sentence.fixTh, fixEn: sentence.fixEn,
  };
}
