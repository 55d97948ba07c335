// `bench search`: is what was asked for found? Each passage of a Thai question collection (XQuAD, SQuAD's form) becomes a published dataset; its questions are
// asked as a visitor asks them, by HTTP, and so are two words of a passage typed together. Beside it, in the same run, the way of the Thai catalogue (GD):
// every word between spaces as `*word*`, which is LIKE over the same texts.
// `npm run bench -- search [--quick] [FILE]`; FILE is ../shared/data/xquad.th.json when left out. --quick asks a tenth.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cloneRoot } from '../server/src/kernel/config.ts';
import type { Database } from '../server/src/kernel/db.ts';
import { theHouse } from '../server/src/kernel/policy.ts';
import { importRecords } from '../server/src/modules/catalog/index.ts';
import { completeDraft } from '../server/src/modules/catalog/metadata/testing/complete-draft.ts';
import { randomFrom } from '../sample/random.ts';
import { openSignOnHouse, quantile } from './sign-on-house.ts';

interface Question { text: string; slug: string }
interface Passage { slug: string; text: string; questions: string[] }
interface Answers { mrr: number; empty: number; p95: number }
type Ask = (text: string) => Promise<string[]>;

const quick = process.argv.includes('--quick');
const file = process.argv.slice(2).find((each) => !each.startsWith('--')) ?? join(cloneRoot, '../shared/data/xquad.th.json');
const PATIENCE_MS = 300_000;
const random = randomFrom('search');

if (!existsSync(file)) throw new Error(`no question collection at ${file}: XQuAD in Thai, github.com/google-deepmind/xquad (CC BY-SA 4.0)`);
const passages = readPassages(file);
const house = await openSignOnHouse();
try {
  const web = await house.startWeb();
  await publish(house.db, passages);
  await house.startWorker();
  await waitUntilIndexed(house.db, passages.length);
  const ask = asVisitor(house.publicUrl, web.port);
  const asked = <T>(all: T[]) => quick ? all.filter((_, i) => i % 10 === 0) : all;
  const questions = asked(passages.flatMap(({ slug, questions: of }) => of.map((text) => ({ text, slug }))));
  const neighbours = asked(pairs(passages, 1)), apart = asked(pairs(passages, 40));
  const peer = asTheThaiCatalogue(house.db);
  const rows: [string, Answers, Answers][] = [];
  for (const [name, all] of [['whole questions', questions], ['two neighbouring words, together', neighbours], ['two words of one passage, together', apart]] as const) rows.push([name, await measure(ask, all), await measure(peer, all)]);
  process.stdout.write(`${passages.length} passages, ${questions.length} questions, ${neighbours.length + apart.length} pairs of words\n`);
  for (const [name, ours, theirs] of rows) {
    process.stdout.write(`${name.padEnd(36)} Saphan MRR@10 ${ours.mrr.toFixed(3)}, empty ${percent(ours.empty)}, p95 ${ours.p95.toFixed(0)} ms · *word* MRR@10 ${theirs.mrr.toFixed(3)}, empty ${percent(theirs.empty)}\n`);
  }
  const joined = rows.slice(1).map(([, ours]) => ours.empty);
  process.stdout.write(`RESULT search.mrr10 ${rows[0]?.[1].mrr.toFixed(3)}\nRESULT search.joined_empty ${(100 * Math.max(...joined)).toFixed(2)} %\n`);
} finally {
  await house.close();
}

function readPassages(from: string): Passage[] {
  const { data } = JSON.parse(readFileSync(from, 'utf8')) as { data: { paragraphs: { context: string; qas: { question: string }[] }[] }[] };
  return data.flatMap(({ paragraphs }) => paragraphs).map(({ context, qas }, i) => ({ slug: `passage-${i + 1}`, text: context.slice(0, 4000), questions: qas.map(({ question }) => question.slice(0, 200)) }));
}

/** By the house's own import; then opened in the register, as a passage is longer than the standard lets a description be. */
async function publish(db: Database, all: readonly Passage[]): Promise<void> {
  const { metadata } = completeDraft;
  for (let at = 0; at < all.length; at += 100) {
    await db.tx((tx) => importRecords(tx, theHouse, all.slice(at, at + 100).map(({ slug, text }, i) => ({
      datasetId: null, slug, agencyId: 'ops', publish: false, resources: [], gone: [],
      draft: { titleTh: `ชุดที่ ${at + i + 1}`, titleEn: `Set ${at + i + 1}`, descriptionTh: text, audience: 'open', tags: [], metadata: { ...metadata, data_category: '1', data_classification: '01' } },
    }))));
  }
  await db.tx(async (tx) => {
    await tx.query('update catalog.dataset set level = 0');
    await tx.query(`update catalog.record set state = 'published', audience = 'open', level = 0, published_at = now()`);
  });
}

/** The worker hears of the records as of any others. */
async function waitUntilIndexed(db: Database, count: number): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(200)) {
    const { rows } = await db.tx((tx) => tx.query(`select count(*)::int as n from catalog.search_doc where scope = 'open'`));
    if (rows[0].n === count) return;
  }
  throw new Error('the worker did not index the passages');
}

/** Two words of each passage, written together: neighbours, or so far apart as somebody remembers them. */
function pairs(all: readonly Passage[], furthest: number): Question[] {
  const cut = new Intl.Segmenter('th', { granularity: 'word' });
  return all.flatMap(({ slug, text }) => {
    const words = [...cut.segment(text.slice(0, 800))];
    const starts = words.flatMap(({ segment }, i) => isThaiWord(segment) && words.slice(i + 1, i + 1 + furthest).some((other) => isThaiWord(other.segment)) ? [i] : []);
    return Array.from({ length: Math.min(3, starts.length) }, () => {
      const first = random.pick(starts);
      const seconds = words.slice(first + 1, first + 1 + furthest).filter(({ segment }) => isThaiWord(segment));
      return { text: `${words[first]?.segment}${random.pick(seconds).segment}`, slug };
    });
  });
}

function isThaiWord(text: string): boolean { return /^[\u0E01-\u0E4E]{2,}$/.test(text); }

function asVisitor(publicUrl: string, port: number): Ask {
  return async (text) => {
    const reply = await fetch(`http://127.0.0.1:${port}/api/v1/catalogue/search?${new URLSearchParams({ q: text, limit: '10' })}`, { headers: { host: new URL(publicUrl).host } });
    if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`);
    return ((await reply.json()) as { hits: { slug: string }[] }).hits.map(({ slug }) => slug);
  };
}

/** ckanext-thai_gdc, `before_search`: words between spaces become `*word*` over fields that are cut at spaces only; all of them are wanted. */
function asTheThaiCatalogue(db: Database): Ask {
  return async (text) => {
    const patterns = text.toLowerCase().split(/\s+/).filter((word) => word !== '').map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
    return (await db.tx((tx) => tx.query('select slug from catalog.dataset where lower(description_th) like all($1::text[]) order by id limit 10', [patterns]))).rows.map(({ slug }) => slug as string);
  };
}

async function measure(ask: Ask, questions: readonly Question[]): Promise<Answers> {
  let [sum, empty] = [0, 0];
  const took: number[] = [];
  for (const { text, slug } of questions) {
    const began = performance.now();
    const slugs = await ask(text);
    took.push(performance.now() - began);
    const place = slugs.indexOf(slug);
    if (slugs.length === 0) empty += 1;
    if (place >= 0) sum += 1 / (place + 1);
  }
  return { mrr: sum / questions.length, empty: empty / questions.length, p95: quantile(took, 0.95) };
}

function percent(share: number): string { return `${(100 * share).toFixed(1)} %`; }
