// `bench ckan`: 100,000 published datasets behind CKAN's package_search with five facets, asked by HTTP of a real web process: one request after another,
// then 100 a second for a minute whatever comes back; and resource_create on a dataset of 5 resources and on one of 5,000, in turn.
// --quick takes 5,000 datasets and ten seconds.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../server/src/kernel/db.ts';
import { theHouse } from '../server/src/kernel/policy.ts';
import { importRecords, reindexAll } from '../server/src/modules/catalog/index.ts';
import { completeDraft } from '../server/src/modules/catalog/metadata/testing/complete-draft.ts';
import { createDemoAccounts, findPrincipal, issueTokenTo } from '../server/src/modules/identity/index.ts';
import { randomFrom } from '../sample/random.ts';
import { openSignOnHouse, quantile } from './sign-on-house.ts';

const quick = process.argv.includes('--quick');
const datasets = quick ? 5_000 : 100_000;
const seconds = quick ? 10 : 60;
const perSecond = 100;
const random = randomFrom('ckan');
const WORDS = ['น้ำ', 'ข้าว', 'อ่างเก็บน้ำ', 'เกษตรกร', 'ราคา', 'ยางพารา', 'ปศุสัตว์', 'ประมง', 'ดิน', 'ฝน', 'แปลง', 'ผลผลิต', 'สหกรณ์', 'ทุเรียน', 'ลำไย', 'อ้อย', 'มันสำปะหลัง', 'จังหวัด', 'รายเดือน', 'รายวัน', 'พื้นที่', 'ชลประทาน', 'โรค', 'ตลาด'];
const AGENCIES = ['rid', 'doae', 'dof', 'dld', 'oae', 'ldd', 'rd', 'cad', 'doa', 'qsds'];
const FACETS = ['organization', 'tags', 'res_format', 'license_id', 'data_type'];

async function fill(db: Database): Promise<void> {
  const { metadata } = completeDraft;
  for (let at = 0; at < datasets; at += 500) {
    await db.tx((tx) => importRecords(tx, theHouse, Array.from({ length: Math.min(500, datasets - at) }, (_, i) => {
      const words = Array.from({ length: 4 }, () => random.pick(WORDS));
      return {
        datasetId: null, slug: `set-${at + i + 1}`, agencyId: random.pick(AGENCIES), publish: true, gone: [],
        resources: [{ id: crypto.randomUUID(), name: 'ไฟล์', description: null, format: random.pick(['CSV', 'XLSX', 'PDF', 'JSON']), mediaType: null, url: `https://data.example.go.th/${at + i}.csv`, bytes: null, metadata: {} }],
        draft: { titleTh: `${words.join('')} ชุดที่ ${at + i + 1}`, titleEn: `Set ${at + i + 1}`, descriptionTh: `ข้อมูล${words.toReversed().join(' ')}ของหน่วยงาน`, audience: 'open' as const, tags: words.slice(0, 2),
          metadata: { ...metadata, data_type: random.pick(['1', '4']), data_category: '1', data_classification: '01', license_id: 'odc', accessible_condition: 'ไม่มีการจำกัดการเข้าถึงข้อมูล' } },
      };
    })));
  }
  // Imported records are never opened wider than internal by themselves.
  await db.tx(async (tx) => {
    await tx.query('update catalog.dataset set level = 0');
    await tx.query(`update catalog.record set state = 'published', audience = 'open', level = 0, published_at = now()`);
  });
  await reindexAll(db);
  const client = await db.connect();
  await client.query('vacuum analyze');
  client.release();
}

interface Asking { base: string; host: string; token: string }

async function call({ base, host, token }: Asking, action: string, args: object, withToken = false): Promise<{ ms: number; ok: boolean; result: any }> {
  const began = performance.now();
  const reply = await fetch(`${base}/api/3/action/${action}`, { method: 'POST', body: JSON.stringify(args), headers: { 'content-type': 'application/json', host, ...(withToken && { authorization: token }) } });
  const text = await reply.text();
  return { ms: performance.now() - began, ok: reply.ok, result: reply.ok ? JSON.parse(text).result : text };
}

/** As people and harvesters ask: words, a filter, or the next page of everything. */
function question(i: number): object {
  const facets = { 'facet.field': FACETS, rows: 10 };
  if (i % 4 === 0) return { ...facets, q: `${random.pick(WORDS)}${random.pick(WORDS)}` };
  if (i % 4 === 1) return { ...facets, q: random.pick(WORDS), fq: `organization:${random.pick(AGENCIES)}` };
  if (i % 4 === 2) return { ...facets, fq: `res_format:CSV AND tags:${random.pick(WORDS)}`, sort: 'metadata_modified desc' };
  return { ...facets, start: 10 * (i % 200), sort: 'id asc' };
}

async function oneByOne(asking: Asking): Promise<void> {
  for (let i = 0; i < 40; i += 1) await call(asking, 'package_search', question(i));
  const took: number[] = [];
  for (let i = 0; i < (quick ? 100 : 600); i += 1) {
    const { ms, ok, result } = await call(asking, 'package_search', question(i));
    if (!ok) throw new Error(String(result).slice(0, 500));
    took.push(ms);
  }
  process.stdout.write(`package_search with five facets, one by one: p50 ${quantile(took, 0.5).toFixed(1)} ms\nRESULT ckan.p95_ms ${quantile(took, 0.95).toFixed(1)} ms\n`);
}

/** Requests leave when they are due, whether earlier ones came back or not. */
async function underLoad(asking: Asking): Promise<void> {
  const waiting: Promise<{ ms: number; ok: boolean }>[] = [];
  const began = performance.now();
  for (let i = 0; i < seconds * perSecond; i += 1) {
    const due = began + i * 1000 / perSecond;
    if (due > performance.now()) await sleep(due - performance.now());
    waiting.push(call(asking, 'package_search', question(i)).catch(() => ({ ms: Number.POSITIVE_INFINITY, ok: false })));
  }
  const all = await Promise.all(waiting);
  const failed = all.filter(({ ok }) => !ok).length;
  process.stdout.write(`${perSecond} a second for ${seconds} s: p50 ${quantile(all.map(({ ms }) => ms), 0.5).toFixed(0)} ms, ${failed} failed\nRESULT ckan.load_p95_ms ${quantile(all.map(({ ms }) => ms), 0.95).toFixed(0)} ms\nRESULT ckan.load_errors ${failed}\n`);
}

async function createResources(asking: Asking): Promise<void> {
  const make = async (name: string, count: number) => {
    const resources = Array.from({ length: count }, (_, i) => ({ name: `ไฟล์ ${i}`, url: `https://data.example.go.th/${name}/${i}.csv`, format: 'CSV' }));
    const made = await call(asking, 'package_create', { name, title: name, owner_org: 'rid', resources }, true);
    if (!made.ok) throw new Error(String(made.result).slice(0, 500));
  };
  await make('few-resources', 5);
  await make('many-resources', 5_000);
  const took: Record<string, number[]> = { 'few-resources': [], 'many-resources': [] };
  for (let i = 0; i < (quick ? 40 : 200); i += 1) {
    for (const name of i % 2 === 0 ? ['few-resources', 'many-resources'] : ['many-resources', 'few-resources']) {
      const { ms, ok, result } = await call(asking, 'resource_create', { package_id: name, name: `อีก ${i}`, url: `https://data.example.go.th/more/${i}.csv` }, true);
      if (!ok) throw new Error(String(result).slice(0, 500));
      took[name]?.push(ms);
    }
  }
  const [few, many] = [quantile(took['few-resources'] ?? [], 0.5), quantile(took['many-resources'] ?? [], 0.5)];
  process.stdout.write(`resource_create: ${few.toFixed(1)} ms beside 5 resources, ${many.toFixed(1)} ms beside 5,000\nRESULT ckan.resource_create_ratio ${(many / few).toFixed(2)} x\n`);
}

const house = await openSignOnHouse();
try {
  const began = performance.now();
  await fill(house.db);
  process.stdout.write(`${datasets} datasets imported and indexed in ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
  const token = await house.db.tx(async (tx) => {
    await createDemoAccounts(tx);
    const { rows: [{ id }] } = await tx.query("select id from identity.account where user_name = 'demo-secretariat'");
    const who = await findPrincipal(tx, id as string);
    if (!who) throw new Error('no account');
    return (await issueTokenTo(tx, who, { accountId: id as string, persona: who.persona }, { name: 'bench', scopes: ['*'], days: 1 })).token;
  });
  const web = await house.startWeb();
  const asking = { base: `http://127.0.0.1:${web.port}`, host: new URL(house.publicUrl).host, token };
  await oneByOne(asking);
  await underLoad(asking);
  await createResources(asking);
  process.stdout.write(`web process: most memory ${web.peakMb().toFixed(0)} MB\n`);
} finally {
  await house.close();
}
