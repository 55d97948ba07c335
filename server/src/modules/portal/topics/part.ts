import { Type } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { ModulePart } from '#kernel/module.ts';
import { textOrNull } from '#kernel/nullable.ts';
import type { Principal } from '#kernel/policy.ts';
import { route } from '#kernel/route.ts';
import { problem } from '../errors.ts';
import { policies } from '../policies.ts';
import { deleteFromTopic, findOwnDataset, insertInTopic, keepTopic as keepTopicRow, listAgenciesWithData, listTopicDatasets, listTopics } from './topic.sql.gen.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const topicId = Type.Object({ id: Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 63 }) });
const inTopic = Type.Object({ ...topicId.properties, slug: Type.String({ maxLength: 63 }) });
const topicSchema = Type.Object({ id: Type.String(), titleTh: Type.String(), titleEn: Type.String(), descriptionTh: Type.String(), descriptionEn: Type.String(), position: Type.Integer(), datasets: Type.Integer() });
const topicListSchema = Type.Object({ items: Type.Array(topicSchema) });
const namedDataset = Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), descriptionTh: textOrNull, descriptionEn: textOrNull, agencyId: Type.String(), agencyTh: Type.String(), agencyEn: Type.String() });
const topicBody = Type.Object({
  titleTh: text(200), titleEn: text(200), descriptionTh: Type.Optional(Type.String({ maxLength: 1000 })), descriptionEn: Type.Optional(Type.String({ maxLength: 1000 })),
  position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })), retired: Type.Optional(Type.Boolean()),
}, { additionalProperties: false });
const agencyListSchema = Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), abbrTh: textOrNull, abbrEn: textOrNull, nameTh: Type.String(), nameEn: Type.String(), domain: textOrNull, datasets: Type.Integer(), newestAt: textOrNull })) });

const readTopics = async (tx: Tx) => (await listTopics(tx, {})).map((row) => ({
  id: row.id, titleTh: row.title_th, titleEn: row.title_en, descriptionTh: row.description_th, descriptionEn: row.description_en, position: row.position, datasets: row.datasets,
}));

/** @throws `portal.topic-not-found`. */
async function readTopic(tx: Tx, id: string) {
  const topic = (await readTopics(tx)).find((each) => each.id === id);
  if (!topic) throw problem('topic-not-found', { id });
  const rows = await listTopicDatasets(tx, { topic_id: id });
  return { ...topic, items: rows.map((row) => ({
    slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, descriptionTh: row.description_th, descriptionEn: row.description_en, agencyId: row.agency_id, agencyTh: row.agency_th, agencyEn: row.agency_en,
  })) };
}

/** Puts a dataset of the own agency in a topic, or takes it out. @throws `portal.topic-not-found`, `portal.dataset-not-public`. */
async function setInTopic(tx: Tx, who: Principal, id: string, slug: string, isIn: boolean) {
  await readTopic(tx, id);
  const dataset = await findOwnDataset(tx, { slug });
  if (!dataset) throw problem('dataset-not-public', { slug });
  await (isIn ? insertInTopic : deleteFromTopic)(tx, { topic_id: id, dataset_id: dataset.id });
  await audit(tx, who, isIn ? 'portal.topic-given' : 'portal.topic-taken', `dataset:${dataset.id}`, { topic: id });
  return readTopic(tx, id);
}
/** Puts a dataset of the own agency in a topic. */
export const putInTopic = (tx: Tx, who: Principal, id: string, slug: string) => setInTopic(tx, who, id, slug, true);
const takeFromTopic = (tx: Tx, who: Principal, id: string, slug: string) => setInTopic(tx, who, id, slug, false);

async function keepTopic(tx: Tx, who: Principal, id: string, body: { titleTh: string; titleEn: string; descriptionTh?: string; descriptionEn?: string; position?: number; retired?: boolean }) {
  await keepTopicRow(tx, { id, title_th: body.titleTh, title_en: body.titleEn, description_th: body.descriptionTh ?? '', description_en: body.descriptionEn ?? '', position: body.position ?? 100, retired: body.retired ?? false });
  await audit(tx, who, 'portal.topic-kept', `topic:${id}`, { retired: body.retired ?? false });
  return { items: await readTopics(tx) };
}

const topicPageSchema = Type.Object({ ...topicSchema.properties, items: Type.Array(namedDataset) });

/** Topics of the portal, what is in them, and the agencies with what they publish. */
export const topicPart: ModulePart = { routes: [
  route({
    method: 'GET', path: '/portal/topics', operationId: 'listTopics', summary: 'Topics and how many datasets are in them', policy: policies['read-portal'],
    response: { 200: topicListSchema }, handler: ({ db }) => db.read(async (tx) => ({ items: await readTopics(tx) })),
  }),
  route({
    method: 'GET', path: '/portal/topics/:id', operationId: 'getTopic', summary: 'A topic and its datasets', policy: policies['read-portal'],
    params: topicId, response: { 200: topicPageSchema }, handler: ({ db, params }) => db.read((tx) => readTopic(tx, params.id)),
  }),
  route({
    method: 'PUT', path: '/portal/topics/:id', operationId: 'keepTopic', summary: 'Add, change or retire a topic', policy: policies['make-survey'],
    params: topicId, body: topicBody, response: { 200: topicListSchema }, handler: ({ db, who, params, body }) => db.tx((tx) => keepTopic(tx, who, params.id, body)),
  }),
  route({
    method: 'PUT', path: '/portal/topics/:id/datasets/:slug', operationId: 'putInTopic', summary: 'Put a dataset in a topic', policy: policies['keep-topics'],
    params: inTopic, response: { 200: topicPageSchema }, handler: ({ db, who, params }) => db.tx((tx) => putInTopic(tx, who, params.id, params.slug)),
  }),
  route({
    method: 'DELETE', path: '/portal/topics/:id/datasets/:slug', operationId: 'takeFromTopic', summary: 'Take a dataset out of a topic', policy: policies['keep-topics'],
    params: inTopic, response: { 200: topicPageSchema }, handler: ({ db, who, params }) => db.tx((tx) => takeFromTopic(tx, who, params.id, params.slug)),
  }),
  route({
    method: 'GET', path: '/portal/agencies', operationId: 'listPortalAgencies', summary: 'Agencies and how many datasets each shows', policy: policies['read-portal'],
    response: { 200: agencyListSchema },
    handler: ({ db }) => db.read(async (tx) => ({ items: (await listAgenciesWithData(tx, {})).map((row) => ({
      id: row.id, abbrTh: row.abbr_th, abbrEn: row.abbr_en, nameTh: row.name_th, nameEn: row.name_en, domain: row.domain, datasets: row.datasets, newestAt: row.newest_at,
    })) })),
  }),
] };
