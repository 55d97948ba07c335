import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { principalOf } from '#kernel/testing/principals.ts';
import { openSchemaOrg } from '#modules/interop/index.ts';
import { openPortalHouse, type PortalHouse } from '../testing/portal-house.ts';
import { readPageHead, withHead } from './page-head.ts';
import { escapeMarkup } from './xml.ts';

const PUBLIC = 'https://data.example.go.th';
let house: PortalHouse;
beforeAll(async () => { house = await openPortalHouse(); });
afterAll(() => house?.close());

describe('what machines are told', () => {
  it('is what a visitor may find, whoever asks', async () => {
    house.as(principalOf('operator'));
    for (const url of ['/feeds/datasets.atom', '/feeds/agencies/rid.atom', '/sitemaps/1.xml']) {
      const { statusCode, body } = await house.ask('GET', url);
      expect([url, statusCode]).toEqual([url, 200]);
      expect(body).toContain('rid-dams');
      expect(body).not.toContain('rid-inner');
    }
    for (const url of ['/feeds/datasets/rid-inner.atom', '/embed/rid-inner', '/feeds/agencies/none.atom', '/feeds/topics/none.atom', '/sitemaps/9.xml']) expect([url, (await house.ask('GET', url)).statusCode]).toEqual([url, 404]);
  });

  it('is well-formed, with text as text, and is not sent twice to whoever has it', async () => {
    const first = await house.ask('GET', '/feeds/datasets.atom?lang=en');
    expect(first.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(first.body).toContain('<title>Water &amp; dams</title>');
    expect(first.body).toMatch(/<updated>\d{4}-\d\d-\d\dT[\d:.]+Z<\/updated>/);
    expect((await house.ask('GET', '/feeds/datasets.atom')).body).toContain('น้ำในเขื่อน &lt;b&gt;');
    expect((await house.ask('GET', '/feeds/datasets.atom?lang=en', undefined, { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304);
    expect((await house.ask('GET', '/sitemap.xml')).body).toContain('<loc>https://data.example.go.th/sitemaps/1.xml</loc>');
    expect((await house.ask('GET', '/robots.txt')).body).toMatch(/Allow: \/th\/data\n[\s\S]*Sitemap: https:\/\/data.example.go.th\/sitemap.xml/);
    expect(escapeMarkup('a\u0000\u000b\ud800<b a="1">\'&')).toBe('a&lt;b a=&quot;1&quot;&gt;&#39;&amp;');
  });

  it('may be framed by other sites only as a card without script', async () => {
    const { headers, body } = await house.ask('GET', '/embed/rid-dams', undefined, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' });
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors \*/);
    expect(body).toContain('น้ำในเขื่อน &lt;b&gt;');
    expect(body).not.toMatch(/<script|<b>/);
  });

  it('stands in the head of the page of a dataset that everybody may find', async () => {
    const read = readPageHead({ db: house.test.db, publicUrl: PUBLIC, tellSchemaOrg: openSchemaOrg(PUBLIC) });
    for (const path of ['/th/data', '/th/data/rid-inner', '/th/data/topics', '/th/board', '/th/data/rid-dams/x']) expect([path, await read(path)]).toEqual([path, null]);
    const head = await read('/en/data/rid-dams');
    const html = withHead('<!doctype html><html lang="th"><head><title>สะพาน</title></head></html>', head as NonNullable<typeof head>);
    expect(html).toMatch(/<html lang="en">.*<title>Water &amp; dams – Saphan<\/title>/);
    const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    expect(JSON.parse(data)).toMatchObject({ '@type': 'Dataset', name: 'Water & dams', alternateName: 'น้ำในเขื่อน <b>', includedInDataCatalog: { '@type': 'DataCatalog' } });
    expect(data).not.toContain('<b>');
  });
});
