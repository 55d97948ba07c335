import { todayInBangkok } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import { listRecordsById, searchRecords } from '#modules/catalog/index.ts';
import { createAgency, listLivingAgencies, readAgencyHistory, renameAgency, type Agency } from '#modules/organisations/index.ts';
import { notFound, refuseValues } from '../errors.ts';
import { packagesOf } from '../packages/find-package.ts';
import { listOrganisationNotes, putOrganisationNote, type ListOrganisationNotesRow } from '../packages/packages.sql.gen.ts';
import { policies } from '../policies.ts';
import { open, published } from '../query/to-filter.ts';
import { Upload } from '../transport/read-body.ts';
import type { Action, Call } from './action.ts';
import { asFlag, asList, asObjects, asText, asWhole, needText } from './values.ts';

const reads = { reads: true, policy: policies['read-catalogue'] } as const;
const writes = { reads: false, policy: policies['manage-organisations'], takesFile: true } as const;

export const organisationActions: Action[] = [
  { ...reads, name: 'organization_list', help: 'รายชื่อหน่วยงาน · Organizations: all_fields, sort, limit, offset, organizations.', run: listOrganisations },
  { ...reads, name: 'organization_show', help: 'หน่วยงานหนึ่งแห่ง · One organization: id, include_datasets.', run: showOrganisation },
  { ...reads, name: 'organization_autocomplete', help: 'หน่วยงานที่ชื่อมีคำที่พิมพ์ · Organizations whose name holds what is typed: q, limit.', run: completeOrganisation },
  { ...reads, name: 'organization_list_for_user', help: 'หน่วยงานที่ผู้เรียกบันทึกข้อมูลได้ · Organizations that the caller may write for.', run: listOwnOrganisations },
  { ...writes, name: 'organization_create', help: 'เพิ่มหน่วยงาน · Add an organization: name, title, description.', run: createOrganisation },
  { ...writes, name: 'organization_update', help: 'แทนข้อมูลหน่วยงาน · Replace an organization; what is left out is removed.', run: (call) => changeOrganisation(call, true) },
  { ...writes, name: 'organization_patch', help: 'แก้เฉพาะที่ส่งมา · Change what is given only.', run: (call) => changeOrganisation(call, false) },
];

type Note = Omit<ListOrganisationNotesRow, 'agency_id'>;

/** An organisation as CKAN gives it; its id is its name, which never changes. */
function organisationOf(agency: Agency, note: Note | undefined, count: number): Record<string, unknown> {
  return {
    id: agency.id, name: agency.id, title: agency.nameTh, display_name: agency.nameTh, title_en: agency.nameEn, description: note?.description ?? agency.nameEn, image_url: note?.image_url ?? '', image_display_url: note?.image_url ?? '',
    type: 'organization', is_organization: true, approval_status: 'approved', state: 'active', num_followers: 0, package_count: count, created: '2026-01-01T00:00:00.000000',
    extras: Object.entries((note?.extras ?? {}) as Record<string, unknown>).map(([key, value]) => ({ key, value })),
  };
}

async function readAll(tx: Tx): Promise<{ agencies: Agency[]; notes: Map<string, Note>; counts: Readonly<Record<string, number>> }> {
  const { facets } = await searchRecords(tx, { filter: { kind: 'and', of: [published, open] }, facets: ['organization'], limit: 0 });
  return { agencies: await listLivingAgencies(tx), notes: new Map((await listOrganisationNotes(tx, {})).map(({ agency_id: id, ...note }) => [id, note])), counts: facets['organization'] ?? {} };
}

/** Orders of `organization_list` and `group_list`. */
export function sorter(sort: string | null): (a: Record<string, unknown>, b: Record<string, unknown>) => number {
  const [, by = '', direction] = /^(name|title|package_count)(?:\s+(asc|desc))?$/i.exec(sort ?? 'title asc') ?? [];
  if (by === '') throw refuseValues({ sort: 'Cannot sort by this field: name, title, package_count' });
  const sign = direction?.toLowerCase() === 'desc' ? -1 : 1;
  return (a, b) => (a[by] as string) < (b[by] as string) ? -sign : (a[by] as string) > (b[by] as string) ? sign : 0;
}

async function listOrganisations({ args, db }: Call): Promise<unknown> {
  const wanted = asList(args['organizations'], 'organizations');
  const { agencies, notes, counts } = await db.read(readAll);
  const all = agencies.filter(({ id }) => !wanted || wanted.includes(id)).map((agency) => organisationOf(agency, notes.get(agency.id), counts[agency.id] ?? 0)).sort(sorter(asText(args['sort'], 'sort')));
  const from = asWhole(args['offset'], 'offset', 0, 1_000_000) ?? 0;
  const page = all.slice(from, from + (asWhole(args['limit'], 'limit', 0, 1_000) ?? 1_000));
  return asFlag(args['all_fields'], 'all_fields') ? page : page.map(({ name }) => name);
}

async function showOrganisation({ args, db, ports }: Call): Promise<unknown> {
  const id = needText(args, 'id');
  return db.read(async (tx) => {
    const { agencies, notes, counts } = await readAll(tx);
    const agency = agencies.find((each) => each.id === id);
    if (!agency) throw notFound(`Organization "${id.slice(0, 100)}" was not found.`);
    const shown = { ...organisationOf(agency, notes.get(id), counts[id] ?? 0), tags: [], groups: [], users: [] };
    return asFlag(args['include_datasets'], 'include_datasets') ? { ...shown, packages: await packagesOfFacet(tx, 'organization', id, ports.publicUrl) } : shown;
  });
}

const MOST_SHOWN = 1_000;

/** Datasets with a value, for those who want them with the organisation or tag. */
export async function packagesOfFacet(tx: Tx, field: string, value: string, site: string): Promise<unknown[]> {
  const { hits } = await searchRecords(tx, { filter: { kind: 'and', of: [published, open, { kind: 'eq', field, value }] }, sort: [{ by: 'changedAt', descending: true }], limit: MOST_SHOWN });
  return packagesOf(tx, await listRecordsById(tx, hits.map(({ datasetId }) => datasetId)), site);
}

async function completeOrganisation({ args, db }: Call): Promise<unknown> {
  const q = needText(args, 'q').toLowerCase();
  const limit = asWhole(args['limit'], 'limit', 0, 100) ?? 20;
  const agencies = await db.read(listLivingAgencies);
  return agencies.filter((agency) => [agency.id, agency.nameTh, agency.nameEn, agency.abbrTh].some((text) => text.toLowerCase().includes(q))).slice(0, limit).map(({ id, nameTh }) => ({ id, name: id, title: nameTh }));
}

async function listOwnOrganisations({ who, db }: Call): Promise<unknown> {
  if (who.kind === 'visitor') return [];
  const { agencies, notes, counts } = await db.read(readAll);
  return agencies.filter(({ id }) => who.agencies.includes('*') || who.agencies.includes(id)).map((agency) => ({ ...organisationOf(agency, notes.get(agency.id), counts[agency.id] ?? 0), capacity: who.roles.includes('steward') ? 'editor' : 'member' }));
}

async function createOrganisation(call: Call): Promise<unknown> {
  const name = needText(call.args, 'name');
  const title = asText(call.args['title'], 'title') ?? name;
  await call.db.tx(async (tx) => {
    const agency: Agency = { id: name, kind: 'department', abbrTh: asText(call.args['abbr_th'], 'abbr_th') ?? name, abbrEn: asText(call.args['abbr_en'], 'abbr_en') ?? name.toUpperCase(), nameTh: title, nameEn: asText(call.args['title_en'], 'title_en') ?? title, domain: null };
    await createAgency(tx, call.who, agency).catch((error: { code?: string }) => { throw error.code === 'organisations.agency-taken' ? refuseValues({ name: 'Group name already exists in database' }) : error.code === 'organisations.agency-id-refused' ? refuseValues({ name: 'a-z, 0-9 and hyphens, begins with a letter, 2 to 31 characters' }) : error; });
    await keepNote(tx, call, name, undefined);
  });
  return showOrganisation({ ...call, args: { id: name } });
}

async function changeOrganisation(call: Call, whole: boolean): Promise<unknown> {
  const id = needText(call.args, 'id');
  const title = asText(call.args['title'], 'title');
  const english = asText(call.args['title_en'], 'title_en');
  const name = asText(call.args['name'], 'name');
  if (name !== null && name !== id) throw refuseValues({ name: 'ชื่อในที่อยู่ของหน่วยงานเปลี่ยนไม่ได้ · The name of an organization cannot be changed' });
  await call.db.tx(async (tx) => {
    const agency = (await listLivingAgencies(tx)).find((each) => each.id === id);
    if (!agency) throw notFound(`Organization "${id.slice(0, 100)}" was not found.`);
    await renameTo(tx, call, agency, { nameTh: title ?? agency.nameTh, nameEn: english ?? agency.nameEn });
    const held = (await listOrganisationNotes(tx, {})).find(({ agency_id: each }) => each === id);
    await keepNote(tx, call, id, whole ? undefined : held);
  });
  return showOrganisation({ ...call, args: { id } });
}

/** CKAN knows neither document nor day: the name is another one from today. */
async function renameTo(tx: Tx, { who }: Call, agency: Agency, names: { nameTh: string; nameEn: string }): Promise<void> {
  if (names.nameTh.trim() === agency.nameTh && names.nameEn.trim() === agency.nameEn) return;
  const now = systemClock.now();
  const today = todayInBangkok(now);
  const { version } = await readAgencyHistory(tx, agency.id);
  await renameAgency(tx, who, agency.id, {
    ...names, abbrTh: agency.abbrTh, abbrEn: agency.abbrEn, effectiveOn: today, documentOn: today, documentNo: `organization_update ${now.toISOString()}`, reason: 'แก้ผ่าน CKAN API · changed through the CKAN API', version,
  }, now);
}

async function keepNote(tx: Tx, { args }: Call, id: string, held: Note | undefined): Promise<void> {
  const extras = asObjects(args['extras'], 'extras');
  await putOrganisationNote(tx, {
    agency_id: id, description: args['description'] === undefined ? held?.description ?? null : asText(args['description'], 'description'), image_url: imageOf(args) ?? held?.image_url ?? null,
    extras: extras ? Object.fromEntries(extras.map(({ key, value }) => [String(key), value])) : held?.extras ?? {},
  });
}

/** A picture is named by its address on the web; uploaded ones are refused in words, not lost. */
export function imageOf(args: Call['args']): string | null {
  if (args['image_upload'] instanceof Upload) throw refuseValues({ image_upload: 'ยังรับไฟล์ภาพไม่ได้ ให้ส่งที่อยู่ใน image_url · Send the address of the picture as image_url' });
  const url = asText(args['image_url'], 'image_url');
  if (url !== null && !/^https?:\/\//.test(url)) throw refuseValues({ image_url: 'Please provide a valid URL' });
  return url;
}
