import { todayInBangkok } from '@saphan/contracts/dates';
import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { ModulePart } from '#kernel/module.ts';
import { textOrNull } from '#kernel/nullable.ts';
import type { Principal } from '#kernel/policy.ts';
import { route } from '#kernel/route.ts';
import { listRequests } from '../demand/read-requests.ts';
import { requestListSchema } from '../demand/schemas.ts';
import { problem } from '../errors.ts';
import { policies } from '../policies.ts';
import { showcaseListSchema } from '../showcases/schemas.ts';
import { listShowcases } from '../showcases/showcases.ts';
import { findVisibleDataset, listDatasetTopics, listMostUsed, listUsageDays, readHoldings, readTotals, type ReadTotalsRow } from './usage.sql.gen.ts';

const MONTH_DAYS = 30;
const usesSchema = Type.Object({ views: Type.Integer(), downloads: Type.Integer(), apiCalls: Type.Integer() });
const daysSchema = Type.Array(Type.Object({ day: Type.String(), ...usesSchema.properties }));
const statisticsSchema = Type.Object({
  holdings: Type.Object({ datasets: Type.Integer(), linked: Type.Integer(), rows: Type.Integer(), agencies: Type.Integer(), newestAt: textOrNull }),
  since: Type.String(), until: Type.String(), total: usesSchema, days: daysSchema,
  mostUsed: Type.Array(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), agencyTh: Type.String(), agencyEn: Type.String(), ...usesSchema.properties })),
});
const datasetSchema = Type.Object({
  slug: Type.String(), month: usesSchema, days: daysSchema, topics: Type.Array(Type.Object({ id: Type.String(), titleTh: Type.String(), titleEn: Type.String() })),
  requests: requestListSchema, showcases: showcaseListSchema,
});

const usesOf = (row: ReadTotalsRow) => ({ views: row.views, downloads: row.downloads, apiCalls: row.api_calls });
const daysBefore = (days: number) => todayInBangkok(new Date(systemClock.now().getTime() - days * 86_400_000));

async function readStatistics(tx: Tx, days: number) {
  const [since, until] = [daysBefore(days - 1), daysBefore(0)];
  const { newest_at: newestAt, ...holdings } = await readHoldings(tx, {});
  const most = await listMostUsed(tx, { since, limit: 20 });
  return {
    holdings: { ...holdings, newestAt }, since, until, total: usesOf(await readTotals(tx, { since, slug: null })),
    days: (await listUsageDays(tx, { since, until, slug: null })).map((row) => ({ day: row.day, ...usesOf(row) })),
    mostUsed: most.map((row) => ({ slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, agencyTh: row.agency_th, agencyEn: row.agency_en, ...usesOf(row) })),
  };
}

async function readPortalDataset(tx: Tx, who: Principal, slug: string) {
  if (!await findVisibleDataset(tx, { slug })) throw problem('dataset-not-found', { slug });
  const [since, until] = [daysBefore(MONTH_DAYS - 1), daysBefore(0)];
  return {
    slug, month: usesOf(await readTotals(tx, { since, slug })), days: (await listUsageDays(tx, { since, until, slug })).map((row) => ({ day: row.day, ...usesOf(row) })),
    topics: (await listDatasetTopics(tx, { slug })).map((row) => ({ id: row.id, titleTh: row.title_th, titleEn: row.title_en })),
    requests: await listRequests(tx, who, { dataset: slug }), showcases: await listShowcases(tx, { dataset: slug }),
  };
}

/** How much the data is used, without a word about who uses it. */
export const usagePart: ModulePart = { routes: [
  route({
    method: 'GET', path: '/portal/statistics', operationId: 'getPortalStatistics', summary: 'What is published and how it is used; nobody is followed', policy: policies['read-portal'],
    querystring: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 7, maximum: 366 })) }), response: { 200: statisticsSchema },
    handler: ({ db, query }) => db.read((tx) => readStatistics(tx, query.days ?? MONTH_DAYS)),
  }),
  route({
    method: 'GET', path: '/portal/datasets/:slug', operationId: 'getPortalDataset', summary: 'What the portal knows of a dataset: use, topics, requests, showcases', policy: policies['read-portal'],
    params: Type.Object({ slug: Type.String({ maxLength: 63 }) }), response: { 200: datasetSchema },
    handler: ({ db, who, params }) => db.read((tx) => readPortalDataset(tx, who, params.slug)),
  }),
] };
