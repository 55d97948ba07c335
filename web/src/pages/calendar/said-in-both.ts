import type { Lang } from '@saphan/contracts/dates';

const thai = /[ก-๛]/;

/**
 * The part of a line in the language of the page. What the server reckons is written down in both, "Thai · English"; what a person wrote stays whole.
 */
export function saidIn(lang: Lang, line: string): string {
  const [th = '', en, ...more] = line.split(' · ');
  if (en === undefined || more.length > 0 || !thai.test(th) || thai.test(en)) return line;
  return lang === 'en' ? en : th;
}
