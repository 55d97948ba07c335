import type { Tx } from '#kernel/db.ts';
import { visitor } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import type { PortalPorts } from '../ports.ts';
import type { Lang } from './atom.ts';
import { findPublished, type FindPublishedRow } from './publishing.sql.gen.ts';
import { escapeMarkup, markup } from './xml.ts';

const DATASET_PAGE = /^\/(th|en)\/data\/([a-z][a-z0-9-]{1,62})\/?$/;
const OTHER_PAGES = new Set(['agencies', 'topics', 'requests', 'plan', 'showcases', 'statistics', 'surveys']);
const MOST_CHARACTERS = 300;

export interface PageHead { lang: Lang; title: string; tags: string }

export interface PageHeadPorts extends Pick<PortalPorts, 'db' | 'publicUrl'> {
  /** A dataset as search engines for data read it; null when whoever asks may not find it. */
  tellSchemaOrg(tx: Tx, slug: string, lang: Lang): Promise<object | null>;
}

/**
 * What the head of a dataset's page says to machines that run no script: title, description, the other language, feed, and schema.org.
 *
 * @param path of the page, without the query. @returns null for every page that is no dataset's, and for datasets that a visitor may not find.
 */
export function readPageHead({ db, publicUrl, tellSchemaOrg }: PageHeadPorts): (path: string) => Promise<PageHead | null> {
  return async (path) => {
    const [, lang, slug] = DATASET_PAGE.exec(path) ?? [];
    if (lang === undefined || slug === undefined || OTHER_PAGES.has(slug)) return null;
    return scopedDatabase(db, visitor).read(async (tx) => {
      const row = await findPublished(tx, { slug });
      return row && headOf(row, lang as Lang, publicUrl, await tellSchemaOrg(tx, slug, lang as Lang));
    });
  };
}

function headOf(row: FindPublishedRow, lang: Lang, base: string, schemaOrg: object | null): PageHead {
  const title = lang === 'th' ? row.title_th : row.title_en;
  const description = descriptionOf(row, lang).slice(0, MOST_CHARACTERS);
  const page = (of: string) => `${base}/${of}/data/${row.slug}`;
  const { text } = markup`<meta name="description" content="${description}">
    <link rel="canonical" href="${page(lang)}"><link rel="alternate" hreflang="th" href="${page('th')}"><link rel="alternate" hreflang="en" href="${page('en')}">
    <link rel="alternate" type="application/atom+xml" href="${base}/feeds/datasets/${row.slug}.atom" title="Atom">
    <meta property="og:type" content="website"><meta property="og:title" content="${title}"><meta property="og:description" content="${description}"><meta property="og:url" content="${page(lang)}">`;
  // A closing tag inside a text would end the script: `<` is written as JSON allows.
  const script = schemaOrg && `\n    <script type="application/ld+json">${JSON.stringify(schemaOrg).replaceAll('<', '\\u003c')}</script>`;
  return { lang, title, tags: `${text}${script ?? ''}` };
}

const descriptionOf = (row: FindPublishedRow, lang: Lang): string =>
  (lang === 'th' ? row.description_th : row.description_en ?? row.description_th) ?? (lang === 'th' ? `ชุดข้อมูลของ${row.agency_th}: ${row.title_th}` : `A dataset of ${row.agency_en}: ${row.title_en}`);

/** The built page with a head of its own. */
export const withHead = (html: string, { lang, title, tags }: PageHead): string => html
  .replace(/<html lang="[a-z]+">/, () => `<html lang="${lang}">`)
  .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeMarkup(title)} – ${lang === 'th' ? 'สะพาน' : 'Saphan'}</title>\n    ${tags}`);
