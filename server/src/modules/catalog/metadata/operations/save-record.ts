import { audiences, type CatalogueRecord, type RecordDraft } from '@saphan/contracts/catalogue/record';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../../errors.ts';
import { findProblems } from '../rules/check.ts';
import { levelOf } from '../reads/record-of.ts';
import { selectRecord } from '../reads/find-record.ts';
import { mayPublish } from './who.ts';
import { mergeMetadata, readDraft, refused, type ReadDraft } from './draft.ts';
import { lockRecord, pictureOf, writeRecord, type Held } from './write-record.ts';

/**
 * Changes a record; what the draft leaves out stays. A draft may be incomplete; what is published stays complete.
 *
 * @param options.expectVersion refuses when somebody saved in between.
 * @throws `catalog.record-refused`, `catalog.record-incomplete`, `catalog.record-changed-meanwhile`, `catalog.record-in-hand`, `catalog.record-archived`, `catalog.wider-needs-approval`, `catalog.dataset-not-found`, `catalog.dataset-not-yours`.
 */
export async function saveRecord(tx: Tx, actor: Actor, idOrSlug: string, draft: RecordDraft, options: { expectVersion?: number } = {}): Promise<CatalogueRecord> {
  const read = readDraft(draft);
  const held = await lockRecord(tx, idOrSlug);
  if (options.expectVersion !== undefined && options.expectVersion !== held.version) throw problem('record-changed-meanwhile', { expected: options.expectVersion, version: held.version });
  if (held.state === 'archived') throw problem('record-archived', { slug: held.slug });
  if (['submitted', 'checked', 'approved'].includes(held.state) && !mayPublish(actor)) throw problem('record-in-hand', { state: held.state });
  const before = structuredClone({ ...held });
  apply(held, read);
  if (held.state === 'published') assertStaysPublished(actor, before, held);
  const changed = changedFields(before, held);
  if (changed.length > 0) await writeRecord(tx, actor, held, 'saved', { changed });
  return selectRecord(tx, held.slug);
}

function apply(held: Held, read: ReadDraft): void {
  const { metadata, titleTh, titleEn, ...rest } = read;
  Object.assign(held, rest, titleTh ? { titleTh } : {}, titleEn ? { titleEn } : {});
  const merged = mergeMetadata(held.metadata, metadata);
  const { data_classification: declared, data_category: category } = merged;
  // Stricter counts at once, wider only when it is published.
  if (declared) Object.assign(held, { level: Math.max(held.level, levelOf(String(declared))) });
  if (category === '2') Object.assign(held, { personal: true });
  Object.assign(held, { metadata: merged });
}

/** A published record stays complete, and only those who publish open it further. */
function assertStaysPublished(actor: Actor, before: Held, held: Held): void {
  const problems = findProblems(pictureOf(held));
  if (problems.length > 0) throw refused(problems, 'record-incomplete');
  const { data_classification: declared } = held.metadata;
  const wider = audiences.indexOf(held.audience) < audiences.indexOf(before.audience) || (declared !== undefined && levelOf(String(declared)) < before.level)
    || ['data_category', 'license_id'].some((key) => held.metadata[key] !== before.metadata[key]);
  if (!wider) return;
  if (!mayPublish(actor)) throw problem('wider-needs-approval', { slug: held.slug });
  if (declared) Object.assign(held, { level: levelOf(String(declared)) });
}

/** Keys of what is not as it was. */
export function changedFields(before: Held, after: Held): string[] {
  const own = (['titleTh', 'titleEn', 'descriptionTh', 'descriptionEn', 'level', 'personal', 'audience', 'tags'] as const).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const keys = new Set([...Object.keys(before.metadata), ...Object.keys(after.metadata)]);
  return [...own, ...[...keys].filter((key) => JSON.stringify(before.metadata[key]) !== JSON.stringify(after.metadata[key]))];
}
