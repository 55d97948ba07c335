import type { Tx } from '#kernel/db.ts';
import { listRecordsById, searchRecords } from '#modules/catalog/index.ts';
import { audit } from '#kernel/audit.ts';
import { notFound, refuseValues } from '../errors.ts';
import { packagesOf } from '../packages/find-package.ts';
import { insertGroup, listGroupIds, listGroups, updateGroup, type ListGroupsRow } from '../packages/packages.sql.gen.ts';
import { instantOf } from '../packages/wire.ts';
import { policies } from '../policies.ts';
import { open, published } from '../query/to-filter.ts';
import type { Action, Call } from './action.ts';
import { imageOf, sorter } from './organisation-actions.ts';
import { asFlag, asList, asObjects, asText, asWhole, needText } from './values.ts';

const reads = { reads: true, policy: policies['read-catalogue'] } as const;
const writes = { reads: false, policy: policies['manage-groups'], takesFile: true } as const;

export const groupActions: Action[] = [
  { ...reads, name: 'group_list', help: 'รายชื่อกลุ่มเรื่อง · Groups: all_fields, sort, limit, offset, groups.', run: listAllGroups },
  { ...reads, name: 'group_show', help: 'กลุ่มเรื่องหนึ่งกลุ่ม · One group: id, include_datasets.', run: showGroup },
  { ...writes, name: 'group_create', help: 'เพิ่มกลุ่มเรื่อง · Add a group: name, title, description.', run: createGroup },
  { ...writes, name: 'group_update', help: 'แทนข้อมูลกลุ่มเรื่อง · Replace a group; what is left out is removed.', run: changeGroup },
];

function groupOf(row: ListGroupsRow): Record<string, unknown> {
  return {
    id: row.id, name: row.name, title: row.title_th, display_name: row.title_th, title_en: row.title_en, description: row.description ?? '', image_url: row.image_url ?? '', image_display_url: row.image_url ?? '',
    type: 'group', is_organization: false, approval_status: 'approved', state: row.state, num_followers: 0, package_count: row.package_count, created: instantOf(row.created_at),
    extras: Object.entries(row.extras as Record<string, unknown>).map(([key, value]) => ({ key, value })),
  };
}

async function listAllGroups({ args, db }: Call): Promise<unknown> {
  const names = asList(args['groups'], 'groups');
  const all = (await db.read((tx) => listGroups(tx, { names }))).map(groupOf).sort(sorter(asText(args['sort'], 'sort')));
  const from = asWhole(args['offset'], 'offset', 0, 1_000_000) ?? 0;
  const page = all.slice(from, from + (asWhole(args['limit'], 'limit', 0, 1_000) ?? 1_000));
  return asFlag(args['all_fields'], 'all_fields') ? page : page.map(({ name }) => name);
}

async function selectGroup(tx: Tx, id: string): Promise<ListGroupsRow> {
  const [row] = await listGroups(tx, { names: [id] });
  if (!row) throw notFound(`Group "${id.slice(0, 100)}" was not found.`);
  return row;
}

async function showGroup({ args, db, ports }: Call): Promise<unknown> {
  const id = needText(args, 'id');
  return db.read(async (tx) => {
    const shown = { ...groupOf(await selectGroup(tx, id)), tags: [], groups: [], users: [] };
    if (!asFlag(args['include_datasets'], 'include_datasets')) return shown;
    const uids = (await listGroupIds(tx, { names: [id] })).flatMap((group) => group.uids);
    const { hits } = await searchRecords(tx, { filter: { kind: 'and', of: [published, open, { kind: 'in', field: 'id', values: uids }] }, limit: 1_000 });
    return { ...shown, packages: await packagesOf(tx, await listRecordsById(tx, hits.map(({ datasetId }) => datasetId)), ports.publicUrl) };
  });
}

const NAME = /^[a-z0-9_-]{2,100}$/;

function readGroup(args: Call['args'], name: string) {
  const title = asText(args['title'], 'title') ?? name;
  const extras = asObjects(args['extras'], 'extras') ?? [];
  return {
    title_th: title, title_en: asText(args['title_en'], 'title_en') ?? title, description: asText(args['description'], 'description'), image_url: imageOf(args),
    extras: Object.fromEntries(extras.map(({ key, value }) => [String(key), value])),
  };
}

async function createGroup(call: Call): Promise<unknown> {
  const name = needText(call.args, 'name');
  if (!NAME.test(name)) throw refuseValues({ name: 'Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_ (2-100)' });
  const made = await call.db.tx(async (tx) => {
    const row = await insertGroup(tx, { name, ...readGroup(call.args, name) });
    if (!row) throw refuseValues({ name: 'Group name already exists in database' });
    await audit(tx, call.who, 'ckan.group-created', `group:${row.id}`, { name });
    return row;
  });
  return showGroup({ ...call, args: { id: made.id } });
}

async function changeGroup(call: Call): Promise<unknown> {
  const id = needText(call.args, 'id');
  await call.db.tx(async (tx) => {
    const held = await selectGroup(tx, id);
    const name = asText(call.args['name'], 'name');
    if (name !== null && name !== held.name) throw refuseValues({ name: 'ชื่อในที่อยู่ของกลุ่มเปลี่ยนไม่ได้ · The name of a group cannot be changed' });
    await updateGroup(tx, { id: held.id, ...readGroup(call.args, held.name) });
    await audit(tx, call.who, 'ckan.group-updated', `group:${held.id}`);
  });
  return showGroup({ ...call, args: { id } });
}
