import { createHash } from 'node:crypto';
import type { CatalogueDefinition } from '@saphan/contracts/catalogue/definition';
import type { MetadataValue } from '@saphan/contracts/catalogue/record';
import type { Agency } from '#modules/organisations/index.ts';
import type { RecordToImport, Topic } from '#modules/catalog/index.ts';
import { cut, fitMetadata } from '../readers/fit-metadata.ts';
import { webAddress } from '../readers/plain-text.ts';
import type { Remark, RemoteRecord, RemoteResource, Standing } from '../readers/remote-record.ts';
import { agencyOf, plain } from './agencies.ts';

export interface SourceSettings { id: number; agency_id: string | null; agency_map: Record<string, string>; agencies: readonly string[] | null; lands: string }

/** What was kept of an earlier import. */
export interface Before { datasetId: number | null; resourceIds: readonly string[] }

export interface House {
  definition: CatalogueDefinition; agencies: readonly Agency[]; publicUrl: string;
  /** Where pages of the source's datasets are, as the source itself says; null when its addresses tell nothing. */
  site?: string | null;
  topics?: readonly Pick<Topic, 'id' | 'uid' | 'titleTh' | 'titleEn'>[];
}

/** A remote record as the catalogue takes it, with remarks; `refused` when it cannot be taken at all. */
export function toImport(record: RemoteRecord, source: SourceSettings, before: Before, house: House): { item: RecordToImport; remarks: Remark[]; topics: string[] } | { refused: Remark[] } {
  const origin = record.origins.find((address) => originOf(address) === originOf(house.publicUrl));
  if (origin !== undefined) return { refused: [...record.remarks, { th: `ชุดข้อมูลนี้มาจากทะเบียนนี้เอง (${origin}) จึงไม่รับกลับเป็นวงกลม`, en: `This dataset came from this very catalogue (${origin}); taking it back would go in a circle.`, refuses: true }] };
  if (record.standing === 'deleted') return { refused: [...record.remarks, { field: 'state', th: 'ชุดข้อมูลนี้ถูกลบแล้วที่ต้นทาง', en: 'The dataset is deleted at the source.', refuses: true }] };
  const agencyId = agencyOf(record.organisation, source, house.agencies);
  if (agencyId === null || !house.agencies.some(({ id }) => id === agencyId)) return { refused: [...record.remarks, unknownOrganisation(record)] };
  if (source.agencies !== null && !source.agencies.includes(agencyId)) return { refused: [...record.remarks, { field: 'owner_org', th: `ชุดข้อมูลนี้เป็นของหน่วยงาน ${agencyId} ซึ่งแหล่งนี้ส่งเข้าไม่ได้`, en: `The dataset belongs to ${agencyId}, to which this source may not bring records.`, refuses: true }] };
  const { metadata, remarks } = fitMetadata(record.draft.metadata ?? {}, house.definition);
  const resources = record.resources.map((each) => resourceOf(each, source.id, house.definition, remarks));
  const titles = titlesOf(record, house.definition, remarks);
  const page = pageOf(record, house);
  const tags = tagsWithin(record.draft.tags ?? [], remarks);
  const topics = topicsOf(record, house, remarks);
  if (record.standing) remarks.push(standings[record.standing]);
  return {
    item: {
      datasetId: before.datasetId, agencyId, slug: slugOf(record.name ?? record.draft.titleEn ?? '', agencyId), publish: source.lands === 'published' && record.standing !== 'draft', resources,
      draft: { ...record.draft, ...titles, tags, metadata: page === null ? metadata : { reference_url_catalog: page, ...metadata } },
      gone: before.resourceIds.filter((id) => !resources.some((each) => each.id === id)),
    },
    remarks: [...record.remarks, ...remarks], topics,
  };
}

const standings: Record<Exclude<Standing, 'deleted'>, Remark> = {
  draft: { field: 'state', th: 'เป็นร่างที่ต้นทาง จึงเข้ามาเป็นร่าง', en: 'It is a draft at the source and comes as a draft.' },
  private: { field: 'private', th: 'เป็นส่วนตัวที่ต้นทาง จึงเห็นได้เฉพาะในหน่วยงาน', en: 'It is private at the source and is seen within the agency only.' },
};

/** Where the record comes from, said in the record itself: whoever harvests it from here, also we by a detour, sees whose it is. A record that says so already keeps its own word. */
function pageOf({ name, remoteId, origins }: RemoteRecord, { site = null }: House): string | null {
  if (site !== null) return `${site.replace(/\/+$/, '')}/dataset/${encodeURIComponent(name ?? remoteId)}`;
  return webAddress(remoteId) ?? origins[0] ?? null;
}

/** Topics here that are called as the groups there; what has none is told. */
function topicsOf({ groups = [] }: RemoteRecord, { topics = [] }: House, remarks: Remark[]): string[] {
  const found = groups.map(({ name, title }) => ({ name: title || name, topic: topics.find(({ id, uid, titleTh, titleEn }) => [id, uid, titleTh, titleEn].some((known) => [name, title].some((text) => text !== '' && plain(text) === plain(known)))) }));
  const missing = found.filter(({ topic }) => !topic).map(({ name }) => name);
  if (missing.length > 0) remarks.push({ field: 'groups', th: `ไม่มีหมวดข้อมูลที่นี่ชื่อ ${missing.join(', ')} จึงไม่ได้จัดเข้าหมวด`, en: `No topic here is called ${missing.join(', ')}; the dataset was not put in it.`, lost: true });
  return found.flatMap(({ topic }) => topic?.id ?? []);
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
function tagsWithin(tags: readonly string[], remarks: Remark[]): string[] {
  const kept: string[] = [];
  const left: string[] = [];
  for (const tag of tags.map((each) => each.replace(/[^\p{L}\p{M}\p{N} _.-]+/gu, ' ').replace(/ +/g, ' ').trim())) {
    if (tag === '' || kept.includes(tag)) continue;
    if ([...kept, tag].join(',').length <= LONGEST_TAGS) kept.push(tag);
    else left.push(tag);
  }
  if (left.length > 0) remarks.push({ field: 'tag_string', th: `คำสำคัญเกิน ${LONGEST_TAGS} ตัวอักษร ไม่ได้นำเข้า: ${left.join(', ').slice(0, 200)}`, en: `Keywords beyond ${LONGEST_TAGS} characters were left out: ${left.join(', ').slice(0, 200)}`, lost: true });
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
