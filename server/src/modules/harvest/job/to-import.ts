import { createHash } from 'node:crypto';
import type { CatalogueDefinition } from '@saphan/contracts/catalogue/definition';
import type { MetadataValue } from '@saphan/contracts/catalogue/record';
import type { Agency } from '#modules/organisations/index.ts';
import type { RecordToImport } from '#modules/catalog/index.ts';
import { cut, fitMetadata } from '../readers/fit-metadata.ts';
import type { Remark, RemoteRecord, RemoteResource } from '../readers/remote-record.ts';
import { agencyOf } from './agencies.ts';

export interface SourceSettings { id: number; agency_id: string | null; agency_map: Record<string, string>; agencies: readonly string[] | null; lands: string }

/** What was kept of an earlier import. */
export interface Before { datasetId: number | null; resourceIds: readonly string[] }

export interface House { definition: CatalogueDefinition; agencies: readonly Agency[]; publicUrl: string }

/** A remote record as the catalogue takes it, with remarks; `refused` when it cannot be taken at all. */
export function toImport(record: RemoteRecord, source: SourceSettings, before: Before, house: House): { item: RecordToImport; remarks: Remark[] } | { refused: Remark[] } {
  const origin = record.origins.find((address) => originOf(address) === originOf(house.publicUrl));
  if (origin !== undefined) return { refused: [...record.remarks, { th: `ชุดข้อมูลนี้มาจากทะเบียนนี้เอง (${origin}) จึงไม่รับกลับเป็นวงกลม`, en: `This dataset came from this very catalogue (${origin}); taking it back would go in a circle.`, refuses: true }] };
  const agencyId = agencyOf(record.organisation, source, house.agencies);
  if (agencyId === null || !house.agencies.some(({ id }) => id === agencyId)) return { refused: [...record.remarks, unknownOrganisation(record)] };
  if (source.agencies !== null && !source.agencies.includes(agencyId)) return { refused: [...record.remarks, { field: 'owner_org', th: `ชุดข้อมูลนี้เป็นของหน่วยงาน ${agencyId} ซึ่งแหล่งนี้ส่งเข้าไม่ได้`, en: `The dataset belongs to ${agencyId}, to which this source may not bring records.`, refuses: true }] };
  const { metadata, remarks } = fitMetadata(record.draft.metadata ?? {}, house.definition);
  const resources = record.resources.map((each) => resourceOf(each, source.id, house.definition, remarks));
  const titles = titlesOf(record, house.definition, remarks);
  return {
    item: {
      datasetId: before.datasetId, agencyId, slug: slugOf(record.name ?? record.draft.titleEn ?? '', agencyId), publish: source.lands === 'published', resources,
      draft: { ...record.draft, ...titles, tags: tagsWithin(record.draft.tags ?? []), metadata },
      gone: before.resourceIds.filter((id) => !resources.some((each) => each.id === id)),
    },
    remarks: [...record.remarks, ...remarks],
  };
}

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : '');

const unknownOrganisation = ({ organisation }: RemoteRecord): Remark => (organisation
  ? { field: 'owner_org', th: `ไม่รู้ว่าองค์กร "${organisation.name}" (${organisation.id}) ตรงกับหน่วยงานใด ให้เพิ่มในตารางจับคู่ของแหล่ง`, en: `No agency is known for the organisation "${organisation.name}" (${organisation.id}); add it to the source's map.`, refuses: true }
  : { field: 'owner_org', th: 'ชุดข้อมูลนี้ไม่บอกองค์กรเจ้าของ และแหล่งไม่ได้กำหนดหน่วยงานไว้', en: 'The dataset names no organisation and the source has no agency of its own.', refuses: true });

function titlesOf(record: RemoteRecord, { fields }: CatalogueDefinition, remarks: Remark[]) {
  const title = fields.find(({ core }) => core === 'title');
  const notes = fields.find(({ core }) => core === 'description');
  const within = (field: typeof title, text: string) => (field ? cut(field, text, remarks) : text);
  const { titleTh = '', titleEn = '', descriptionTh, descriptionEn } = record.draft;
  return {
    titleTh: within(title, titleTh || titleEn), titleEn: within(title, titleEn || titleTh),
    descriptionTh: descriptionTh ? within(notes, descriptionTh) : descriptionTh ?? null, descriptionEn: descriptionEn ? within(notes, descriptionEn) : descriptionEn ?? null,
  };
}

const LONGEST_TAGS = 200;

/** Letters, digits, spaces, `-` `_` `.` only, and as many as the standard has room for. */
function tagsWithin(tags: readonly string[]): string[] {
  const kept: string[] = [];
  for (const tag of tags.map((each) => each.replace(/[^\p{L}\p{M}\p{N} _.-]+/gu, ' ').replace(/ +/g, ' ').trim())) {
    if (tag !== '' && !kept.includes(tag) && [...kept, tag].join(',').length <= LONGEST_TAGS) kept.push(tag);
  }
  return kept;
}

function resourceOf(each: RemoteResource, sourceId: number, { resourceFields, vocabularies }: CatalogueDefinition, remarks: Remark[]) {
  const fitted = fitMetadata(each.metadata, { fields: resourceFields, vocabularies });
  // What a resource of another catalogue says beyond the standard is no news.
  remarks.push(...fitted.remarks.filter(({ field }) => field !== undefined));
  return {
    id: stableId(`${sourceId}:${each.remoteId}`), name: each.name.slice(0, 200) || each.format || 'ไฟล์', description: each.description, format: each.format, mediaType: each.mediaType, url: each.url, bytes: each.bytes,
    metadata: fitted.metadata as Record<string, MetadataValue>,
  };
}

/** A UUID that is the same for the same name at every harvest (RFC 9562 version 8). */
export function stableId(name: string): string {
  const hex = createHash('sha256').update(`saphan:harvest:${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16)}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}

/** A short name as ours must be: `a–z`, digits and single hyphens, beginning with a letter. */
export function slugOf(name: string, agencyId: string): string {
  const words = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const slug = (/^[a-z]/.test(words) && words.length > 1 ? words : `${agencyId}-${words || 'dataset'}`).slice(0, 57);
  return slug.replace(/-+$/g, '');
}
