import { readDefinition, searchRecords } from '#modules/catalog/index.ts';
import { notFound } from '../errors.ts';
import { listLicences, tagOf } from '../packages/wire.ts';
import { policies } from '../policies.ts';
import { open, published } from '../query/to-filter.ts';
import type { Action, Call } from './action.ts';
import { packagesOfFacet } from './organisation-actions.ts';
import { asFlag, asText, asWhole, needText } from './values.ts';

const reads = { reads: true, policy: policies['read-catalogue'] } as const;

/** Tags, licences and vocabularies. */
export const wordActions: Action[] = [
  { ...reads, name: 'tag_list', help: 'คำสำคัญทั้งหมด หรือที่มีคำที่ให้มา · Tags, or those that hold a text: query, all_fields.', run: listTags },
  { ...reads, name: 'tag_show', help: 'คำสำคัญหนึ่งคำ · One tag: id, include_datasets.', run: showTag },
  { ...reads, name: 'tag_search', help: 'ค้นคำสำคัญ · Search tags: query, limit, offset.', run: searchTags },
  { ...reads, name: 'tag_autocomplete', help: 'คำสำคัญที่มีคำที่พิมพ์ · Tags that hold what is typed: query, limit.', run: completeTag },
  { ...reads, name: 'license_list', help: 'สัญญาอนุญาตตามมาตรฐาน · Licences of the standard.', run: async () => listLicences() },
  { ...reads, name: 'vocabulary_list', help: 'รายการรหัสของมาตรฐาน · Vocabularies of the standard.', run: async () => listVocabularies() },
];

/** Tags of published open datasets that hold all these texts, with the number of their datasets; by name. */
async function tagsWith({ db }: Call, texts: readonly string[]): Promise<{ name: string; count: number }[]> {
  const { facets } = await db.read((tx) => searchRecords(tx, { filter: { kind: 'and', of: [published, open] }, facets: ['tags'], limit: 0 }));
  return Object.entries(facets['tags'] ?? {}).filter(([name]) => texts.every((text) => name.toLowerCase().includes(text.toLowerCase()))).map(([name, count]) => ({ name, count })).sort((a, b) => a.name < b.name ? -1 : 1);
}

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map((each) => asText(each, 'query')).filter((each) => each !== null);

async function listTags(call: Call): Promise<unknown> {
  const tags = await tagsWith(call, textsOf(call.args['query']));
  return asFlag(call.args['all_fields'], 'all_fields') ? tags.map(({ name }) => tagOf(name)) : tags.map(({ name }) => name);
}

async function showTag(call: Call): Promise<unknown> {
  const id = needText(call.args, 'id');
  const found = (await tagsWith(call, [id])).find(({ name }) => name === id);
  if (!found) throw notFound(`Tag "${id.slice(0, 100)}" was not found.`);
  const { state: _state, ...tag } = tagOf(id);
  return asFlag(call.args['include_datasets'], 'include_datasets') ? { ...tag, packages: await call.db.read((tx) => packagesOfFacet(tx, 'tags', id, call.ports.publicUrl)) } : tag;
}

async function searchTags(call: Call): Promise<unknown> {
  const tags = await tagsWith(call, textsOf(call.args['query'] ?? call.args['q']));
  const from = asWhole(call.args['offset'], 'offset', 0, 1_000_000) ?? 0;
  const page = tags.slice(from, from + (asWhole(call.args['limit'], 'limit', 0, 1_000) ?? 100));
  return { count: tags.length, results: page.map(({ name }) => ({ id: name, name, vocabulary_id: null })) };
}

async function completeTag(call: Call): Promise<unknown> {
  const limit = asWhole(call.args['limit'], 'limit', 0, 1_000) ?? 10;
  const texts = textsOf(call.args['query'] ?? call.args['q']);
  if (texts.length === 0) needText({}, 'q');
  return (await tagsWith(call, texts)).slice(0, limit).map(({ name }) => name);
}

/** Codes that are only inferred go out as their texts, as everywhere. */
function listVocabularies(): unknown[] {
  return Object.entries(readDefinition().vocabularies).map(([id, terms]) => ({ id, name: id, tags: terms.map(({ value }) => ({ ...tagOf(value), vocabulary_id: id })) }));
}
