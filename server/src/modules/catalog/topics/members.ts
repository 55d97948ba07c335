import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { tellRecordChanged } from '../metadata/operations/write-record.ts';
import { followRules, listMembers, listTopicsOf, putMember, takeMember } from './topics.sql.gen.ts';
import { listTopics } from './topics.ts';

export interface TopicMember {
  slug: string; titleTh: string; titleEn: string; agencyId: string; agencyTh: string; agencyEn: string;
  /** Put in by hand, brought by the rule, or kept out by hand although the rule brings it. */
  how: 'hand' | 'rule' | 'out';
  state: string;
}

/** Datasets of a topic and those kept out of it, as far as whoever asks reaches; at most 500. */
export async function listTopicMembers(tx: Tx, topicId: string): Promise<TopicMember[]> {
  return (await listMembers(tx, { topic_id: topicId })).map((row) => ({
    slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, agencyId: row.agency_id, agencyTh: row.agency_th, agencyEn: row.agency_en, how: row.how as 'hand', state: row.state,
  }));
}

/** Topics of these datasets, after what rules say of them now: for whoever enters them into the search. */
export async function readTopicsOf(tx: Tx, datasetIds: readonly number[]): Promise<Map<number, string[]>> {
  await followRules(tx, { topic_id: null, dataset_ids: [...datasetIds] });
  return new Map((await listTopicsOf(tx, { dataset_ids: [...datasetIds] })).map(({ dataset_id, topics }) => [dataset_id, topics]));
}

/** Puts a dataset in a topic by hand, or takes it out; nothing is written or told when it is so already. */
export async function setInTopic(tx: Tx, actor: Actor, topicId: string, dataset: { id: number; slug: string }, isIn: boolean): Promise<void> {
  const changed = await (isIn ? putMember : takeMember)(tx, { topic_id: topicId, dataset_id: dataset.id });
  if (!changed) return;
  await audit(tx, actor, isIn ? 'catalog.topic-given' : 'catalog.topic-taken', `dataset:${dataset.id}`, { topic: topicId });
  await tellRecordChanged(tx, { datasetId: dataset.id, slug: dataset.slug });
}

/** A dataset is in exactly these topics from now on, named by id or by the id CKAN's clients know; names that no topic has are left out. */
export async function setTopicsOf(tx: Tx, actor: Actor, dataset: { id: number; slug: string }, names: readonly string[]): Promise<void> {
  const wanted = new Set(names.length === 0 ? [] : (await listTopics(tx, { names })).map(({ id }) => id));
  const held = new Set((await listTopicsOf(tx, { dataset_ids: [dataset.id] })).flatMap(({ topics }) => topics));
  for (const id of held) if (!wanted.has(id)) await setInTopic(tx, actor, id, dataset, false);
  for (const id of wanted) if (!held.has(id)) await setInTopic(tx, actor, id, dataset, true);
}
