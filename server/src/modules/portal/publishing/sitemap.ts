import { Type } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { visitor } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { route, type Route } from '#kernel/route.ts';
import { problem } from '../errors.ts';
import { policies } from '../policies.ts';
import type { PortalPorts } from '../ports.ts';
import { listMapped, readMapExtent } from './publishing.sql.gen.ts';
import { sendKept } from './send-kept.ts';
import { markup, type Markup } from './xml.ts';

/** Ids in one part: two addresses a dataset stay below the 50,000 that sitemaps.org allows. */
const IDS_PER_PART = 20_000;
const PAGES = ['/data', '/data/agencies', '/data/topics', '/data/requests', '/data/plan', '/data/showcases', '/data/statistics'];
const XML = 'application/xml; charset=utf-8';
const text = { 200: Type.String({ description: 'The file' }), 304: Type.String({ description: 'Not changed' }) };

/** What machines that read the web are shown: the pages of the portal and of every dataset that everybody may find, and nothing of the workspace. */
export function sitemapRoutes({ db, publicUrl }: PortalPorts): Route[] {
  const common = { method: 'GET', at: 'root', policy: policies['read-portal'], response: text, stream: 'reply' } as const;
  const read = <T>(work: (tx: Tx) => Promise<T>) => scopedDatabase(db, visitor).read(work);
  return [
    route({
      ...common, path: '/robots.txt', operationId: 'getRobots', summary: 'Where machines that read the web may go',
      handler: async ({ request, reply }) => sendKept(request, reply, 'text/plain; charset=utf-8', robots(publicUrl)),
    }),
    route({
      ...common, path: '/sitemap.xml', operationId: 'downloadSitemap', summary: 'Where the parts of the sitemap are',
      handler: async ({ request, reply }) => sendKept(request, reply, XML, await read(async (tx) => {
        const { last } = await readMapExtent(tx, {});
        const parts = Array.from({ length: Math.max(1, Math.ceil(last / IDS_PER_PART)) }, (_, at) => markup`  <sitemap><loc>${publicUrl}/sitemaps/${at + 1}.xml</loc></sitemap>\n`);
        return document(markup`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${parts}</sitemapindex>\n`);
      })),
    }),
    route({
      ...common, path: '/sitemaps/:number.xml', params: Type.Object({ number: Type.String({ pattern: '^[1-9][0-9]{0,5}$' }) }), operationId: 'downloadSitemapPart', summary: 'A part of the sitemap',
      handler: async ({ params, request, reply }) => {
        const part = Number(params.number);
        const rows = await read((tx) => listMapped(tx, { after: (part - 1) * IDS_PER_PART, until: part * IDS_PER_PART }));
        if (rows.length === 0 && part > 1) throw problem('dataset-not-found', { part });
        const pages = part === 1 ? PAGES.flatMap((path) => entries(publicUrl, path)) : [];
        const all = [...pages, ...rows.flatMap((row) => entries(publicUrl, `/data/${row.slug}`, row.changed_at))];
        return sendKept(request, reply, XML, document(markup`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${all}</urlset>\n`));
      },
    }),
  ];
}

const document = (root: Markup) => `<?xml version="1.0" encoding="utf-8"?>\n${root.text}`;

/** A page in both languages, each naming the other. */
function entries(base: string, path: string, changedAt?: string): Markup[] {
  const others = (['th', 'en'] as const).map((lang) => markup`<xhtml:link rel="alternate" hreflang="${lang}" href="${base}/${lang}${path}"/>`);
  return (['th', 'en'] as const).map((lang) => markup`  <url><loc>${base}/${lang}${path}</loc>${changedAt ? [markup`<lastmod>${changedAt}</lastmod>`] : []}${others}</url>\n`);
}

const robots = (base: string): string => [
  'User-agent: *', 'Allow: /th/data', 'Allow: /en/data', 'Allow: /feeds/', 'Disallow: /api/', 'Disallow: /th/', 'Disallow: /en/', 'Disallow: /oidc/', 'Disallow: /embed/', '', `Sitemap: ${base}/sitemap.xml`, '',
].join('\n');
