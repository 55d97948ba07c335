import type { CatalogueRecord, CatalogueResource } from '@saphan/contracts/catalogue/record';
import type { Tx } from '#kernel/db.ts';
import { addResource, changeResource, checkDraft, createRecord, fileUrl, moveRecord, removeResource, saveRecord, selectDataset, setTopicsOf, type NewRecord } from '#modules/catalog/index.ts';
import { listLivingAgencies } from '#modules/organisations/index.ts';
import type { Call } from '../actions/action.ts';
import { asText, type Given } from '../actions/values.ts';
import { refuseValues } from '../errors.ts';
import { policies } from '../policies.ts';
import { Upload } from '../transport/read-body.ts';
import { selectHead, selectPackage, showPackage } from './find-package.ts';
import { isNameTaken, listNotes, putNote } from './packages.sql.gen.ts';
import { readPackage, readResourceGiven, type PackageGiven } from './read-package.ts';
import { ckanPath } from './wire.ts';

const SLUG = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const LONGEST_SLUG = 63;

/** `package_create`: a record, its resources and groups, whole or not at all; public and complete ones go on to publication as far as the caller may. */
export async function createPackage(call: Call, given: Given): Promise<Record<string, unknown>> {
  const read = readPackage(given, false);
  const agencyId = await agencyOf(call, read.ownerOrg);
  if (read.name === null) throw refuseValues({ name: 'Missing value' });
  const { name } = read;
  await call.decide(policies['create-records'], { kind: 'agency', id: agencyId });
  const id = asText(given['id'], 'id');
  return call.db.tx(async (tx) => {
    if ((await isNameTaken(tx, { name })).taken) throw refuseValues({ name: 'That URL is already in use.' });
    const slug = slugOf(name);
    const titleTh = read.draft.titleTh ?? name;
    const made = await createRecord(tx, call.who, { ...read.draft, agencyId, titleTh, ...(slug !== null && { slug }), ...(id !== null && { id }) } as NewRecord);
    for (const [i, resource] of (read.resources ?? []).entries()) await atResource(i, () => addGiven(tx, call, made.slug, resource));
    await keepNote(tx, call, made, read, slug === name ? null : name);
    await goOn(tx, call, made, read);
    return showPackage(tx, made.id, call.ports.publicUrl);
  });
}

/** `package_update` and `package_patch`: with `whole`, what is left out is taken away, resources too. */
export async function updatePackage(call: Call, given: Given, whole: boolean): Promise<Record<string, unknown>> {
  const idOrName = asText(given['id'] ?? given['name'], 'id');
  if (idOrName === null) throw refuseValues({ id: 'Missing value' });
  const read = readPackage(given, whole);
  const { slug } = await call.db.read((tx) => selectHead(tx, idOrName));
  await call.decide(policies['write-records'], { kind: 'dataset', id: slug });
  return call.db.tx(async (tx) => {
    const record = await selectPackage(tx, slug);
    if (read.ownerOrg !== null && read.ownerOrg !== record.agency.id && read.ownerOrg !== record.agency.nameTh) throw refuseValues({ owner_org: 'ย้ายชุดข้อมูลไปหน่วยงานอื่นไม่ได้ · A dataset cannot be moved to another organization' });
    const audience = read.isPrivate === true && record.audience === 'open' ? { audience: 'internal' as const } : {};
    const saved = await saveRecord(tx, call.who, slug, { ...read.draft, ...(whole && read.draft.titleTh === undefined && { titleTh: record.slug }), ...audience });
    if (read.resources) await replaceResources(tx, call, record, read.resources);
    await keepNote(tx, call, record, read, undefined);
    await goOn(tx, call, saved, read);
    return showPackage(tx, record.id, call.ports.publicUrl);
  });
}

/** `package_delete`: the record is archived; its versions and releases stay. */
export async function deletePackage(call: Call, idOrName: string): Promise<null> {
  const { slug } = await call.db.read((tx) => selectHead(tx, idOrName));
  await call.decide(policies['write-records'], { kind: 'dataset', id: slug });
  await call.db.tx((tx) => moveRecord(tx, call.who, slug, 'archive'));
  return null;
}

async function agencyOf(call: Call, given: string | null): Promise<string> {
  const own = call.who.agencies.filter((id) => id !== '*');
  if (given === null && own.length !== 1) throw refuseValues({ owner_org: 'An organization must be provided' });
  const wanted = given ?? own[0] as string;
  const agency = (await call.db.read(listLivingAgencies)).find(({ id, nameTh, nameEn }) => [id, nameTh, nameEn].includes(wanted));
  if (!agency) throw refuseValues({ owner_org: 'Organization does not exist' });
  return agency.id;
}

/** The name as a short name; null when one must be made. */
function slugOf(name: string): string | null {
  const slug = name.replaceAll('_', '-').replace(/-{2,}/g, '-').replace(/^-|-$/g, '');
  return SLUG.test(slug) && slug.length <= LONGEST_SLUG && slug === name ? slug : null;
}

/** Publishes what is meant for everybody as far as the caller may and the record is complete; else it stays a draft, and says so. */
async function goOn(tx: Tx, call: Call, record: CatalogueRecord, { isDraft, isPrivate }: PackageGiven): Promise<void> {
  if (isDraft || isPrivate === true || record.state !== 'draft') return;
  const { titleTh, descriptionTh, tags, metadata, personal } = record;
  if (checkDraft({ titleTh, descriptionTh, tags, metadata, personal, audience: 'open' }).length > 0) return;
  if (record.audience !== 'open') await saveRecord(tx, call.who, record.slug, { audience: 'open' });
  await moveRecord(tx, call.who, record.slug, call.who.roles.includes('operator') ? 'publish' : 'submit');
}

async function keepNote(tx: Tx, call: Call, record: CatalogueRecord, read: PackageGiven, name: string | null | undefined): Promise<void> {
  const [held] = await listNotes(tx, { uids: [record.id] });
  const kept = { name: name === undefined ? held?.name ?? null : name, extras: read.extras ?? held?.extras ?? {} };
  if (kept.name !== null || Object.keys(kept.extras as object).length > 0 || held?.name || Object.keys((held?.extras ?? {}) as object).length > 0) await putNote(tx, { uid: record.id, name: kept.name, extras: kept.extras });
  if (read.groups) await setTopicsOf(tx, call.who, await selectDataset(tx, record.slug), read.groups);
}

/** Resources become exactly these: those with an id are changed, those without are added, the others go. Formats of releases are nobody's to change. */
async function replaceResources(tx: Tx, call: Call, record: CatalogueRecord, given: readonly Record<string, unknown>[]): Promise<void> {
  const held = new Map(record.resources.filter(({ kind }) => kind !== 'release').map((resource) => [resource.id, resource]));
  const fromRelease = new Set(record.resources.filter(({ kind }) => kind === 'release').map(({ id }) => id));
  const kept = new Set(given.map((resource) => String(resource['id'] ?? '')));
  for (const id of held.keys()) if (!kept.has(id)) await removeResource(tx, call.who, id);
  for (const [i, resource] of given.entries()) {
    const before = held.get(String(resource['id'] ?? ''));
    if (fromRelease.has(String(resource['id'] ?? ''))) continue;
    await atResource(i, async () => { await (before ? changeIfOther(tx, call, before, resource) : addGiven(tx, call, record.slug, resource)); });
  }
}

async function changeIfOther(tx: Tx, call: Call, before: CatalogueResource, given: Record<string, unknown>): Promise<void> {
  const draft = readResourceGiven(given, true);
  const same = (['nameTh', 'description', 'format'] as const).every((key) => draft[key] === undefined || draft[key] === before[key]) && (draft.url === undefined || draft.url.endsWith(ckanPath(before.url)))
    && Object.entries(draft.metadata ?? {}).every(([key, value]) => String(value ?? '') === String(before.metadata[key] ?? ''));
  if (!same) await changeResource(tx, call.who, before.id, ownUrl(call, draft, before));
}

/** Adds a resource as it was given: an uploaded file, or an address. */
export async function addGiven(tx: Tx, call: Call, slug: string, given: Record<string, unknown>): Promise<CatalogueResource> {
  const { upload } = given;
  const draft = readResourceGiven(given, false);
  const id = asText(given['id'], 'id');
  if (id !== null && !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw refuseValues({ id: 'Must be a UUID' });
  const own = upload instanceof Upload ? fileOf(upload, id ?? crypto.randomUUID()) : null;
  if (!own && draft.url === undefined) return addResource(tx, call.who, slug, { ...draft, ...fedBy(id ?? crypto.randomUUID()), nameTh: draft.nameTh ?? 'ตาราง · Table' });
  const nameTh = draft.nameTh ?? (upload instanceof Upload ? upload.fileName : undefined);
  return addResource(tx, call.who, slug, { ...draft, ...(nameTh && { nameTh }), ...(own ?? { kind: 'link' as const, url: draft.url as string, ...(id !== null && { id }) }), ...(own && !draft.format && { format: own.format }) });
}

/** A file that is kept as a resource. */
export function fileOf({ fileName, bytes, sha256, mediaType, format }: Upload, id: string) {
  return { id, kind: 'file' as const, url: fileUrl(id, fileName), bytes, sha256, mediaType, format };
}

/** A resource whose rows programs will send. */
const fedBy = (id: string) => ({ id, kind: 'file' as const, url: `/datastore/dump/${id}`, format: 'CSV' });

/** An address of this house is kept as a path, as it was. */
export function ownUrl<D extends { url?: string }>({ ports }: Call, draft: D, before: { url: string }): D {
  return draft.url !== undefined && draft.url.startsWith(ports.publicUrl) && draft.url.endsWith(ckanPath(before.url)) ? { ...draft, url: before.url } : draft;
}

/** What is wrong in a resource of a list is told at its place. */
async function atResource<T>(at: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, fields } = error as { code?: string; fields?: { errors?: { pointer?: string; th: string }[] } };
    if (code !== 'catalog.resource-refused') throw error;
    const told = Object.fromEntries((fields?.errors ?? []).map(({ pointer, th }) => [(pointer ?? '').split('/').at(-1) ?? 'message', [th]]));
    throw refuseValues({ resources: [...Array.from({ length: at }, () => ({})), told] });
  }
}
