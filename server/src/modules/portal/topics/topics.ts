import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { keepTopic as keepInCatalogue, listTopics, selectTopicId, setInTopic as setInCatalogue, type Topic } from '#modules/catalog/index.ts';
import { problem } from '../errors.ts';
import type { TopicBody, topicDeskSchema, topicPageSchema, topicSchema } from './schemas.ts';
import { findOwnDataset, listTopicDatasets } from './topic.sql.gen.ts';

const topicOf = ({ id, titleTh, titleEn, descriptionTh, descriptionEn, position, datasets, picture, pictureSha256 }: Topic): Static<typeof topicSchema> => ({
  id, titleTh, titleEn, descriptionTh, descriptionEn, position, datasets, picture, pictureUrl: pictureSha256 && `/api/v1/portal/topics/${id}/picture?v=${pictureSha256.slice(0, 12)}`,
});

/** Topics that are in use, in their order. */
export const readTopics = async (tx: Tx): Promise<Static<typeof topicSchema>[]> => (await listTopics(tx)).map(topicOf);

/** All of them with their rules, for those who look after them. */
export async function readTopicDesk(tx: Tx): Promise<Static<typeof topicDeskSchema>> {
  const topics = await listTopics(tx, { withRetired: true });
  return { items: topics.map((topic) => ({ ...topicOf(topic), rule: { agencies: [...topic.rule.agencies], tags: [...topic.rule.tags], words: [...topic.rule.words] }, retiredAt: topic.retiredAt })) };
}

/** @throws `catalog.topic-not-found`. */
export async function readTopic(tx: Tx, id: string): Promise<Static<typeof topicPageSchema>> {
  await selectTopicId(tx, id);
  const [topic] = (await listTopics(tx, { names: [id] })).map(topicOf);
  const rows = await listTopicDatasets(tx, { topic_id: id });
  return { ...topic as Static<typeof topicSchema>, items: rows.map((row) => ({
    slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, descriptionTh: row.description_th, descriptionEn: row.description_en, agencyId: row.agency_id, agencyTh: row.agency_th, agencyEn: row.agency_en,
  })) };
}

/** Puts a dataset of the own agency in a topic, or takes it out. @throws `catalog.topic-not-found`, `portal.dataset-not-public`. */
async function setInTopic(tx: Tx, who: Principal, id: string, slug: string, isIn: boolean): Promise<Static<typeof topicPageSchema>> {
  await selectTopicId(tx, id);
  const dataset = await findOwnDataset(tx, { slug });
  if (!dataset) throw problem('dataset-not-public', { slug });
  await setInCatalogue(tx, who, id, dataset, isIn);
  return readTopic(tx, id);
}
/** Puts a dataset of the own agency in a topic. */
export const putInTopic = (tx: Tx, who: Principal, id: string, slug: string) => setInTopic(tx, who, id, slug, true);
/** Takes it out again; what the topic's rule brought is kept out from then on. */
export const takeFromTopic = (tx: Tx, who: Principal, id: string, slug: string) => setInTopic(tx, who, id, slug, false);

/** Adds, changes, retires or brings back a topic. */
export async function keepTopic(tx: Tx, who: Principal, id: string, { retired, ...body }: TopicBody): Promise<{ items: Static<typeof topicSchema>[] }> {
  await keepInCatalogue(tx, who, id, { ...body, retired: retired ?? false });
  return { items: await readTopics(tx) };
}
