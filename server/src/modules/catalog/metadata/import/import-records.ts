import type { RecordProblem } from '@saphan/contracts/catalogue/definition';
import type { Audience, Metadata, MetadataValue, RecordDraft } from '@saphan/contracts/catalogue/record';
import { auditAll } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announceAll } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../../errors.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { classificationOf, levelOf } from '../reads/record-of.ts';
import { findProblems } from '../rules/check.ts';
import type { Picture } from '../rules/filled.ts';
import {
  insertDatasets, listRecordsToImportInto, listTakenSlugs, removeResources, updateDatasets, writeRecords, writeResources, type ListRecordsToImportIntoRow,
} from './import-records.sql.gen.ts';

/** A record as another catalogue or a workbook has it; its values are fitted to the definition already. */
export interface RecordToImport {
  /** The dataset it is, when it was taken before. */
  readonly datasetId: number | null;
  /** Wanted short name of a new one; a number goes behind it when it is taken. */
  readonly slug: string;
  readonly agencyId: string;
  readonly draft: RecordDraft;
  /** Publish when nothing keeps it from that; otherwise it is a draft. */
  readonly publish: boolean;
  readonly resources: readonly ResourceToImport[];
  /** Resources of earlier imports that the source has no more. */
  readonly gone: readonly string[];
}

export interface ResourceToImport {
  /** Stable over imports. */
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly format: string;
  readonly mediaType: string | null;
  readonly url: string;
  readonly bytes: number | null;
  readonly metadata: Metadata;
}

export interface ImportedRecord {
  readonly datasetId: number;
  readonly slug: string;
  readonly created: boolean;
  readonly published: boolean;
  /** What kept it from being published; empty when it was not to be. */
  readonly problems: readonly RecordProblem[];
}

/**
 * Makes or changes many records in a few statements, in the order given. Audience and level never become wider than classification and category allow.
 * One audit row and one `catalog.record-changed` each.
 */
export async function importRecords(tx: Tx, actor: Actor, items: readonly RecordToImport[], source: Record<string, unknown> = {}): Promise<ImportedRecord[]> {
  if (items.length === 0) return [];
  const known = new Map((await listRecordsToImportInto(tx, { ids: items.flatMap(({ datasetId }) => datasetId ?? []) })).map((row) => [row.dataset_id, row]));
  const begun = items.map((item) => pictureOf(item, known.get(item.datasetId ?? 0) ?? null));
  const problems = items.map(({ publish }, at) => (publish ? findProblems(begun[at] as Picture) : []));
  const states = items.map(({ publish, datasetId }, at) => (publish && problems[at]?.length === 0 ? 'published' : stateBefore(known.get(datasetId ?? 0), publish, begun[at] as Whole)));
  const pictures = begun.map((picture, at) => closed(picture, states[at] as string));
  const slugs = await slugsOf(tx, items, known);
  const ids = await writeDatasets(tx, actor, items, pictures, slugs, known);
  await writeRecords(tx, {
    actor: actor.name, role: actor.role, detail: source,
    records: items.map((item, at) => ({ next_position: item.resources.length + 1, ...recordRow(pictures[at] as Whole, ids[at] as number, states[at] as string, known.has(item.datasetId ?? 0) ? 'saved' : 'created') })),
  });
  await writeItsResources(tx, items, ids);
  await auditAll(tx, actor, 'catalog.record-imported', ids.map((id) => `dataset:${id}`), source);
  await announceAll(tx, 'catalog.record-changed', ids.map((datasetId, at) => ({ datasetId, slug: slugs[at] })));
  return items.map((item, at) => ({ datasetId: ids[at] as number, slug: slugs[at] as string, created: !known.has(item.datasetId ?? 0), published: states[at] === 'published', problems: problems[at] ?? [] }));
}

interface Whole extends Picture { titleEn: string; descriptionEn: string | null; level: number; wanted: Audience | undefined }

/** What is published stays so while it is complete and opens no further than it was; what people work on stays where it is. */
function stateBefore(row: ListRecordsToImportIntoRow | undefined, publish: boolean, now: Whole): string {
  if (!row || row.state === 'archived') return 'draft';
  if (row.state !== 'published') return row.state;
  const widens = now.level < row.level || byWidth.indexOf(now.audience) < byWidth.indexOf(row.audience as Audience);
  return publish || widens || findProblems(now).length > 0 ? 'draft' : 'published';
}

/** The record as it will be: what is left out stays, null takes away. */
function pictureOf({ draft }: RecordToImport, row: ListRecordsToImportIntoRow | null): Whole {
  const metadata: Record<string, MetadataValue> = { ...row?.doc };
  for (const [key, value] of Object.entries(draft.metadata ?? {})) {
    if (value === null) delete metadata[key];
    else metadata[key] = value;
  }
  const rule = readDefinition().rules.categories.find(({ category }) => category === metadata['data_category']);
  if (rule) metadata['data_classification'] ??= rule.defaultClassification;
  const { data_classification: declared } = metadata;
  const level = declared === undefined ? Math.max(1, row?.level ?? 1) : levelOf(String(declared));
  const kept = metadata as Metadata;
  return {
    titleTh: draft.titleTh ?? row?.title_th ?? '', titleEn: draft.titleEn ?? row?.title_en ?? draft.titleTh ?? '', descriptionTh: draft.descriptionTh === undefined ? row?.description_th ?? null : draft.descriptionTh,
    descriptionEn: draft.descriptionEn === undefined ? row?.description_en ?? null : draft.descriptionEn, tags: draft.tags ?? row?.tags ?? [], metadata: { data_classification: classificationOf(level), ...kept },
    level, personal: row?.personal === true || metadata['data_category'] === '2', wanted: draft.audience, audience: audienceOf(draft.audience, level),
  };
}

/** What is no more than a draft opens nothing: its level is internal at least. */
function closed(picture: Whole, state: string): Whole {
  const level = state === 'published' ? picture.level : Math.max(1, picture.level);
  return { ...picture, level };
}

const byWidth: readonly Audience[] = ['open', 'government', 'internal'];

function audienceOf(wanted: Audience | undefined, level: number): Audience {
  const widest = byWidth[Math.min(level, 2)] as Audience;
  return wanted !== undefined && byWidth.indexOf(wanted) > byWidth.indexOf(widest) ? wanted : widest;
}

/** Short names that nobody has, each with a number behind it where it must be. */
async function slugsOf(tx: Tx, items: readonly RecordToImport[], known: ReadonlyMap<number, ListRecordsToImportIntoRow>): Promise<string[]> {
  const used = new Set<string>();
  const wanted = items.map((item) => known.get(item.datasetId ?? 0)?.slug ?? null);
  const asked = items.flatMap((item, at) => (wanted[at] === null ? item.slug : []));
  const candidates = asked.flatMap((slug) => Array.from({ length: 20 }, (_, n) => numbered(slug, n)));
  for (const { slug } of candidates.length > 0 ? await listTakenSlugs(tx, { slugs: candidates }) : []) used.add(slug);
  return items.map((item, at) => {
    let slug = wanted[at] ?? item.slug;
    for (let n = 1; wanted[at] === null && used.has(slug); n += 1) slug = numbered(item.slug, n);
    used.add(slug);
    return slug;
  });
}

const LONGEST = 63;
const numbered = (slug: string, n: number): string => (n === 0 ? slug : `${slug.slice(0, LONGEST - 6).replace(/-$/, '')}-${n + 1}`);

async function writeDatasets(tx: Tx, actor: Actor, items: readonly RecordToImport[], pictures: readonly (Whole)[], slugs: readonly string[], known: ReadonlyMap<number, ListRecordsToImportIntoRow>): Promise<number[]> {
  const rows = items.map((item, at) => {
    const { titleTh, titleEn, descriptionTh, descriptionEn, level, personal } = pictures[at] as Whole;
    return { id: known.has(item.datasetId ?? 0) ? item.datasetId : null, slug: slugs[at], agency_id: item.agencyId, title_th: titleTh, title_en: titleEn, description_th: descriptionTh, description_en: descriptionEn, level, personal };
  });
  const made = await insertDatasets(tx, { datasets: rows.filter(({ id }) => id === null), created_by: actor.name });
  const idOf = new Map(made.map(({ slug, id }) => [slug, id]));
  const changed = rows.filter(({ id }) => id !== null);
  if (changed.length > 0) await updateDatasets(tx, { datasets: changed });
  return rows.map(({ id, slug }) => {
    const found = id ?? idOf.get(slug as string);
    if (found === undefined) throw problem('slug-taken', { slug });
    return found;
  });
}

function recordRow(picture: Whole, datasetId: number, state: string, what: 'created' | 'saved') {
  const { titleTh, titleEn, descriptionTh, descriptionEn, tags, metadata, audience, level, personal } = picture;
  return { dataset_id: datasetId, state, audience, doc: metadata, tags, what, document: { titleTh, titleEn, descriptionTh, descriptionEn, audience, level, personal, tags, metadata } };
}

async function writeItsResources(tx: Tx, items: readonly RecordToImport[], ids: readonly number[]): Promise<void> {
  const resources = items.flatMap((item, at) => item.resources.map((each, position) => ({ ...each, media_type: each.mediaType, dataset_id: ids[at], position: position + 1 })));
  if (resources.length > 0) await writeResources(tx, { resources });
  const gone = items.flatMap(({ gone: each }) => each);
  if (gone.length > 0) await removeResources(tx, { ids: gone, dataset_ids: [...ids] });
}
