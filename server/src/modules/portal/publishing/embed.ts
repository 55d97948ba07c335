import { createHash } from 'node:crypto';
import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { Type } from 'typebox';
import { visitor } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { route, type Route } from '#kernel/route.ts';
import { problem } from '../errors.ts';
import { policies } from '../policies.ts';
import type { PortalPorts } from '../ports.ts';
import type { Lang } from './atom.ts';
import { findPublished, type FindPublishedRow } from './publishing.sql.gen.ts';
import { sendKept } from './send-kept.ts';
import { markup } from './xml.ts';

const STYLE = [
  ':root{color-scheme:light dark}body{margin:0;font:16px/1.65 "IBM Plex Sans Thai Looped","Sarabun",system-ui,sans-serif;color:light-dark(#1b1e28,#e9ebf2);background:light-dark(#fff,#191b22)}',
  'article{padding:1rem 1.25rem;border:1px solid light-dark(#d9dce5,#3a3e4b);border-radius:10px}h1{font-size:1.125rem;margin:0 0 .25rem}p{margin:.25rem 0}small{color:light-dark(#555b6e,#aab0c0)}',
  'a{color:light-dark(#2647a8,#9db8ff)}ul{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0;margin:.75rem 0 0}li a{display:inline-block;min-height:1.75rem;padding:.25rem .75rem;border:1px solid currentColor;border-radius:6px}',
].join('');
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors *`;
const FORMATS = [['csv', 'CSV'], ['xlsx', 'Excel'], ['ndjson', 'NDJSON'], ['parquet', 'Parquet']] as const;

/** A dataset as a card for other sites: a page of its own without script, cookie or anything from elsewhere, that every site may frame. */
export function embedRoute({ db, publicUrl }: PortalPorts): Route {
  return route({
    method: 'GET', path: '/embed/:slug', at: 'root', operationId: 'downloadEmbed', summary: 'A dataset as a card for other sites', policy: policies['read-portal'],
    params: Type.Object({ slug: Type.String({ maxLength: 63 }) }), querystring: Type.Object({ lang: Type.Optional(Type.Union([Type.Literal('th'), Type.Literal('en')])) }),
    response: { 200: Type.String({ description: 'HTML' }), 304: Type.String({ description: 'Not changed' }) }, stream: 'reply', openToSites: true,
    handler: async ({ params, query, request, reply }) => {
      const found = await scopedDatabase(db, visitor).read((tx) => findPublished(tx, { slug: params.slug }));
      if (!found) throw problem('dataset-not-found', { slug: params.slug });
      reply.headers({ 'content-security-policy': POLICY, 'cross-origin-resource-policy': 'cross-origin' });
      return sendKept(request, reply, 'text/html; charset=utf-8', card(found, query.lang ?? 'th', publicUrl));
    },
  });
}

function card(row: FindPublishedRow, lang: Lang, base: string): string {
  const title = lang === 'th' ? row.title_th : row.title_en;
  const page = `${base}/${lang}/data/${row.slug}`;
  const file = (format: string) => `${base}/api/v1/datasets/${row.slug}/releases/current/download?format=${format}`;
  const fresh = row.released_at === null ? (lang === 'th' ? 'ยังไม่มีไฟล์ให้ดาวน์โหลด' : 'Nothing to download yet')
    : lang === 'th' ? `ข้อมูล ณ ${formatThaiDate(row.released_at, { lang })} · ${formatNumber(row.row_count)} แถว` : `As of ${formatThaiDate(row.released_at, { lang })} · ${formatNumber(row.row_count)} rows`;
  const links = row.released_at === null ? [] : FORMATS.map(([format, name]) => markup`<li><a href="${file(format)}" target="_blank" rel="noopener">${name}</a></li>`);
  return `<!doctype html>\n${markup`<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>`.text}${STYLE}${markup`</style></head>
<body><article><small>${lang === 'th' ? row.agency_th : row.agency_en}</small><h1><a href="${page}" target="_blank" rel="noopener">${title}</a></h1><p>${fresh}</p><ul>${links}</ul><p><small>${lang === 'th' ? 'จากข้อมูลเปิด สะพาน' : 'From Saphan open data'}</small></p></article></body></html>
`.text}`;
}
