/** Characters that are written in several ways become one, so that what looks the same is the same. */

const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;
const LATIN_MARKS = /[\u0300-\u036F]/g;
/** Nikhahit, maybe a tone mark between, and sara aa: what some keyboards write for sara am. */
const SPLIT_SARA_AM = /\u0E4D([\u0E48-\u0E4B]?)\u0E32/g;
const TONE_BEFORE_NIKHAHIT = /([\u0E48-\u0E4B])\u0E4D\u0E32/g;
const TONE_BEFORE_VOWEL = /([\u0E48-\u0E4B]+)([\u0E31\u0E34-\u0E3A\u0E47])/g;
const DOUBLED_MARK = /([\u0E31\u0E33-\u0E3A\u0E47-\u0E4E])\1+/g;
const SEVERAL_TONES = /([\u0E48-\u0E4B])[\u0E48-\u0E4B]+/g;
const DOUBLE_SARA_E = /\u0E40\u0E40/g;
const THAI_DIGIT = /[\u0E50-\u0E59]/g;
const LATIN_BEYOND_ASCII = /[\u00C0-\u024F\u1E00-\u1EFF\uFF01-\uFF5E]|[\u0300-\u036F]/;

/**
 * Text as it is compared: NFC, lower case, sara am in one character, Thai digits as ASCII, no invisible characters, marks in the order
 * base–vowel–tone and never twice, Latin letters without accents. Length may change; {@link normaliseWithPlaces} says where each character was.
 *
 * Source: anchors of Thai search, step 1. Idempotent.
 */
export function normalise(text: string): string {
  const plain = LATIN_BEYOND_ASCII.test(text) ? text.normalize('NFKD').replace(LATIN_MARKS, '') : text;
  return plain.replace(INVISIBLE, '').normalize('NFC').toLowerCase().replace(LATIN_MARKS, '')
    .replace(TONE_BEFORE_NIKHAHIT, '$1\u0E33').replace(SPLIT_SARA_AM, '$1\u0E33')
    .replace(TONE_BEFORE_VOWEL, '$2$1').replace(DOUBLED_MARK, '$1').replace(SEVERAL_TONES, '$1').replace(DOUBLED_MARK, '$1')
    .replace(DOUBLE_SARA_E, '\u0E41').replace(THAI_DIGIT, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x0E50 + 48));
}

/** A letter with everything that hangs on it; normalising never looks beyond one. */
const CLUSTER = /\u0E40[\u00AD\u200B-\u200F\u2060\uFEFF]*\u0E40|(?:[^]|[\uD800-\uDBFF][\uDC00-\uDFFF])(?:[\u0300-\u036F\u0E31-\u0E3A\u0E47-\u0E4E\u00AD\u200B-\u200F\u2060\uFEFF])*/gu;

/** Normalised text with, for each of its characters and its end, the place in the original. */
export function normaliseWithPlaces(text: string): { text: string; places: number[] } {
  const whole = normalise(text);
  // Without Latin accents nothing ever grows: as long as before means that everything stands where it stood.
  if (whole.length === text.length && !LATIN_BEYOND_ASCII.test(text)) return { text: whole, places: Array.from({ length: text.length + 1 }, (_, i) => i) };
  let normal = '';
  const places: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const piece = normalise(cluster);
    for (let i = 0; i < piece.length; i += 1) places.push(index);
    normal += piece;
  }
  places.push(text.length);
  return { text: normal, places };
}
