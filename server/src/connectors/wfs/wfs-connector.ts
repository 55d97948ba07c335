import { Type, type Static } from 'typebox';
import type { Connector } from '#modules/linkage/index.ts';
import { said } from '../said.ts';
import { trySteps } from '../test-steps.ts';
import { describeUrl } from '../web/answers.ts';
import { geometrySetting } from '../web/feature-line.ts';
import { featuresOf } from '../web/feature-page.ts';
import { paceSettings, PagedAsker, withTokens, type PagedOptions } from '../web/paged-connector.ts';
import { fetchRecords, type PagedSource } from '../web/paged-records.ts';
import { bySignIn, secretsGoTo, webSecrets, type SignInConfig } from '../web/sign-in.ts';
import { geoJsonOfGml } from './gml-features.ts';

const word = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const configSchema = bySignIn({
  url: said({ th: 'ที่อยู่ WFS', en: 'Address of the WFS' }, Type.String({ pattern: '^https?://', maxLength: 4096 })),
  typeName: said({ th: 'ชั้นข้อมูล (typeName)', en: 'Feature type (typeName)', hintTh: 'เช่น moac:reservoirs', hintEn: 'E.g. moac:reservoirs.' }, word(200)),
  geometry: geometrySetting,
  sortBy: Type.Optional(said({ th: 'เรียงตาม', en: 'Sorted by', hintTh: 'ชื่อคอลัมน์ที่ไม่ซ้ำ ช่วยให้แบ่งหน้าได้ครบ', hintEn: 'A column without repeats, so that pages miss nothing.' }, word(200))),
  srsName: Type.Optional(said({ th: 'ระบบพิกัด', en: 'Coordinate system' }, Type.String({ minLength: 1, maxLength: 200, default: 'EPSG:4326' }))),
  outputFormat: Type.Optional(said({ th: 'รูปแบบคำตอบ', en: 'Output format', hintTh: 'ชื่อที่บริการใช้เรียก GeoJSON ถ้าบริการตอบได้แต่ GML ใส่ application/gml+xml; version=3.2', hintEn: 'What the service calls GeoJSON. For a service that has GML only: application/gml+xml; version=3.2.' }, Type.String({ minLength: 1, maxLength: 100, default: 'application/json' }))),
  size: Type.Optional(said({ th: 'จำนวนต่อหน้า', en: 'Features a page' }, Type.Integer({ minimum: 1, maximum: 100_000, default: 1000 }))),
  ...paceSettings,
});
export type WfsConfig = Static<typeof configSchema> & SignInConfig;

/** Reads a feature type of a Web Feature Service 2.0 (OGC 09-025r2) as GeoJSON or GML, page by page. */
export function openWfsConnector(given: PagedOptions): Connector<WfsConfig> {
  const options = withTokens(given);
  return {
    kind: 'wfs',
    title: { th: 'แผนที่ตาม WFS 2.0', en: 'Map data by WFS 2.0' },
    preparation: { th: 'ขอที่อยู่ของบริการและชื่อชั้นข้อมูล บริการตอบเป็น GeoJSON หรือ GML', en: 'Ask for the address of the service and the name of the feature type; it answers GeoJSON or GML.' },
    configSchema,
    secretFields: webSecrets,
    secretsGoTo,
    describe: ({ url, typeName }) => `${describeUrl(url)} · ${typeName}`,
    test: (config, ctx) => {
      const asker = new PagedAsker(config, ctx, options);
      return trySteps([...asker.client.steps(), asker.firstPage(() => featuresPaged(config))]);
    },
    fetch: async (config, ctx) => fetchRecords(new PagedAsker(config, ctx, options).records(featuresPaged(config)), ctx, config.typeName.replace(/[^\p{L}\p{N}_-]/gu, '_')),
  };
}

function featuresPaged({ url, typeName, geometry, sortBy, srsName = 'EPSG:4326', outputFormat = 'application/json', size = 1000 }: WfsConfig): PagedSource {
  const isGml = /gml|xml/i.test(outputFormat);
  // GML says the order of its axes by the form of the name: the long one leaves no doubt.
  const srs = isGml ? srsName.replace(/^EPSG:(\d+)$/i, 'urn:ogc:def:crs:EPSG::$1') : srsName;
  const convert = isGml ? (xml: string) => geoJsonOfGml(xml, srs) : undefined;
  const base = { service: 'WFS', version: '2.0.0', request: 'GetFeature', typeNames: typeName };
  const pageAt = (startIndex: number) => withQuery(url, { ...base, srsName: srs, outputFormat, count: String(size), startIndex: String(startIndex), ...(sortBy ? { sortBy } : {}) });
  const hits = withQuery(url, { ...base, resultType: 'hits' });
  const nextOf = (count: number, rows: number, total: number | null): string | null => {
    if (count > 0) return total !== null && rows >= total ? null : pageAt(rows);
    // No page said how many there are in all: the service is asked, so that an end that came too early shows.
    return isGml && total === null && rows > 0 ? hits : null;
  };
  return {
    first: { url: pageAt(0), convert },
    read: (page, asked, soFar) => {
      const { records, total } = featuresOf(page, geometry);
      if (asked.url === hits) return { records: [], total, next: null };
      const next = nextOf(records.length, soFar.rows + records.length, total ?? soFar.total);
      return { records, total, next: next === null ? null : { ...asked, url: next } };
    },
  };
}

/** Parameter names of OGC services count whatever their case (OGC 06-121r9 §11.5.2). */
function withQuery(url: string, asked: Record<string, string>): string {
  const address = new URL(url);
  const names = new Set([...Object.keys(asked), 'resultType', 'count', 'startIndex'].map((name) => name.toLowerCase()));
  const given = [...address.searchParams.keys()].filter((name) => names.has(name.toLowerCase()));
  for (const name of given) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  return address.href;
}
