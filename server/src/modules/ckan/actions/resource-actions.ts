import { changeResource, findResource, removeResource } from '#modules/catalog/index.ts';
import { notFound, problem, refuseValues } from '../errors.ts';
import { findTable } from '../datastore/open-table.ts';
import { selectHead, selectResource, type FoundResource } from '../packages/find-package.ts';
import { listFormats, searchResources } from '../packages/packages.sql.gen.ts';
import { readResourceGiven } from '../packages/read-package.ts';
import { resourceDict } from '../packages/wire.ts';
import { addGiven, fileOf, ownUrl } from '../packages/write-package.ts';
import { policies } from '../policies.ts';
import { Upload } from '../transport/read-body.ts';
import type { Action, Call } from './action.ts';
import { asList, asText, asWhole, needText } from './values.ts';

const reads = { reads: true, policy: policies['read-catalogue'] } as const;
const writes = { reads: false, policy: policies['write-records'], takesFile: true } as const;

export const resourceActions: Action[] = [
  { ...reads, name: 'resource_show', help: 'ทรัพยากรหนึ่งรายการ · One resource: id.', run: showResource },
  { ...reads, name: 'resource_search', help: 'ค้นทรัพยากร · Search resources: query=field:term, limit, offset.', run: searchResource },
  { ...reads, name: 'resource_view_list', help: 'มุมมองของทรัพยากร · Views of a resource: id.', run: async (call) => { const found = await selectResource(call, needText(call.args, 'id')); return await hasTable(call, found) ? [viewOf(found)] : []; } },
  { ...reads, name: 'resource_view_show', help: 'มุมมองหนึ่งรายการ · One view: id.', run: showView },
  { ...reads, name: 'format_autocomplete', help: 'รูปแบบไฟล์ที่ขึ้นต้นด้วยคำที่พิมพ์ · File formats that begin with what is typed: q, limit.', run: completeFormat },
  { ...writes, name: 'resource_create', help: 'เพิ่มทรัพยากร · Add a resource: package_id, url or upload, name, format.', run: createResource },
  { ...writes, name: 'resource_update', help: 'แทนทรัพยากรทั้งหมด · Replace a resource; what is left out is removed.', run: (call) => updateResource(call, true) },
  { ...writes, name: 'resource_patch', help: 'แก้เฉพาะที่ส่งมา · Change what is given only.', run: (call) => updateResource(call, false) },
  { ...writes, name: 'resource_delete', help: 'ลบทรัพยากร · Delete a resource: id.', run: deleteResource },
];

async function showResource(call: Call): Promise<unknown> {
  const { slug, shown } = await selectResource(call, needText(call.args, 'id'));
  call.uses(slug);
  return shown;
}

async function createResource(call: Call): Promise<unknown> {
  const packageId = needText(call.args, 'package_id');
  const { slug, id } = await call.db.read((tx) => selectHead(tx, packageId));
  await call.decide(policies['write-records'], { kind: 'dataset', id: slug });
  const made = await call.db.tx((tx) => addGiven(tx, call, slug, call.args));
  return resourceDict(made, { id }, made.position, call.ports.publicUrl);
}

async function updateResource(call: Call, whole: boolean): Promise<unknown> {
  const found = await writable(call);
  const { upload } = call.args;
  const draft = readResourceGiven(call.args, whole);
  const file = upload instanceof Upload ? fileOf(upload, found.id) : null;
  const { id: _id, ...fromFile } = file ?? { id: '' };
  const made = await call.db.tx((tx) => changeResource(tx, call.who, found.id, { ...ownUrl(call, draft, found), ...fromFile, ...(file && draft.format && { format: draft.format }) }));
  return resourceDict(made, { id: found.packageId }, made.position, call.ports.publicUrl);
}

async function deleteResource(call: Call): Promise<null> {
  const found = await writable(call);
  await call.db.tx((tx) => removeResource(tx, call.who, found.id));
  return null;
}

/** A resource that is kept; formats of a release follow from it and are nobody's to change. */
async function writable(call: Call): Promise<FoundResource> {
  const found = await selectResource(call, needText(call.args, 'id'));
  await call.decide(policies['write-records'], { kind: 'dataset', id: found.slug });
  if (found.kind === 'release') throw refuseValues({ id: 'ทรัพยากรนี้เป็นรูปแบบของรุ่นข้อมูล แก้ที่การเชื่อมโยง · This resource is a format of a release; it changes with the release' });
  return found;
}

const FIELDS = new Set(['name', 'description', 'format', 'url', 'mimetype', 'hash', 'id']);

async function searchResource({ args, db, ports }: Call): Promise<unknown> {
  const asked = Array.isArray(args['query']) ? args['query'].map(String) : asList(args['query'], 'query') ?? [];
  if (asked.length === 0) throw refuseValues({ query: 'Missing value' });
  const terms = asked.map((term) => {
    const at = term.indexOf(':');
    const field = term.slice(0, at);
    if (at < 1 || !FIELDS.has(field)) throw problem('search-refused', { detailTh: `ค้นด้วย "${term.slice(0, 60)}" ไม่ได้`, detailEn: at < 1 ? `Must be <field>:<value> pair(s)` : `Field "${field.slice(0, 60)}" not recognised in resource_search` });
    return [field, term.slice(at + 1).toLowerCase()];
  });
  const limit = asWhole(args['limit'], 'limit', 0, 1_000) ?? 100;
  const offset = asWhole(args['offset'], 'offset', 0, 1_000_000) ?? 0;
  return db.read(async (tx) => {
    const found = await searchResources(tx, { terms, limit, offset });
    const results: unknown[] = [];
    for (const { id } of found) {
      const resource = await findResource(tx, id);
      if (resource) results.push(resourceDict(resource.resource, { id: resource.datasetUid }, resource.resource.position, ports.publicUrl));
    }
    return { count: offset + results.length, results };
  });
}

async function hasTable(call: Call, { id }: FoundResource): Promise<boolean> {
  return findTable(call, id).then(() => true, (error: { code?: string }) => { if (error.code === 'ckan.not-found' || error.code === 'kernel.decision-refused') return false; throw error; });
}

/** A table of the datastore is looked at as a table; nothing else is kept about views. The view's id is the resource's own. */
const viewOf = ({ id, packageId }: FoundResource) => ({ id, resource_id: id, package_id: packageId, title: 'ตาราง · Table', description: '', view_type: 'datatables_view' });

async function showView(call: Call): Promise<unknown> {
  const id = needText(call.args, 'id');
  const found = await selectResource(call, id);
  if (!await hasTable(call, found)) throw notFound(`Resource view "${id}" was not found.`);
  return viewOf(found);
}

const RELEASE_FORMATS = ['csv', 'xlsx', 'ndjson', 'parquet'];

async function completeFormat({ args, db }: Call): Promise<string[]> {
  const q = (asText(args['q'], 'q') ?? '').toLowerCase();
  if (q === '') throw refuseValues({ q: 'Missing value' });
  const limit = asWhole(args['limit'], 'limit', 0, 100) ?? 5;
  const stored = (await db.read((tx) => listFormats(tx, { text: q, limit }))).map(({ format }) => format);
  return [...new Set([...RELEASE_FORMATS.filter((format) => format.startsWith(q)), ...stored])].slice(0, limit);
}
