/** Thai letters to Latin, after the consonant values of the Royal Thai General System. Good enough for a column's name, not for a map. */

const initials: Record<string, string> = {
  ก: 'k', ข: 'kh', ฃ: 'kh', ค: 'kh', ฅ: 'kh', ฆ: 'kh', ง: 'ng', จ: 'ch', ฉ: 'ch', ช: 'ch', ซ: 's', ฌ: 'ch', ญ: 'y', ฎ: 'd', ฏ: 't', ฐ: 'th', ฑ: 'th', ฒ: 'th', ณ: 'n',
  ด: 'd', ต: 't', ถ: 'th', ท: 'th', ธ: 'th', น: 'n', บ: 'b', ป: 'p', ผ: 'ph', ฝ: 'f', พ: 'ph', ฟ: 'f', ภ: 'ph', ม: 'm', ย: 'y', ร: 'r', ล: 'l', ว: 'w', ศ: 's', ษ: 's', ส: 's',
  ห: 'h', ฬ: 'l', อ: '', ฮ: 'h', ฤ: 'rue', ฦ: 'lue',
};
const finals: Record<string, string> = {
  ก: 'k', ข: 'k', ค: 'k', ฆ: 'k', ง: 'ng', จ: 't', ช: 't', ซ: 't', ญ: 'n', ฎ: 't', ฏ: 't', ฐ: 't', ฑ: 't', ฒ: 't', ณ: 'n', ด: 't', ต: 't', ถ: 't', ท: 't', ธ: 't', น: 'n',
  บ: 'p', ป: 'p', พ: 'p', ฟ: 'p', ภ: 'p', ม: 'm', ย: 'i', ร: 'n', ล: 'n', ว: 'o', ศ: 't', ษ: 't', ส: 't', ฬ: 'n',
};
const leading: Record<string, string> = { เ: 'e', แ: 'ae', โ: 'o', ใ: 'ai', ไ: 'ai' };
const following: Record<string, string> = { 'ะ': 'a', 'ั': 'a', 'า': 'a', 'ำ': 'am', 'ิ': 'i', 'ี': 'i', 'ึ': 'ue', 'ื': 'ue', 'ุ': 'u', 'ู': 'u' };

const silent = /[ก-ฮ][ิุ]?์/g;
/** ห before these only changes the tone (หมวด, หลวง). */
const quietHo = /ห(?=[งญนมยรลว][ก-ฮะ-ู็-๋])/g;
const signs = /[็่้๊๋ํ๎ฺฯๆ]/g;

/** Latin letters for a stretch of Thai; other characters stay. */
export function romanise(text: string): string {
  const plain = text.normalize('NFC').replace(silent, '').replace(quietHo, '').replace(signs, '');
  let latin = '';
  let at = 0;
  while (at < plain.length) {
    const syllable = readSyllable(plain, at);
    latin += syllable.latin;
    at = syllable.next;
  }
  return latin;
}

/** One syllable: leading vowel, consonant, vowel, and a consonant that closes it. */
function readSyllable(text: string, start: number): { latin: string; next: number } {
  let at = start;
  const before = leading[text[at] ?? ''];
  if (before !== undefined) at += 1;
  const initial = initials[text[at] ?? ''];
  if (initial === undefined) return before === undefined ? { latin: text[start] as string, next: start + 1 } : { latin: before, next: at };
  at += 1;
  const after = following[text[at] ?? ''];
  if (after !== undefined) at += 1;
  const vowel = before === undefined ? after : after === undefined || before === 'ai' ? before : combined(before, text[at - 1] as string);
  const closing = closingAt(text, at, vowel !== undefined);
  if (closing !== null) return { latin: initial + (vowel ?? 'o') + closing, next: at + 1 };
  return { latin: initial + (vowel ?? (startsSyllable(text, at) ? 'a' : '')), next: at };
}

const combined = (before: string, sign: string): string => (before === 'e' && sign === 'า' ? 'ao' : before === 'e' && 'ิี'.includes(sign) ? 'oe' : before === 'e' && sign === 'ื' ? 'uea' : before);
const startsSyllable = (text: string, at: number): boolean => {
  const letter = text[at] ?? '';
  return letter === '' || letter in initials || letter in leading;
};

/** A consonant closes the syllable when no vowel sign of its own follows. */
function closingAt(text: string, at: number, voiced: boolean): string | null {
  const letter = text[at] ?? '';
  if (!(letter in finals)) return null;
  const next = text[at + 1] ?? '';
  if (next in following) return null;
  return voiced || !(next in initials) || next === '' ? finals[letter] as string : null;
}
