import type { DeskTopic, TopicBody, TopicRule } from '../../api/desk-queries.ts';

/** A topic as the form holds it: lists as texts with commas between. */
export interface TopicDraft { id: string; titleTh: string; titleEn: string; descriptionTh: string; descriptionEn: string; picture: string; agencies: string; tags: string; words: string }

const nothing: TopicDraft = { id: '', titleTh: '', titleEn: '', descriptionTh: '', descriptionEn: '', picture: 'other', agencies: '', tags: '', words: '' };

export const draftOf = (topic: DeskTopic | null): TopicDraft => (topic === null ? nothing : {
  id: topic.id, titleTh: topic.titleTh, titleEn: topic.titleEn, descriptionTh: topic.descriptionTh, descriptionEn: topic.descriptionEn, picture: topic.picture ?? 'other',
  agencies: topic.rule.agencies.join(', '), tags: topic.rule.tags.join(', '), words: topic.rule.words.join(', '),
});

const listOf = (text: string): string[] => [...new Set(text.split(/[,،\n]/).map((each) => each.trim()).filter(Boolean))];

export const ruleOf = ({ agencies, tags, words }: TopicDraft): TopicRule => ({ agencies: listOf(agencies), tags: listOf(tags), words: listOf(words) });

/** What the form lacks, by field. */
export function faultsOf(draft: TopicDraft): (keyof TopicDraft)[] {
  const empty = (['titleTh', 'titleEn'] as const).filter((key) => draft[key].trim() === '');
  return /^[a-z0-9_-]{2,100}$/.test(draft.id) ? empty : ['id', ...empty];
}

/** As the API takes it. */
export const bodyOf = (draft: TopicDraft, topic: DeskTopic | null, retired: boolean): TopicBody => ({
  titleTh: draft.titleTh.trim(), titleEn: draft.titleEn.trim(), descriptionTh: draft.descriptionTh, descriptionEn: draft.descriptionEn, position: topic?.position ?? 200, picture: draft.picture as NonNullable<TopicBody['picture']>, rule: ruleOf(draft), retired,
});
