import { isDatasetSlug } from '@saphan/contracts/ids';
import type { CatalogueRecord, Metadata } from '@saphan/contracts/catalogue/record';
import { audit } from '#kernel/audit.ts';
import type { Database, Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { Problem } from '#kernel/problem.ts';
import { addResource, changeResource, createRecord, findRecord, readDefinition, saveRecord } from '#modules/catalog/index.ts';
import { findAgency, type Agency } from '#modules/organisations/index.ts';
import { problem } from '../errors.ts';
import type { Place, TemplateReport } from '../schemas.ts';
import { agencyOf } from '../job/agencies.ts';
import { slugOf } from '../job/to-import.ts';
import { readTemplate, type ReadTemplate, type TemplateDataset, type TemplateResource } from './read-template.ts';
import { readWorkbook } from './read-workbook.ts';

const SHOWN = 500;

/** Undoes everything that a try did. */
class Undo extends Error {}

/**
 * Takes a workbook, whole or not at all; without `apply` it is only tried, by the same rules, and nothing is kept. Records are saved as by hand:
 * what is published stays complete and opens no further, what is new is a draft, nothing is withdrawn.
 *
 * @throws `harvest.template-unreadable`, `harvest.template-too-large`, `harvest.agency-unknown`.
 */
export async function takeHarvestTemplate(db: Database, who: Principal, agencyId: string, bytes: Buffer, apply: boolean): Promise<TemplateReport> {
  const read = readTemplate(await readWorkbook(bytes), readDefinition());
  const figures = { created: 0, changed: 0 };
  await db.tx(async (tx) => {
    const agency = await assertAgency(tx, who, agencyId);
    for (const dataset of read.datasets) await takeDataset(tx, who, agency, dataset, read, figures);
    if (!apply || read.places.length > 0) throw new Undo();
    await audit(tx, who, 'harvest.template-taken', `agency:${agencyId}`, { ...figures, datasets: read.datasets.length, resources: read.resources.length });
  }).catch((error: unknown) => { if (!(error instanceof Undo)) throw error; });
  return {
    version: read.version, datasets: read.datasets.length, resources: read.resources.length, ...figures, applied: apply && read.places.length === 0,
    places: read.places.slice(0, SHOWN), notes: read.notes.slice(0, SHOWN), moreNotes: Math.max(0, read.notes.length - SHOWN),
  };
}

/** An agency of others is as unknown as none. */
export async function assertAgency(tx: Tx, who: Principal, agencyId: string): Promise<Agency> {
  const agency = who.agencies.includes('*') || who.agencies.includes(agencyId) ? await findAgency(tx, agencyId) : null;
  if (!agency) throw problem('agency-unknown', { agencyId });
  return agency;
}

async function takeDataset(tx: Tx, who: Principal, agency: Agency, dataset: TemplateDataset, read: ReadTemplate, figures: { created: number; changed: number }): Promise<void> {
  const place = (th: string, en: string, column: string | null = 'A'): Place => ({ sheet: dataset.sheet, row: dataset.row, column, th, en });
  if (dataset.name === '' || dataset.draft.titleTh === '') return;
  if (dataset.organisation !== '' && agencyOf({ id: dataset.organisation, name: dataset.organisation }, { agency_id: null, agency_map: {} }, [agency]) === null) {
    read.places.push(place(`องค์กร "${dataset.organisation}" ไม่ใช่${agency.nameTh}`, `The organisation "${dataset.organisation}" is not ${agency.nameEn}.`, 'D'));
    return;
  }
  const slug = isDatasetSlug(dataset.name) ? dataset.name : slugOf(dataset.name, agency.id);
  const before = await findRecord(tx, slug);
  if (before && before.agency.id !== agency.id) { read.places.push(place(`ชื่อย่อ "${slug}" เป็นของ${before.agency.nameTh}`, `The short name "${slug}" belongs to ${before.agency.nameEn}.`)); return; }
  try {
    const after = before ? await saveRecord(tx, who, slug, { ...dataset.draft, metadata: news(dataset.draft.metadata, before.metadata) }) : await createRecord(tx, who, { slug, agencyId: agency.id, titleEn: dataset.draft.titleTh, ...dataset.draft });
    const touched = await takeResources(tx, who, after, read.resources.filter((each) => each.dataset === dataset.name));
    if (!before) figures.created += 1;
    else if (touched || after.version !== before.version) figures.changed += 1;
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    read.places.push(...placesOf(error).map(({ th, en }) => place(th, en, null)));
  }
}

/** What is as it was, also when it was only derived, is nobody's word. */
const news = (draft: Metadata, before: Metadata): Metadata => Object.fromEntries(Object.entries(draft).filter(([key, value]) => JSON.stringify(before[key]) !== JSON.stringify(value)));

function placesOf({ entry, fields }: Problem): { th: string; en: string }[] {
  return fields.errors && fields.errors.length > 0 ? fields.errors : [{ th: [entry.th, fields.detailTh].filter(Boolean).join(': '), en: [entry.en, fields.detailEn].filter(Boolean).join(': ') }];
}

/** A resource is known by its address; those that the workbook does not name stay. */
async function takeResources(tx: Tx, who: Principal, record: CatalogueRecord, resources: readonly TemplateResource[]): Promise<boolean> {
  let touched = false;
  for (const { nameTh, url, description, format, metadata } of resources) {
    const known = record.resources.find((each) => each.kind !== 'release' && each.url === url);
    if (known && known.nameTh === nameTh && known.description === description && known.format === format && Object.entries(metadata).every(([key, value]) => JSON.stringify(known.metadata[key]) === JSON.stringify(value))) continue;
    touched = true;
    if (known) await changeResource(tx, who, known.id, { nameTh, description, format, metadata });
    else await addResource(tx, who, record.slug, { kind: 'link', nameTh, nameEn: nameTh, url, description, format, metadata });
  }
  return touched;
}
