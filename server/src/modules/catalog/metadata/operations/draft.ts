import type { RecordProblem } from '@saphan/contracts/catalogue/definition';
import type { Metadata, MetadataValue, RecordDraft } from '@saphan/contracts/catalogue/record';
import { problem } from '../../errors.ts';
import { fieldOf } from '../definition/fields.ts';
import { readValue } from '../rules/read-value.ts';

/** What a draft says, each value read and in the form in which it is kept; what it does not mention is left out. */
export interface ReadDraft {
  titleTh?: string;
  titleEn?: string;
  descriptionTh?: string | null;
  descriptionEn?: string | null;
  audience?: RecordDraft['audience'];
  tags?: readonly string[];
  metadata: Record<string, MetadataValue | null>;
}

/**
 * Reads a draft by the definition. It may be incomplete, but nothing in it may be wrong.
 *
 * @throws `catalog.record-refused`, which names every field with its item number.
 */
export function readDraft(draft: RecordDraft): ReadDraft {
  const wrong: RecordProblem[] = [];
  const take = (key: string, given: unknown): MetadataValue | null => {
    const field = fieldOf(key);
    const read = field ? readValue(field, given) : { th: `มาตรฐานไม่มีช่อง “${key}”`, en: `The standard has no field "${key}"` };
    if ('value' in read) return read.value;
    wrong.push({ field: key, item: field?.item ?? null, kind: 'wrong', th: read.th, en: read.en });
    return null;
  };
  const given = { ...draft.metadata } as Record<string, unknown>;
  const core = takeCore(draft, given, take);
  const metadata = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, take(key, value)]));
  if (wrong.length > 0) throw refused(wrong);
  return { ...core, metadata };
}

/** What lives on the dataset itself may also come under the standard's own names. */
function takeCore(draft: RecordDraft, given: Record<string, unknown>, take: (key: string, given: unknown) => MetadataValue | null): Omit<ReadDraft, 'metadata'> {
  const { title, notes, tag_string: tagString, owner_org: _agency, name: _slug } = given;
  for (const key of ['title', 'notes', 'tag_string', 'owner_org', 'name']) delete given[key];
  const [titleTh, descriptionTh, tags] = [draft.titleTh ?? title, draft.descriptionTh ?? notes, draft.tags ?? tagString];
  return {
    ...(titleTh !== undefined && { titleTh: String(take('title', titleTh) ?? '') }), ...(draft.titleEn !== undefined && { titleEn: String(take('title', draft.titleEn) ?? '') }),
    ...((descriptionTh !== undefined || draft.descriptionTh === null) && { descriptionTh: take('notes', descriptionTh) as string | null }),
    ...(draft.descriptionEn !== undefined && { descriptionEn: take('notes', draft.descriptionEn) as string | null }),
    ...(tags !== undefined && { tags: (take('tag_string', tags) ?? []) as readonly string[] }), ...(draft.audience && { audience: draft.audience }),
  };
}

/** The metadata after a change: null takes a value away. */
export function mergeMetadata(before: Metadata, change: Record<string, MetadataValue | null>): Metadata {
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter((entry): entry is [string, MetadataValue] => entry[1] !== null));
}

const pointerOf: Record<string, string> = { title: '/titleTh', notes: '/descriptionTh', tag_string: '/tags' };

/** One problem with a place for every field. */
export function refused(problems: readonly RecordProblem[], name: 'record-refused' | 'record-incomplete' = 'record-refused') {
  return problem(name, { errors: problems.map(({ field, item, kind, th, en }) => ({ pointer: pointerOf[field] ?? `/metadata/${field}`, code: item ? `${kind}:${item}` : kind, th: labelled(field, item, th, 'th'), en: labelled(field, item, en, 'en') })) });
}

function labelled(key: string, item: string | null, text: string, language: 'th' | 'en'): string {
  const field = fieldOf(key);
  if (!field) return text;
  return item ? `${field[language]} (${language === 'th' ? 'รายการที่' : 'item'} ${item}): ${text}` : `${field[language]}: ${text}`;
}
