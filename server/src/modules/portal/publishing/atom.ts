import { createHash } from 'node:crypto';
import { markup } from './xml.ts';

export type Lang = 'th' | 'en';
export interface FeedEntry { id: string; title: string; summary: string; href: string; at: string; publishedAt: string; author: string; tags?: readonly string[]; enclosure?: { href: string; type: string; bytes: number } }
export interface Feed { self: string; title: string; href: string; lang: Lang; entries: readonly FeedEntry[] }

/** An Atom feed (RFC 4287). Its moment is that of its newest entry, so that an unchanged feed is the same bytes. */
export function writeFeed({ self, title, href, lang, entries }: Feed): string {
  const at = entries.reduce((newest, entry) => entry.at > newest ? entry.at : newest, '1970-01-01T00:00:00.000Z');
  return `<?xml version="1.0" encoding="utf-8"?>\n${markup`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
  <id>${self}</id>
  <title>${title}</title>
  <updated>${at}</updated>
  <link rel="self" type="application/atom+xml" href="${self}"/>
  <link rel="alternate" type="text/html" href="${href}"/>
  <author><name>${lang === 'th' ? 'สะพาน ข้อมูลเปิด' : 'Saphan open data'}</name></author>
${entries.map(writeEntry)}</feed>
`.text}`;
}

const writeEntry = (entry: FeedEntry) => markup`  <entry>
    <id>${entry.id}</id>
    <title>${entry.title}</title>
    <updated>${entry.at}</updated>
    <published>${entry.publishedAt}</published>
    <author><name>${entry.author}</name></author>
    <link rel="alternate" type="text/html" href="${entry.href}"/>
${entry.enclosure ? [markup`    <link rel="enclosure" type="${entry.enclosure.type}" href="${entry.enclosure.href}" length="${entry.enclosure.bytes}"/>\n`] : []}${(entry.tags ?? []).map((tag) => markup`    <category term="${tag}"/>\n`)}    <summary>${entry.summary}</summary>
  </entry>
`;

/** The entity tag of a text: the same text has the same. */
export const tagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
