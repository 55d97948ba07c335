/** Names for releases, made from header texts: ASCII identifiers, unique, at most 63 characters. */
import { romanise } from './romanise.ts';
import { splitKnownWords } from './header-words.ts';
import { toAsciiDigits } from '@saphan/contracts/thai-digits';

const longest = 63;

/** One name per header text; a text without letters becomes `column_n`. */
export function columnNames(headers: readonly string[]): string[] {
  const taken = new Set<string>();
  return headers.map((header, index) => {
    const base = identifier(header) || `column_${index + 1}`;
    let name = base;
    for (let copy = 2; taken.has(name); copy += 1) name = `${base.slice(0, longest - 6)}_${copy}`;
    taken.add(name);
    return name;
  });
}

/** `พื้นที่ปลูก (ไร่)` → `area_planted_rai`; '' when nothing is left. */
export function identifier(header: string): string {
  const parts = toAsciiDigits(header).replace(/(?<=[\u0e00-\u0e7f])-(?=[\u0e00-\u0e7f])/g, '').split(/[^A-Za-z0-9\u0e00-\u0e7f]+/).filter((part) => part !== '');
  const latin = parts.flatMap((part) => (/[\u0e00-\u0e7f]/.test(part) ? thaiWords(part) : [splitCamel(part)]));
  const name = latin.join('_').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, longest).replace(/_+$/, '');
  return name === '' ? '' : /^[a-z]/.test(name) ? name : `c_${name}`.slice(0, longest);
}

function thaiWords(part: string): string[] {
  const known = splitKnownWords(part);
  const whole = known.map(({ thai, english }) => english ?? romanise(thai)).filter((word) => word !== '');
  return idLast(known.every(({ english }) => english !== null) || known[0]?.english !== null ? whole : [romanise(part)]);
}

/** Thai puts the noun first (รหัสจังหวัด); English names put it last (province_id). */
function idLast(words: string[]): string[] {
  const [first, ...rest] = words;
  return rest.length > 0 && (first === 'id' || first === 'name') ? [...rest, first] : words;
}

const splitCamel = (part: string): string => part.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
