import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { moduleFolders } from '../../../../app/module-folders.ts';
import type { Tx } from '#kernel/db.ts';
import { runFragment } from '#kernel/fragment.ts';
import type { Principal } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { compileFilter } from '../compile-filter.ts';
import { composeSearch } from '../compose-search.ts';
import { readDictionaryNow } from '../dictionary.ts';
import { forgetRecords, indexRecords } from '../index-records.ts';
import { planAll, planSome, type KnownTerm, type SearchPlan } from '../plan-search.ts';
import { readQuery } from '../read-query.ts';
import { resolveTerms } from '../resolve.sql.gen.ts';
import type { Filter, SearchDoc, SortKey } from '../types.ts';
import { searchColumns, type ColumnsAsked, type ColumnsFound } from './search-columns.ts';
import { selectPage } from './select-page.ts';

const AGENCIES = ['rid', 'rd', 'doae'];
const WORDS = ['น้ำ', 'ข้าว', 'ราคา', 'ฝน', 'ดิน', 'rice', 'price'];
const FACETS = ['organization', 'tags', 'res_format', 'nothing_such'];
const askers: Principal[] = [principalOf('visitor'), principalOf('reader', { agencies: ['doae'] }), principalOf('steward', { agencies: ['rid'] }), principalOf('secretariat'), principalOf('steward', { agencies: ['rd', 'doae'] })];

const pick = <T>(of: readonly T[]): T => of[Math.floor(fc.sample(fc.double({ min: 0, max: 0.999999, noNaN: true }), 1)[0] as number * of.length)] as T;
const some = <T>(of: readonly T[]): T[] => of.filter(() => pick([true, false]));

function randomDoc(datasetId: number): SearchDoc {
  const agencyId = pick(AGENCIES), words = [pick(WORDS), pick(WORDS)];
  return {
    datasetId, id: randomUUID(), slug: `set-${datasetId}-${randomUUID().slice(0, 8)}`, titleTh: words.join(' '), titleEn: `Set ${datasetId % 7}`, tags: [], agencyNames: [], description: `${pick(WORDS)}${pick(WORDS)}`, columns: [],
    createdAt: '2026-01-01T00:00:00Z', changedAt: new Date(Date.UTC(2026, 1, 1 + datasetId % 5, 0, 0, 0, datasetId % 3)).toISOString(), agencyId, prior: pick([1, 1.05, 0.97]),
    state: pick(['published', 'published', 'published', 'draft']), audience: pick(['open', 'open', 'government', 'internal']), level: pick([0, 0, 0, 1, 2]),
    facets: { organization: [agencyId], tags: some(WORDS), res_format: some(['CSV', 'XLSX', 'PDF']), odd: datasetId % 9 === 0 ? ['x'] : [] },
  };
}

const filterOf = (depth: number): fc.Arbitrary<Filter> => fc.oneof(
  fc.record({ kind: fc.constant('eq' as const), field: fc.constantFrom('organization', 'tags', 'res_format', 'odd', 'nothing_such'), value: fc.constantFrom(...AGENCIES, ...WORDS, 'CSV', 'x') }),
  fc.record({ kind: fc.constant('in' as const), field: fc.constantFrom('organization', 'tags'), values: fc.subarray([...AGENCIES, ...WORDS, 'ไม่มี']) }),
  fc.record({ kind: fc.constant('exists' as const), field: fc.constantFrom('tags', 'odd', 'changedAt', 'nothing_such') }),
  fc.record({ kind: fc.constant('range' as const), field: fc.constantFrom('changedAt', 'createdAt'), from: fc.constantFrom('2026-02-02', '2026-02-02T00:00:00.001Z', '2026-02-03T07:00:00+07:00', '2026-02-30'), fromOpen: fc.boolean() }),
  fc.record({ kind: fc.constant('range' as const), field: fc.constant('changedAt'), to: fc.constantFrom('2026-02-04', '2026-02-04T00:00:00.002'), toOpen: fc.boolean() }),
  fc.constant<Filter>({ kind: 'all' }),
  ...(depth === 0 ? [] : [
    fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), of: fc.array(filterOf(depth - 1), { maxLength: 3 }) }), fc.record({ kind: fc.constant('not' as const), of: filterOf(depth - 1) }),
  ]));
const sorts: SortKey[][] = [[], [{ by: 'changedAt' }], [{ by: 'changedAt', descending: true }, { by: 'id', descending: true }], [{ by: 'id' }], [{ by: 'id', descending: true }], [{ by: 'createdAt' }]];
const question = fc.record({
  who: fc.constantFrom(...askers), words: fc.subarray(WORDS, { maxLength: 3 }), question: fc.boolean(), filter: filterOf(2), sort: fc.constantFrom(...sorts), offset: fc.constantFrom<number>(0, 3, 40, 500), limit: fc.constantFrom<number>(0, 1, 10, 60), runs: fc.boolean(),
});
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

describe('the columns in memory', () => {
  let test: TestDatabase;
  let docs: Map<number, SearchDoc>;
  const enter = (some: SearchDoc[]) => test.db.tx(async (tx) => indexRecords(tx, some, await readDictionaryNow(tx)));
  beforeAll(async () => {
    test = await testDatabase(moduleFolders);
    docs = new Map(Array.from({ length: 150 }, (_, i) => [i + 1, randomDoc(i + 1)]));
    await enter([...docs.values()]);
  });
  afterAll(() => test?.close());

  /** The same plan, once from memory and once by PostgreSQL alone, in one transaction. */
  async function bothWays(asked: Question): Promise<{ memory: ColumnsFound | null; register: ColumnsFound }> {
    return scopedDatabase(test.db, asked.who).read(async (tx) => {
      const query = asked.words.length === 0 ? null : readQuery(asked.words.join(''), await readDictionaryNow(tx));
      const rows = await resolveTerms(tx, { terms: query ? [...query.must, ...query.may] : [], title_key: '' });
      const [{ database, reach, revision, indexed } = { database: '', reach: '', revision: 0, indexed: 0 }] = rows;
      const known = new Map(rows.flatMap((row): [string, KnownTerm][] => row.id === null ? [] : [[row.term as string, { id: row.id, term: row.term as string, datasets: row.datasets as number }]]));
      const planned: SearchPlan | null = query && ((asked.question ? null : planAll(query, known, indexed)) ?? planSome(query, known, indexed));
      const plan = planned && planned.must.length > 0 ? planned : null;
      const common = { plan, facets: FACETS, phrases: [], runs: asked.runs && query ? query.runs : [], sort: asked.sort, offset: asked.offset, limit: asked.limit };
      const memory = await searchColumns(tx, { database, reach, revision }, { ...common, filter: asked.filter, counted: false, titleKey: null } satisfies ColumnsAsked);
      return { memory, register: await byRegister(tx, { ...common, titleKey: null, condition: compileFilter(asked.filter, () => []) }) };
    });
  }

  async function byRegister(tx: Tx, composed: Parameters<typeof composeSearch>[0]): Promise<ColumnsFound> {
    const [row] = await runFragment<{ total: number; hits: ColumnsFound['hits']; facets: { field: string; value: string; n: number }[] }>(tx, composeSearch(composed));
    const facets: Record<string, Record<string, number>> = {};
    for (const { field, value, n } of row?.facets ?? []) (facets[field] ??= {})[value] = n;
    return { total: row?.total ?? 0, hits: row?.hits ?? [], facets };
  }

  const shown = ({ total, facets, hits }: ColumnsFound) => ({ total, facets: Object.fromEntries(Object.entries(facets).map(([field, counts]) => [field, Object.entries(counts)])), hits: hits?.map(({ doc_id: doc, slug, score }) => [doc, slug, Math.round(score * 1e6)]) });

  async function sameBothWays(asked: Question): Promise<void> {
    const { memory, register } = await bothWays(asked);
    expect(memory).not.toBeNull();
    expect(shown(memory as ColumnsFound)).toEqual(shown(register));
  }

  it('answer as PostgreSQL does, whoever asks whatever', async () => {
    await fc.assert(fc.asyncProperty(question, sameBothWays), { numRuns: 60, endOnFailure: true });
  });

  it('follow datasets that are entered anew, handed over, hidden, opened and taken out', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 170 }), { minLength: 1, maxLength: 6 }), fc.boolean(), question, async (ids, gone, asked) => {
      if (gone) await test.db.tx((tx) => forgetRecords(tx, ids));
      else await enter([...new Set(ids)].map(randomDoc));
      await sameBothWays(asked);
      await sameBothWays({ ...asked, who: pick(askers), words: [] });
    }), { numRuns: 20, endOnFailure: true });
  });

  it('count what whoever asks may see, and nothing else', async () => {
    const fresh = Array.from({ length: 40 }, (_, i) => ({ ...randomDoc(1_000 + i), facets: { organization: ['rid'], tags: ['ของใหม่'] } }));
    await enter(fresh);
    const may = (who: Principal, { state, audience, level, agencyId }: SearchDoc) => who.agencies.includes('*') || who.agencies.includes(agencyId)
      || (state === 'published' && audience === 'open' && level === 0) || (who.roles.some((role) => role !== 'visitor') && state === 'published' && audience !== 'internal' && level <= 1);
    for (const who of askers) {
      const { memory } = await bothWays({ who, words: [], question: false, filter: { kind: 'eq', field: 'tags', value: 'ของใหม่' }, sort: [], offset: 0, limit: 1, runs: false });
      const seen = fresh.filter((doc) => may(who, doc)).length;
      expect([memory?.total, memory?.facets['tags']?.['ของใหม่'] ?? 0], who.roles.join()).toEqual([seen, seen]);
    }
  });

  it('leave what they do not hold to PostgreSQL', async () => {
    const asked = { who: askers[0] as Principal, words: [], question: false, sort: [], offset: 0, limit: 10, runs: false };
    for (const filter of [{ kind: 'prefix', field: 'tags', value: 'น' }, { kind: 'eq', field: 'slug', value: 'x' }, { kind: 'not', of: { kind: 'words', text: 'น้ำ' } }] satisfies Filter[]) expect((await bothWays({ ...asked, filter })).memory).toBeNull();
    expect((await bothWays({ ...asked, filter: { kind: 'all' }, sort: [{ by: 'title' }] })).memory).toMatchObject({ hits: null, total: expect.any(Number) });
  });
});

describe('a page', () => {
  it('is the same as of everything sorted', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 300 }), fc.nat(310), fc.nat(50), (keys, offset, limit) => {
      const compare = (a: number, b: number) => (keys[a] as number) - (keys[b] as number) || a - b;
      const all = Int32Array.from(keys.keys());
      expect([...selectPage(all.slice(), compare, offset, limit)]).toEqual([...all.toSorted(compare).subarray(offset, offset + limit)]);
    }));
  });
});
