import { problem } from '../errors.ts';
import { readPackageSearch } from '../readers/ckan.ts';
import { readDataJson } from '../readers/data-json.ts';
import { readDcat } from '../readers/dcat.ts';
import { readOgcRecords } from '../readers/ogc-records.ts';
import { formOf, readTriples } from '../readers/rdf.ts';
import type { Listing } from '../readers/remote-record.ts';
import { isObject } from '../readers/values.ts';
import type { SourceClient } from './ask-source.ts';

export type SourceKind = 'ckan' | 'dcat' | 'data-json' | 'ogc-records';

export interface ListedSource { kind: SourceKind; url: string; pageSize: number }

const RDF_TYPES = 'text/turtle, application/ld+json;q=0.9, application/rdf+xml;q=0.8, application/json;q=0.3';

/** One page of what a source has, from `cursor` on (null: the first). */
export async function listPage(source: ListedSource, cursor: string | null, client: SourceClient): Promise<Listing> {
  switch (source.kind) {
    case 'ckan': return listCkan(source, Number(cursor ?? 0), client);
    case 'dcat': return listDcat(cursor ?? source.url, client);
    case 'data-json': return readDataJson(await client.json(source.url)) ?? notThat('data.json');
    case 'ogc-records': return listOgc(source, cursor, client);
  }
}

/** The site of a CKAN from any of its addresses: `…/api/3/action/package_search`, `…/dataset/x` and `…/` mean the same. */
export function ckanSite(url: string): string {
  return (url.split(/[?#]/)[0] ?? url).replace(/\/(?:api(?:\/\d)?(?:\/action(?:\/\w+)?)?|dataset(?:\/.*)?|organization(?:\/.*)?|group(?:\/.*)?)?\/?$/, '').replace(/\/$/, '');
}

async function listCkan({ url, pageSize }: ListedSource, start: number, client: SourceClient): Promise<Listing> {
  const given = new URL(url).searchParams;
  const query = new URLSearchParams({ rows: String(pageSize), start: String(start), sort: 'id asc', ...(given.get('fq') && { fq: given.get('fq') as string }), ...(given.get('q') && { q: given.get('q') as string }) });
  const answer = await client.json(`${ckanSite(url)}/api/3/action/package_search?${query}`);
  if (!isObject(answer) || answer['success'] !== true || !isObject(answer['result'])) return notThat('CKAN package_search');
  return readPackageSearch(answer['result'], start);
}

/** What a CKAN says of itself; null where it does not answer that. */
export async function ckanStatus(url: string, client: SourceClient): Promise<{ siteUrl: string | null; title: string | null; version: string | null; isSaphan: boolean } | null> {
  const answer = await client.json(`${ckanSite(url)}/api/3/action/status_show`).catch(() => null);
  const result = isObject(answer) && isObject(answer['result']) ? answer['result'] : null;
  const text = (key: string) => (typeof result?.[key] === 'string' ? result[key] : null);
  return result && { siteUrl: text('site_url'), title: text('site_title'), version: text('ckan_version'), isSaphan: text('saphan_version') !== null };
}

async function listDcat(url: string, client: SourceClient): Promise<Listing> {
  const answer = await client.text(url, RDF_TYPES);
  const form = formOf(answer.mediaType, answer.text);
  return form ? readDcat(await readTriples(answer.text, form, answer.url), answer.url) : notThat('DCAT (Turtle, JSON-LD, RDF/XML)');
}

async function listOgc({ url, pageSize }: ListedSource, cursor: string | null, client: SourceClient): Promise<Listing> {
  let page = cursor;
  if (page === null) {
    const first = new URL(url);
    if (!first.searchParams.has('limit')) first.searchParams.set('limit', String(pageSize));
    page = first.href;
  }
  return readOgcRecords(await client.json(page), page) ?? notThat('OGC API Records');
}

function notThat(what: string): never {
  throw problem('answer-unreadable', { detailTh: `คำตอบไม่ใช่ ${what}`, detailEn: `The answer is not ${what}.` });
}
