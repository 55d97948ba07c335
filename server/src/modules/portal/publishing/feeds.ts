import { formatNumber } from '@saphan/contracts/numbers';
import { Type } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { visitor } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { route, type Route } from '#kernel/route.ts';
import { problem } from '../errors.ts';
import { policies } from '../policies.ts';
import type { PortalPorts } from '../ports.ts';
import { writeFeed, type FeedEntry, type Lang } from './atom.ts';
import { findFeedAgency, findFeedTopic, findPublished, listFeedReleases, listNewestDatasets, type ListNewestDatasetsRow } from './publishing.sql.gen.ts';
import { sendKept } from './send-kept.ts';

const langQuery = Type.Object({ lang: Type.Optional(Type.Union([Type.Literal('th'), Type.Literal('en')])) });
const idParams = Type.Object({ id: Type.String({ maxLength: 63 }) });
const text = { 200: Type.String({ description: 'Atom (RFC 4287)' }), 304: Type.String({ description: 'Not changed' }) };
const ATOM = 'application/atom+xml; charset=utf-8';

/** Atom feeds: what was published or changed last, in all, by agency, by topic, and the releases of one dataset. */
export function feedRoutes(ports: PortalPorts): Route[] {
  const asVisitor = <T>(work: (tx: Tx) => Promise<T>) => scopedDatabase(ports.db, visitor).read(work);
  const common = { method: 'GET', at: 'root', policy: policies['read-portal'], querystring: langQuery, response: text, stream: 'reply', openToSites: true } as const;
  return [
    route({
      ...common, path: '/feeds/datasets.atom', operationId: 'downloadDatasetsFeed', summary: 'Feed of what was published or changed last',
      handler: async ({ query, request, reply }) => sendKept(request, reply, ATOM, await asVisitor((tx) => datasetsFeed(tx, ports.publicUrl, query.lang ?? 'th', { name: '/feeds/datasets.atom' }))),
    }),
    route({
      ...common, path: '/feeds/agencies/:id.atom', params: idParams, operationId: 'downloadAgencyFeed', summary: 'Feed of an agency',
      handler: async ({ params, query, request, reply }) => sendKept(request, reply, ATOM, await asVisitor(async (tx) => {
        const found = await findFeedAgency(tx, { id: params.id });
        if (!found) throw problem('dataset-not-found', { agency: params.id });
        return datasetsFeed(tx, ports.publicUrl, query.lang ?? 'th', { name: `/feeds/agencies/${params.id}.atom`, found, agencyId: params.id });
      })),
    }),
    route({
      ...common, path: '/feeds/topics/:id.atom', params: idParams, operationId: 'downloadTopicFeed', summary: 'Feed of a topic',
      handler: async ({ params, query, request, reply }) => sendKept(request, reply, ATOM, await asVisitor(async (tx) => {
        const found = await findFeedTopic(tx, { id: params.id });
        if (!found) throw problem('topic-not-found', { id: params.id });
        return datasetsFeed(tx, ports.publicUrl, query.lang ?? 'th', { name: `/feeds/topics/${params.id}.atom`, found, topicId: params.id });
      })),
    }),
    route({
      ...common, path: '/feeds/datasets/:slug.atom', params: Type.Object({ slug: Type.String({ maxLength: 63 }) }), operationId: 'downloadReleasesFeed', summary: 'Feed of the releases of a dataset',
      handler: async ({ params, query, request, reply }) => sendKept(request, reply, ATOM, await asVisitor((tx) => releasesFeed(tx, ports.publicUrl, query.lang ?? 'th', params.slug))),
    }),
  ];
}

interface Scope { name: string; found?: { name_th: string; name_en: string }; agencyId?: string; topicId?: string }

async function datasetsFeed(tx: Tx, base: string, lang: Lang, { name, found, agencyId, topicId }: Scope): Promise<string> {
  const rows = await listNewestDatasets(tx, { agency_id: agencyId ?? null, topic_id: topicId ?? null });
  const all = lang === 'th' ? 'ข้อมูลเปิดล่าสุด' : 'Newest open data';
  const search = agencyId ? `?agency=${encodeURIComponent(agencyId)}` : '';
  return writeFeed({
    self: `${base}${name}${lang === 'en' ? '?lang=en' : ''}`, title: found ? `${all} · ${lang === 'th' ? found.name_th : found.name_en}` : all, lang,
    href: topicId ? `${base}/${lang}/data/topics/${topicId}` : `${base}/${lang}/data${search}`, entries: rows.map((row) => entryOf(row, base, lang)),
  });
}

const entryOf = (row: ListNewestDatasetsRow, base: string, lang: Lang): FeedEntry => ({
  id: `${base}/th/data/${row.slug}`, href: `${base}/${lang}/data/${row.slug}`, title: lang === 'th' ? row.title_th : row.title_en,
  summary: (lang === 'th' ? row.description_th : row.description_en ?? row.description_th) ?? '', at: row.changed_at, publishedAt: row.published_at,
  author: lang === 'th' ? row.agency_th : row.agency_en, tags: row.tags,
});

async function releasesFeed(tx: Tx, base: string, lang: Lang, slug: string): Promise<string> {
  const found = await findPublished(tx, { slug });
  if (!found) throw problem('dataset-not-found', { slug });
  const title = lang === 'th' ? found.title_th : found.title_en;
  const releases = await listFeedReleases(tx, { dataset_id: found.id });
  const page = `${base}/${lang}/data/${slug}`;
  const rows = (count: number) => lang === 'th' ? `${formatNumber(count)} แถว` : `${formatNumber(count)} rows`;
  return writeFeed({
    self: `${base}/feeds/datasets/${slug}.atom${lang === 'en' ? '?lang=en' : ''}`, title: lang === 'th' ? `รุ่นของ ${title}` : `Releases of ${title}`, href: page, lang,
    entries: releases.map((release) => ({
      id: `${base}/th/data/${slug}#release-${release.number}`, href: `${page}#releases`, title: lang === 'th' ? `รุ่น ${release.number}` : `Release ${release.number}`,
      summary: release.withdrawn_at ? (lang === 'th' ? `ถอนรุ่นนี้แล้ว: ${release.withdrawn_reason ?? ''}` : `Withdrawn: ${release.withdrawn_reason ?? ''}`) : rows(release.row_count),
      at: release.withdrawn_at ?? release.published_at, publishedAt: release.published_at, author: lang === 'th' ? found.agency_th : found.agency_en,
      ...(!release.withdrawn_at && { enclosure: { href: `${base}/api/v1/datasets/${slug}/releases/${release.number}/download?format=csv`, type: 'text/csv', bytes: release.bytes } }),
    })),
  });
}
