/** One spelling for Thai text that looks alike: Unicode normalisation alone does not unify it (thai-standards.md §5.4). */

const tone = '[\u0e48-\u0e4b]';
const rules: [RegExp, string][] = [
  [/[\u200b-\u200d\u2060\ufeff\u00ad]/g, ''],
  [new RegExp(`\u0e4d(${tone}?)\u0e32`, 'g'), '$1\u0e33'],
  [new RegExp(`(${tone})\u0e4d\u0e32`, 'g'), '$1\u0e33'],
  [new RegExp(`\u0e33(${tone})`, 'g'), '$1\u0e33'],
  [/\u0e40\u0e40/g, '\u0e41'],
  [new RegExp(`(${tone})([\u0e31\u0e34-\u0e39\u0e47])`, 'g'), '$2$1'],
];

/** NFC, sara am composed, `เเ` → `แ`, vowel before tone, no zero-width characters. Idempotent; blanks stay as they are. */
export function normaliseThaiText(text: string): string {
  return rules.reduce((held, [form, written]) => held.replace(form, written), text.normalize('NFC'));
}

/** The form in which header texts are compared: normalised, blanks and line breaks as one space, ends trimmed. */
export function normaliseHeader(text: string): string {
  return normaliseThaiText(text).replace(/[\s\u00a0]+/g, ' ').trim();
}
