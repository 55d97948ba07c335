import { formatThaiDate } from '@saphan/contracts/dates';
import type { CatalogueRecord } from '../../../api/portal-types.ts';

const yearOf = (record: CatalogueRecord) => Number((record.release?.publishedAt ?? record.publishedAt ?? record.changedAt).slice(0, 4));

interface CiteWords { release: (v: { number: number }) => string; dataSet: string; from: string }

/** A line for a list of references, in the language of the page: who, year, what, which release, where, when read. */
export function citeAsText(record: CatalogueRecord, address: string, now: Date, lang: 'th' | 'en', words: CiteWords): string {
  const who = lang === 'th' ? record.agency.nameTh : record.agency.nameEn;
  const title = (lang === 'th' ? record.titleTh : record.titleEn) || record.titleTh;
  const release = record.release ? ` ${words.release({ number: record.release.number })}` : '';
  return `${who}. (${lang === 'th' ? yearOf(record) + 543 : yearOf(record)}). ${title}${release} [${words.dataSet}]. ${words.from} ${address} (${formatThaiDate(now.toISOString(), { style: 'long', lang })})`;
}

/** The same for BibTeX; braces and backslashes of a title are taken out, the rest is text for XeLaTeX and LuaLaTeX. */
export function citeAsBibtex(record: CatalogueRecord, address: string, now: Date): string {
  const text = (value: string) => value.replace(/[\\{}]/g, '');
  const fields = {
    author: `{${text(record.agency.nameTh)}}`, title: text(record.titleTh), year: String(yearOf(record)), publisher: text(record.agency.nameEn), url: address, urldate: now.toISOString().slice(0, 10),
    ...(record.release && { version: String(record.release.number), note: `content hash ${record.release.contentHash}` }),
  };
  return `@misc{${record.slug.replaceAll('-', '_')},\n${Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}`;
}
