import { Type, type Static } from 'typebox';
import type { Connector } from '#modules/linkage/index.ts';
import { said } from '../said.ts';
import { trySteps } from '../test-steps.ts';
import { describeUrl } from '../web/answers.ts';
import { geometrySetting } from '../web/feature-line.ts';
import { featuresOf } from '../web/feature-page.ts';
import { nextAddress } from '../web/next-address.ts';
import { paceSettings, PagedAsker, withTokens, type PagedOptions } from '../web/paged-connector.ts';
import { fetchRecords, type PagedSource } from '../web/paged-records.ts';
import type { PageText } from '../web/page-reader.ts';
import { byPlainName } from '../web/partition-column.ts';
import { bySignIn, secretsGoTo, webSecrets, type SignInConfig } from '../web/sign-in.ts';
import { addressOf, partitionQuery } from './partition-query.ts';

const coordinate = '-?\\d{1,3}(\\.\\d{1,12})?';
const configSchema = bySignIn({
  url: said({ th: 'ที่อยู่ OGC API', en: 'Address of the OGC API', hintTh: 'หน้าแรกของบริการ เช่น https://gis.example/ogc', hintEn: 'Its landing page, e.g. https://gis.example/ogc.' }, Type.String({ pattern: '^https?://', maxLength: 4096 })),
  collection: said({ th: 'คอลเลกชัน', en: 'Collection' }, Type.String({ minLength: 1, maxLength: 200 })),
  geometry: geometrySetting,
  bbox: Type.Optional(said({ th: 'ขอบเขต', en: 'Box', hintTh: 'ตะวันตก,ใต้,ตะวันออก,เหนือ เป็นองศา', hintEn: 'West,south,east,north in degrees.' }, Type.String({ maxLength: 200, pattern: `^${coordinate}(,${coordinate}){3}$` }))),
  datetime: Type.Optional(said({ th: 'ช่วงเวลา', en: 'Time', hintTh: 'ปี ค.ศ. เช่น 2026-01-01/..', hintEn: 'E.g. 2026-01-01/..' }, Type.String({ maxLength: 100 }))),
  timeProperty: Type.Optional(said({ th: 'ช่องที่ datetime ดู', en: 'Property that datetime looks at', hintTh: 'ใส่เมื่อจะอ่านทีละงวดจากบริการที่ไม่มีตัวกรอง CQL2', hintEn: 'To read by partition from a service without CQL2 filters.' }, Type.String({ minLength: 1, maxLength: 200 }))),
  size: Type.Optional(said({ th: 'จำนวนต่อหน้า', en: 'Features a page' }, Type.Integer({ minimum: 1, maximum: 100_000, default: 1000 }))),
  ...paceSettings,
});
export type OgcFeaturesConfig = Static<typeof configSchema> & SignInConfig;

/** Reads a collection of OGC API Features by following `next`, one flat record a feature. */
export function openOgcFeaturesConnector(given: PagedOptions): Connector<OgcFeaturesConfig> {
  const options = withTokens(given);
  return {
    kind: 'ogc-features',
    title: { th: 'แผนที่ตาม OGC API Features', en: 'Map data by OGC API Features' },
    preparation: { th: 'ขอที่อยู่ของบริการและชื่อคอลเลกชัน ไม่ต้องมีบัญชีเมื่อเปิดเผย', en: 'Ask for the address of the service and the name of the collection; an open one needs no account.' },
    partitions: () => 'asked',
    configSchema,
    secretFields: webSecrets,
    secretsGoTo,
    describe: ({ url, collection }) => `${describeUrl(url)} · ${collection}`,
    test: (config, ctx) => {
      const asker = new PagedAsker(config, ctx, options);
      return trySteps([...asker.client.steps(), asker.firstPage(() => itemsOf(config))]);
    },
    fetch: async (config, ctx) => {
      const asker = new PagedAsker(config, ctx, options);
      const reader = asker.reader();
      const more = ctx.partition ? await partitionQuery(config, byPlainName(ctx.partition), reader) : {};
      return fetchRecords(asker.records(itemsOf(config, more), reader), ctx, config.collection.replace(/[^\p{L}\p{N}_-]/gu, '_'));
    },
  };
}

/** OGC 17-069r4 §7.15. */
function itemsOf(config: OgcFeaturesConfig, more: Readonly<Record<string, string>> = {}): PagedSource {
  const { collection, geometry, bbox, datetime, size = 1000 } = config;
  const items = new URL(addressOf(config, 'collections', collection, 'items'));
  for (const [name, value] of Object.entries({ limit: String(size), bbox, datetime, ...more })) if (value) items.searchParams.set(name, value);
  return {
    first: { url: items.href, headers: { accept: 'application/geo+json, application/json;q=0.9' } },
    read: (page, asked) => {
      const next = nextOf(page);
      return { ...featuresOf(page, geometry), next: next === null ? null : { ...asked, url: nextAddress(next, page.url) } };
    },
  };
}

/** The link to the next page; of several, the one to GeoJSON. */
function nextOf({ json }: PageText): string | null {
  const links = json.at('links');
  if (!links || json.kind(links) !== 'list') return null;
  const found = json.elements(links).filter((link) => json.value(json.at('rel', link)) === 'next');
  const chosen = found.find((link) => json.value(json.at('type', link))?.includes('geo+json')) ?? found[0];
  return chosen ? json.value(json.at('href', chosen)) : null;
}
