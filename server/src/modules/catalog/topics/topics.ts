import { createHash } from 'node:crypto';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from './errors.ts';
import { readPictureType } from './picture.ts';
import {
  dropPicture, findPicture, findTopic, followRules, listTopics as listRows, markTopicDue, putPicture, putTopic, setOrder, tryRule, type FindPictureRow, type ListTopicsRow,
} from './topics.sql.gen.ts';

/** A dataset fits when it fits every list that is not empty: one of the agencies, one of the tags, one of the words in its title. */
export interface TopicRule { agencies: readonly string[]; tags: readonly string[]; words: readonly string[] }

export interface Topic {
  /** Its name in addresses. */
  id: string;
  /** As clients of CKAN know it. */
  uid: string;
  titleTh: string; titleEn: string; descriptionTh: string; descriptionEn: string; position: number;
  /** One of our own pictures, by name. */
  picture: string | null;
  /** Of an uploaded picture, which goes before ours. */
  pictureSha256: string | null;
  rule: TopicRule; createdAt: string; retiredAt: string | null;
  /** Published datasets in it that whoever asks may find. */
  datasets: number;
}

/** What a topic is to be; what is left out stays as it was, or is empty at first. */
export type TopicDraft = Partial<Pick<Topic, 'titleTh' | 'titleEn' | 'descriptionTh' | 'descriptionEn' | 'position' | 'picture' | 'rule'>> & { retired?: boolean };

const noRule: TopicRule = { agencies: [], tags: [], words: [] };
const nothing = { titleTh: '', titleEn: '', descriptionTh: '', descriptionEn: '', position: 100, picture: null, rule: noRule };

/** Topics in their order, with counts. @param ask `names` are ids or the ids CKAN's clients know; `openOnly` counts what everybody may find. */
export async function listTopics(tx: Tx, ask: { names?: readonly string[]; withRetired?: boolean; openOnly?: boolean } = {}): Promise<Topic[]> {
  return (await listRows(tx, { open_only: ask.openOnly ?? false, with_retired: ask.withRetired ?? false, names: ask.names ? [...ask.names] : null })).map(topicOf);
}

const topicOf = (row: ListTopicsRow): Topic => ({
  id: row.id, uid: row.uid, titleTh: row.title_th, titleEn: row.title_en, descriptionTh: row.description_th, descriptionEn: row.description_en, position: row.position, picture: row.picture,
  pictureSha256: row.picture_sha256, rule: { agencies: row.rule_agencies, tags: row.rule_tags, words: row.rule_words }, createdAt: row.created_at, retiredAt: row.retired_at, datasets: row.datasets,
});

/** The topic's own name for what somebody calls it. @throws `catalog.topic-not-found`, also when it is retired. */
export async function selectTopicId(tx: Tx, name: string, withRetired = false): Promise<string> {
  const found = await findTopic(tx, { name, with_retired: withRetired });
  if (!found) throw problem('topic-not-found', { id: name });
  return found.id;
}

/** Adds a topic or changes it; what its rule brings comes in at once, search reads its datasets again by the next sweep. */
export async function keepTopic(tx: Tx, actor: Actor, id: string, draft: TopicDraft): Promise<void> {
  const [held] = await listTopics(tx, { names: [id], withRetired: true });
  const topic = { ...nothing, ...held, ...draft };
  const retired = draft.retired ?? held?.retiredAt != null;
  await putTopic(tx, {
    id, title_th: topic.titleTh, title_en: topic.titleEn, description_th: topic.descriptionTh, description_en: topic.descriptionEn, position: topic.position, picture: topic.picture,
    rule_agencies: [...topic.rule.agencies], rule_tags: [...topic.rule.tags], rule_words: [...topic.rule.words], retired,
  });
  await markTopicDue(tx, { topic_id: id });
  await followRules(tx, { topic_id: id, dataset_ids: null });
  await markTopicDue(tx, { topic_id: id });
  await audit(tx, actor, 'catalog.topic-kept', `topic:${id}`, { retired });
}

/** The topics named come in this order, before all others that stand where they stood. */
export async function orderTopics(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
  await setOrder(tx, { ids: [...ids] });
  await audit(tx, actor, 'catalog.topics-ordered', 'topics', { ids });
}

/** What a rule would bring among the datasets that whoever asks reaches: the number, and the first ten by name. */
export async function tryTopicRule(tx: Tx, rule: TopicRule): Promise<{ total: number; items: { slug: string; titleTh: string; titleEn: string; agencyId: string }[] }> {
  const rows = await tryRule(tx, { agencies: [...rule.agencies], tags: [...rule.tags], words: [...rule.words] });
  return { total: rows[0]?.total ?? 0, items: rows.map((row) => ({ slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, agencyId: row.agency_id })) };
}

/** Keeps an uploaded picture in place of ours. @throws `catalog.topic-not-found`, `catalog.topic-picture-refused`. */
export async function setTopicPicture(tx: Tx, actor: Actor, id: string, bytes: Buffer): Promise<void> {
  await selectTopicId(tx, id, true);
  const type = readPictureType(bytes);
  if (!type) throw problem('topic-picture-refused', { bytes: bytes.length });
  await putPicture(tx, { topic_id: id, media_type: type, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
  await audit(tx, actor, 'catalog.topic-picture-set', `topic:${id}`);
}

/** Takes the uploaded picture away, so that ours is shown again. @throws `catalog.topic-not-found`. */
export async function dropTopicPicture(tx: Tx, actor: Actor, id: string): Promise<void> {
  await selectTopicId(tx, id, true);
  await dropPicture(tx, { topic_id: id });
  await audit(tx, actor, 'catalog.topic-picture-dropped', `topic:${id}`);
}

/** The uploaded picture of a topic. @throws `catalog.topic-not-found` when it has none. */
export async function readTopicPicture(tx: Tx, id: string): Promise<FindPictureRow> {
  const found = await findPicture(tx, { id });
  if (!found) throw problem('topic-not-found', { id });
  return found;
}
