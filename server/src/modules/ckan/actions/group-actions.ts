import type { Tx } from '#kernel/db.ts';
import { keepTopic, listRecordsById, listTopics, searchRecords, selectTopicId, type Topic } from '#modules/catalog/index.ts';
import { notFound, refuseValues } from '../errors.ts';
import { packagesOf } from '../packages/find-package.ts';
import { listGroupNotes, putGroupNote, type ListGroupNotesRow } from '../packages/packages.sql.gen.ts';
import { pictureUrl } from '../packages/wire-group.ts';
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
  { ...writes, name: 'group_update', help: 'แทนข้อมูลกลุ่มเรื่อง · Replace a group; what is left out is removed. A group is a topic of the portal.', run: changeGroup },
];

type Note = Pick<ListGroupNotesRow, 'image_url' | 'extras'>;

/** A topic of the catalogue as CKAN gives a group. */
function groupOf(topic: Topic, note: Note | undefined, site: string): Record<string, unknown> {
  return {
    id: topic.uid, name: topic.id, title: topic.titleTh, display_name: topic.titleTh, title_en: topic.titleEn, description: topic.descriptionTh, image_url: note?.image_url ?? '',
    image_display_url: pictureUrl({ image_display_url: note?.image_url ?? '', name: topic.id, picture_sha256: topic.pictureSha256 }, site),
    type: 'group', is_organization: false, approval_status: 'approved', state: 'active', num_followers: 0, package_count: topic.datasets, created: instantOf(topic.createdAt),
    extras: Object.entries((note?.extras ?? {}) as Record<string, unknown>).map(([key, value]) => ({ key, value })),
  };
}

async function readGroups(tx: Tx, names: readonly string[] | null, site: string): Promise<Record<string, unknown>[]> {
  const notes = new Map((await listGroupNotes(tx, {})).map((note) => [note.topic_id, note]));
  return (await listTopics(tx, { openOnly: true, ...(names && { names }) })).map((topic) => groupOf(topic, notes.get(topic.id), site));
}

async function listAllGroups({ args, db, ports }: Call): Promise<unknown> {
  const names = asList(args['groups'], 'groups');
  const all = (await db.read((tx) => readGroups(tx, names, ports.publicUrl))).sort(sorter(asText(args['sort'], 'sort')));
  const from = asWhole(args['offset'], 'offset', 0, 1_000_000) ?? 0;
  const page = all.slice(from, from + (asWhole(args['limit'], 'limit', 0, 1_000) ?? 1_000));
  return asFlag(args['all_fields'], 'all_fields') ? page : page.map(({ name }) => name);
}

async function selectGroup(tx: Tx, id: string, site: string): Promise<Record<string, unknown>> {
  const [group] = await readGroups(tx, [id], site);
  if (!group) throw notFound(`Group "${id.slice(0, 100)}" was not found.`);
  return group;
}

async function showGroup({ args, db, ports }: Call): Promise<unknown> {
  const id = needText(args, 'id');
  return db.read(async (tx) => {
    const shown = { ...await selectGroup(tx, id, ports.publicUrl), tags: [], groups: [], users: [] } as Record<string, unknown>;
    if (!asFlag(args['include_datasets'], 'include_datasets')) return shown;
    const { hits } = await searchRecords(tx, { filter: { kind: 'and', of: [published, open, { kind: 'eq', field: 'groups', value: String(shown['name']) }] }, limit: 1_000 });
    return { ...shown, packages: await packagesOf(tx, await listRecordsById(tx, hits.map(({ datasetId }) => datasetId)), ports.publicUrl) };
  });
}

const NAME = /^[a-z0-9_-]{2,100}$/;

/** Replaces what a group says; its rule, place and picture of ours stay as the portal has them. */
async function keepGroup(tx: Tx, call: Call, name: string): Promise<void> {
  const { args, who } = call;
  const title = asText(args['title'], 'title') ?? name;
  const extras = asObjects(args['extras'], 'extras') ?? [];
  await keepTopic(tx, who, name, { titleTh: title, titleEn: asText(args['title_en'], 'title_en') ?? title, descriptionTh: asText(args['description'], 'description') ?? '' });
  await putGroupNote(tx, { topic_id: name, image_url: imageOf(args), extras: Object.fromEntries(extras.map(({ key, value }) => [String(key), value])) });
}

async function createGroup(call: Call): Promise<unknown> {
  const name = needText(call.args, 'name');
  if (!NAME.test(name)) throw refuseValues({ name: 'Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_ (2-100)' });
  await call.db.tx(async (tx) => {
    if ((await listTopics(tx, { names: [name], withRetired: true })).length > 0) throw refuseValues({ name: 'Group name already exists in database' });
    await keepGroup(tx, call, name);
  });
  return showGroup({ ...call, args: { id: name } });
}

async function changeGroup(call: Call): Promise<unknown> {
  const id = needText(call.args, 'id');
  await call.db.tx(async (tx) => {
    await selectGroup(tx, id, call.ports.publicUrl);
    const held = await selectTopicId(tx, id);
    const name = asText(call.args['name'], 'name');
    if (name !== null && name !== held) throw refuseValues({ name: 'ชื่อในที่อยู่ของกลุ่มเปลี่ยนไม่ได้ · The name of a group cannot be changed' });
    await keepGroup(tx, call, held);
  });
  return showGroup({ ...call, args: { id } });
}
