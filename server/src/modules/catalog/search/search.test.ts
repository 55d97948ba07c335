import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { moduleFolders } from '../../../app/module-folders.ts';
import type { Principal } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { readDictionaryNow } from './dictionary.ts';
import { forgetRecords, indexRecords } from './index-records.ts';
import { searchRecords } from './search-records.ts';
import { suggest } from './suggest.ts';
import type { SearchDoc, SearchQuery } from './types.ts';

let test: TestDatabase;
let serial = 0;
const doc = (slug: string, titleTh: string, over: Partial<SearchDoc> = {}): SearchDoc => ({
  datasetId: serial += 1, id: randomUUID(), slug, titleTh, titleEn: slug.replaceAll('-', ' '), tags: [], agencyNames: ['กรมชลประทาน', 'Royal Irrigation Department'], description: '', columns: [],
  createdAt: '2026-01-01T00:00:00Z', changedAt: '2026-02-01T00:00:00Z', state: 'published', audience: 'open', agencyId: 'rid', level: 0, ...over,
  facets: { organization: [over.agencyId ?? 'rid'], data_type: ['1'], ...over.facets },
});
const docs: SearchDoc[] = [
  doc('reservoir', 'ปริมาณน้ำในอ่างเก็บน้ำขนาดใหญ่', { description: 'ข้อมูลปริมาณน้ำรายวันของอ่างเก็บน้ำทั่วประเทศ พร้อมเปอร์เซ็นต์ความจุ', facets: { tags: ['น้ำ', 'เขื่อน'], res_format: ['CSV', 'XLSX'], num_tags: ['2'] } }),
  doc('rainfall', 'ปริมาณน้ำฝนรายจังหวัด', { description: 'น้ำฝนสะสมรายเดือน จังหวัดเชียงใหม่ เชียงราย และลำพูน', facets: { tags: ['น้ำ', 'ฝน'], res_format: ['CSV'], num_tags: ['12'] }, changedAt: '2026-03-01T00:00:00Z' }),
  doc('rice-area', 'พื้นที่เพาะปลูกข้าว', { agencyId: 'rd', description: 'พื้นที่ปลูกข้าวนาปีและนาปรังของ อบต. ทั่วประเทศ', agencyNames: ['กรมการข้าว'], facets: { tags: ['ข้าว'], data_type: ['2'] } }),
  doc('rice-price', 'ราคาข้าวเปลือก', { agencyId: 'rd', description: 'ราคาข้าวเปลือกเจ้าและข้าวหอมมะลิที่เกษตรกรขายได้ พื้นที่ทั่วประเทศ', agencyNames: ['กรมการข้าว'], facets: { tags: ['ข้าว', 'ราคา'] } }),
  doc('officers-only', 'ทะเบียนผู้ใช้น้ำ', { audience: 'government', level: 1, description: 'อ่างเก็บน้ำสำหรับเจ้าหน้าที่ คำลับคือมะพลับ' }),
  doc('own-draft', 'ร่างอ่างเก็บน้ำขนาดเล็ก', { state: 'draft', description: 'คำลับคือมะพลับ' }),
];
const idOf = (slug: string) => docs.find((each) => each.slug === slug)?.datasetId as number;

beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  await test.db.tx(async (tx) => indexRecords(tx, docs, await readDictionaryNow(tx)));
});
afterAll(() => test?.close());

const visitor = principalOf('visitor');
const ask = (search: SearchQuery, who: Principal = visitor) => scopedDatabase(test.db, who).tx((tx) => searchRecords(tx, search));
const slugs = async (search: SearchQuery, who?: Principal) => (await ask(search, who)).hits.map(({ slug }) => slug);

describe('a search by words', () => {
  it('puts the exact title first, whatever the spaces', async () => {
    for (const { slug, titleTh, state, audience } of docs) if (state === 'published' && audience === 'open') expect((await slugs({ text: titleTh }))[0], slug).toBe(slug);
    expect((await slugs({ text: 'ปริมาณน้ำฝน รายจังหวัด' }))[0]).toBe('rainfall');
  });

  it('wants every word of a short query', async () => {
    const { total, matched } = await ask({ text: 'ข้าว ราคา' });
    expect([total, matched]).toEqual([1, 'all']);
  });

  it('finds words typed together as well as apart', async () => {
    expect(await slugs({ text: 'ราคาข้าว' })).toEqual(['rice-price']);
    expect(await slugs({ text: 'น้ำเชียงใหม่' })).toEqual(['rainfall']);
  });

  it('takes what has most of the words when nothing has all', async () => {
    const found = await ask({ text: 'ราคาข้าว เชียงใหม่' });
    expect(found.matched).not.toBe('all');
    expect(found.hits.map(({ slug }) => slug)).toContain('rice-price');
  });

  it.each([
    ['the beginning of a word', 'เชียงให', 'rainfall'], ['a part inside a word', 'ปอร์เซ็น', 'reservoir'], ['a misspelt word', 'เปอเซ็นต์', 'reservoir'], ['English', 'reservior', 'reservoir'],
    ['the beginning of an English word', 'reserv', 'reservoir'], ['an English plural', 'reservoirs', 'reservoir'], ['another name', 'rainfall chiang mai', 'rainfall'], ['a long name for its short one', 'องค์การบริหารส่วนตำบล', 'rice-area'],
  ])('finds %s', async (_what, text, slug) => { expect(await slugs({ text })).toContain(slug); });

  it('proposes what was meant, and nothing when a word is known', async () => {
    expect((await ask({ text: 'เปอเซ็นต์' })).didYouMean).toBe('เปอร์เซ็นต์');
    expect((await ask({ text: 'ข้าว' })).didYouMean).toBeNull();
  });

  it('keeps words between quotes together', async () => {
    expect(await slugs({ text: '"ข้าวเปลือกเจ้า"' })).toEqual(['rice-price']);
    expect(await slugs({ text: '"เปลือกข้าว"' })).toEqual([]);
  });

  it('marks what it found', async () => {
    const { text, marks } = (await ask({ text: 'ข้าว' })).hits.map(({ highlights }) => highlights.titleTh)[0] ?? { text: '', marks: [] };
    expect(marks.map(([a, b]) => text.slice(a, b))).toContain('ข้าว');
  });

  it.each([['only signs', '!!! ???'], ['a quote alone', '"'], ['words that are nowhere', 'ฮฮฮฮฮ']])('answers %s with nothing', async (_what, text) => { expect((await ask({ text, facets: ['tags'] })).total).toBe(0); });

  it.each([['100,000 characters', 'ก'.repeat(100_000)], ['more than 20 words', 'คำ '.repeat(21)]])('refuses %s', async (_what, text) => {
    await expect(ask({ text })).rejects.toMatchObject({ code: 'catalog.query-too-long' });
  });
});

describe('counts and filters', () => {
  it('count over everything that matches, not over the page', async () => {
    const { facets, total } = await ask({ limit: 1, facets: ['organization', 'tags', 'res_format', 'nothing_such'] });
    expect(total).toBe(4);
    expect(facets).toEqual({ organization: { rid: 2, rd: 2 }, tags: { น้ำ: 2, ข้าว: 2, ฝน: 1, ราคา: 1, เขื่อน: 1 }, res_format: { CSV: 2, XLSX: 1 } });
  });

  it.each<[string, NonNullable<SearchQuery['filter']>, string[]]>([
    ['one value', { kind: 'eq', field: 'tags', value: 'ฝน' }, ['rainfall']],
    ['several values', { kind: 'in', field: 'organization', values: ['rd', 'xx'] }, ['rice-area', 'rice-price']],
    ['and, or, not', { kind: 'and', of: [{ kind: 'or', of: [{ kind: 'eq', field: 'tags', value: 'น้ำ' }, { kind: 'eq', field: 'tags', value: 'ราคา' }] }, { kind: 'not', of: { kind: 'eq', field: 'res_format', value: 'XLSX' } }] }, ['rainfall', 'rice-price']],
    ['numbers between', { kind: 'range', field: 'num_tags', from: '3' }, ['rainfall']],
    ['instants from', { kind: 'range', field: 'changedAt', from: '2026-02-15' }, ['rainfall']],
    ['a field that is filled', { kind: 'exists', field: 'res_format' }, ['rainfall', 'reservoir']],
    ['not a field that is filled', { kind: 'not', of: { kind: 'exists', field: 'res_format' } }, ['rice-area', 'rice-price']],
    ['a beginning', { kind: 'prefix', field: 'res_format', value: 'XL' }, ['reservoir']],
    ['a pattern', { kind: 'wildcard', field: 'slug', pattern: 'rice-*' }, ['rice-area', 'rice-price']],
    ['a percent sign as itself', { kind: 'wildcard', field: 'slug', pattern: '%' }, []],
    ['an unknown field', { kind: 'eq', field: 'constructor', value: 'x' }, []],
    ['a day that is none', { kind: 'range', field: 'changedAt', from: '2026-02-30' }, []],
    ['words anywhere', { kind: 'words', text: 'พื้นที่' }, ['rice-area', 'rice-price']],
    ['words of a title', { kind: 'words', text: 'พื้นที่', in: 'title' }, ['rice-area']],
    ['a phrase', { kind: 'words', text: 'ข้าวหอมมะลิ', phrase: true }, ['rice-price']],
    ['not words', { kind: 'not', of: { kind: 'words', text: 'ข้าว' } }, ['rainfall', 'reservoir']],
    ['no alternative', { kind: 'or', of: [] }, []],
  ])('take %s', async (_what, filter, expected) => { expect((await slugs({ filter, sort: [{ by: 'slug' }] }))).toEqual(expected); });

  it('go with words, sort and pages', async () => {
    expect(await slugs({ text: 'น้ำ', filter: { kind: 'eq', field: 'res_format', value: 'CSV' }, sort: [{ by: 'changedAt' }] })).toEqual(['reservoir', 'rainfall']);
    expect(await slugs({ sort: [{ by: 'id' }], offset: 1, limit: 2 })).toEqual(['rainfall', 'rice-area']);
  });

  it('are on every page the same, beyond the last one too', async () => {
    for (const text of ['ข้าว', 'ราคาข้าว เชียงใหม่', undefined]) {
      const first = await ask({ ...(text === undefined ? {} : { text }), facets: ['organization'], limit: 1 });
      const pages = await Promise.all([0, 1, 2, 3, 9].map((offset) => ask({ ...(text === undefined ? {} : { text }), facets: ['organization'], offset, limit: 1 })));
      expect(pages.map(({ total, facets, matched }) => ({ total, facets, matched }))).toEqual(pages.map(() => ({ total: first.total, facets: first.facets, matched: first.matched })));
      expect(new Set(pages.flatMap(({ hits }) => hits.map(({ slug }) => slug))).size).toBe(Math.min(4, first.total));
      expect(pages[4]?.hits).toEqual([]);
    }
  });

  it('refuse hundreds of conditions', async () => {
    const filter = { kind: 'or' as const, of: Array.from({ length: 200 }, () => ({ kind: 'eq' as const, field: 'tags', value: 'x' })) };
    await expect(ask({ filter })).rejects.toMatchObject({ code: 'catalog.filter-refused' });
  });
});

describe('what may not be seen', () => {
  const officer = principalOf('reader', { agencies: ['doae'] });
  const owner = principalOf('steward', { agencies: ['rid'] });

  it('is in no hit, no total and no count', async () => {
    const found = async (who: Principal) => { const { total, facets } = await ask({ text: 'อ่างเก็บน้ำ', facets: ['organization'] }, who); return [total, facets['organization']?.['rid']]; };
    expect(await found(visitor)).toEqual([1, 1]);
    expect(await found(officer)).toEqual([2, 2]);
    expect(await found(owner)).toEqual([3, 3]);
    expect(await found(principalOf('secretariat'))).toEqual([3, 3]);
  });

  it('is not told by a proposal or a suggestion', async () => {
    expect((await ask({ text: 'มะพลัม' })).didYouMean).toBeNull();
    expect((await ask({ text: 'มะพลัม' }, owner)).didYouMean).toBe('มะพลับ');
    const suggested = (who: Principal, text: string) => scopedDatabase(test.db, who).tx((tx) => suggest(tx, text));
    expect(await suggested(visitor, 'มะพลั')).toEqual({ datasets: [], queries: [] });
    expect((await suggested(owner, 'มะพลั')).queries).toEqual(['มะพลับ']);
    expect((await suggested(visitor, 'ทะเบียน')).datasets).toEqual([]);
    expect((await suggested(officer, 'ทะเบียน')).datasets.map(({ slug }) => slug)).toEqual(['officers-only']);
  });

  it('is not kept from one who reaches further', async () => {
    for (const [who, total] of [[owner, 3], [visitor, 1], [owner, 3], [visitor, 1]] as const) expect((await ask({ text: 'อ่างเก็บน้ำ', limit: 3 }, who)).total).toBe(total);
  });
});

describe('the index', () => {
  it('is exact after a dataset is entered again and taken out', async () => {
    const counts = async () => (await test.db.tx((tx) => tx.query(`select t.term, t.datasets::int, (select count(*)::int from catalog.search_posting p where p.term_id = t.id) as postings from catalog.search_term t order by t.id`))).rows as { term: string; datasets: number; postings: number }[];
    const before = await counts();
    const extra = doc('passing', 'ชุดข้อมูลชั่วคราวของข้าว', { facets: { tags: ['ชั่วคราว'] } });
    const enter = (each: SearchDoc) => test.db.tx(async (tx) => indexRecords(tx, [each], await readDictionaryNow(tx)));
    await enter(extra);
    await enter({ ...extra, titleTh: 'ชุดข้อมูลชั่วคราวของน้ำ' });
    expect(await slugs({ text: 'ชั่วคราว' })).toEqual(['passing']);
    expect((await slugs({ text: 'ข้าว', limit: 100 }))).not.toContain('passing');
    await test.db.tx((tx) => forgetRecords(tx, [extra.datasetId]));
    expect((await counts()).filter(({ datasets, postings }) => datasets !== postings)).toEqual([]);
    expect((await counts()).filter(({ term }) => before.some((each) => each.term === term))).toEqual(before);
    expect((await ask({})).total).toBe(4);
    expect(idOf('rainfall')).toBe(2);
  });
});
