/** The subset of RE2 that the sieve, DuckDB and a browser read alike. */
import { valueText } from './value-text.ts';

const forbidden: [RegExp, string, string][] = [
  [/\(\?<?[=!]/, 'ใช้การมองหน้ามองหลัง (?=, ?!, ?<=, ?<!) ไม่ได้', 'look-around is not part of RE2'],
  [/\(\?>/, 'ใช้กลุ่มแบบ (?>…) ไม่ได้', 'atomic groups are not part of RE2'],
  [/[+*?}]\+/, 'ใช้ตัวซ้ำแบบ ++ *+ ?+ ไม่ได้', 'possessive repeats are not part of RE2'],
  [/\(\?\(/, 'ใช้เงื่อนไขในรูปแบบไม่ได้', 'conditionals are not part of RE2'],
  [/\(\?[imsU-]+/, 'ใช้ตัวเลือกในรูปแบบ เช่น (?i) ไม่ได้ เขียนทั้งตัวเล็กและตัวใหญ่แทน', 'inline options such as (?i) are not read by every engine here'],
];
const knownEscapes = /\\(?:[dDwWsSbBafnrtv]|x[0-9A-Fa-f]{2}|x\{[0-9A-Fa-f]{1,6}\}|p\{\^?\w+\}|P\{\w+\}|[^A-Za-z0-9])/y;

/** Why a pattern is refused, in Thai and English; null when it is good. */
export function patternFault(pattern: string): { th: string; en: string } | null {
  const bare = pattern.replace(/\\\\/g, '__');
  const literal = bare.replace(/\\[^A-Za-z0-9]/g, '__');
  const outside = literal.replace(/\[\^?\]?[^\]]*\]/g, 'x');
  for (const [form, th, en] of forbidden) if (form.test(outside)) return { th, en };
  return escapeFault(bare) ?? repeatFault(outside) ?? syntaxFault(pattern);
}

function escapeFault(pattern: string): { th: string; en: string } | null {
  for (let at = pattern.indexOf('\\'); at >= 0; at = pattern.indexOf('\\', at + 2)) {
    knownEscapes.lastIndex = at;
    if (!knownEscapes.test(pattern)) {
      const shown = valueText(pattern.slice(at, at + 2));
      return { th: `ใช้ ${shown} ไม่ได้ในรูปแบบ (RE2)`, en: `${shown} is not part of RE2` };
    }
  }
  return null;
}

function repeatFault(pattern: string): { th: string; en: string } | null {
  const over = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].find(([, low, high]) => Number(low) > 1000 || Number(high ?? 0) > 1000);
  return over ? { th: 'จำนวนซ้ำใน {} ต้องไม่เกิน 1000', en: 'a repeat count is at most 1000' } : null;
}

/** What JavaScript can tell about brackets, groups and repeats that stand on nothing. */
function syntaxFault(pattern: string): { th: string; en: string } | null {
  const portable = pattern.replace(/\(\?P</g, '(?<').replace(/\\x\{([0-9A-Fa-f]+)\}/g, 'x').replace(/\\[pP]\{\^?\w+\}/g, 'x');
  try {
    new RegExp(portable);
    return null;
  } catch {
    return { th: 'วงเล็บไม่ครบคู่ หรือตัวซ้ำไม่มีอะไรให้ซ้ำ', en: 'a bracket is not closed, or a repeat stands on nothing' };
  }
}
