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

const mostRounds = 64;

/** NFC, sara am composed, `เเ` → `แ`, vowel before tone, no zero-width characters. Idempotent; blanks stay as they are. */
export function normaliseThaiText(text: string): string {
  let held = text.normalize('NFC');
  // One rule can make room for another (two tone marks, a doubled vowel); real text is stable after one or two rounds.
  for (let round = 0; round < mostRounds; round += 1) {
    const next = rules.reduce((spelling, [form, written]) => spelling.replace(form, written), held).normalize('NFC');
    if (next === held) break;
    held = next;
  }
  return held;
}

/** The form in which header texts are compared: normalised, blanks and line breaks as one space, ends trimmed. */
export function normaliseHeader(text: string): string {
  return normaliseThaiText(text).replace(/[\s\u00a0]+/g, ' ').trim();
}
