import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../../app/module-folders.ts';
import { openLog } from '#kernel/log.ts';
import { dispatch } from '#kernel/outbox.ts';
import { ensureConsumer } from '#kernel/outbox.sql.gen.ts';
import { visitor } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createRecord } from '../metadata/operations/create-record.ts';
import { moveRecord } from '../metadata/operations/move-record.ts';
import { addResource } from '../metadata/operations/resources.ts';
import { findRecord } from '../metadata/reads/find-record.ts';
import { completeDraft } from '../metadata/testing/complete-draft.ts';
import { checkDueLinks } from './check-links.ts';
import { hearChanges, measureAll } from './measure-records.ts';
import { readQuality, readQualityOverview } from './read-quality.ts';

let test: TestDatabase;
let server: Server;
let site: string;
const asked: string[] = [];
const secretariat = principalOf('secretariat', { name: 'siriporn' });
const steward = principalOf('steward', { name: 'somchai', agencies: ['rid'] });
const operator = principalOf('operator', { name: 'operator' });

beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  await test.db.tx((tx) => ensureConsumer(tx, { name: hearChanges.name }));
  server = createServer((request, reply) => {
    asked.push(`${request.url} ${request.headers.range} ${request.headers['user-agent']}`);
    if (request.url === '/gone.csv') reply.writeHead(404).end('no');
    else if (request.url === '/page.csv') reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>');
    else reply.writeHead(206, { 'content-type': 'text/csv' }).end('a,b\n1,2\n');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => { server.close(); await test?.close(); });

const ports = () => ({ rules: { allow: ['127.0.0.1'] }, publicUrl: 'https://saphan.example', politeMs: 1 });
const log = openLog('test', 'silent');
/** Until everything that was told is heard; events wait for transactions that began before them. */
async function hear(): Promise<void> {
  for (let tries = 0; tries < 200 && await dispatch(test.db, [hearChanges], log) === 0; tries += 1) await sleep(10);
  while (await dispatch(test.db, [hearChanges], log) > 0);
}
const qualityOf = (slug: string) => test.db.read((tx) => readQuality(tx, slug));
const open = { ...completeDraft, audience: 'open' as const, metadata: { ...completeDraft.metadata, data_category: '1', data_classification: '01' } };
const made = (slug: string, draft: object = completeDraft) => scopedDatabase(test.db, steward).tx((tx) => createRecord(tx, steward, { ...draft, slug, agencyId: 'rid', titleTh: `น้ำ ${slug}` }));
const linked = (slug: string, name: string) => test.db.tx((tx) => addResource(tx, steward, slug, { kind: 'link', nameTh: name, nameEn: name, format: 'CSV', url: `${site}/${name}.csv` }));
const dueAgain = () => test.db.tx((tx) => tx.query(`update catalog.link_check set next_at = now() - interval '1 second'`));

describe('the quality of a record', () => {
  it('is measured when it changes, and stands in the record', async () => {
    await made('rid-new');
    expect((await qualityOf('rid-new')).measuredAt).toBeNull();
    await hear();
    const before = await qualityOf('rid-new');
    expect(before.losses.map(({ part }) => part)).toContain('accessibility');
    expect((await test.db.read((tx) => findRecord(tx, 'rid-new')))?.quality).toEqual({ score: before.score, grade: before.grade });
    await linked('rid-new', 'good');
    await hear();
    expect((await qualityOf('rid-new')).score).toBeGreaterThan(before.score);
  });

  it('tells search of another grade, once', async () => {
    await made('rid-told');
    await hear();
    const told = async () => (await test.db.tx((tx) => tx.query(`select count(*)::int as n from kernel.outbox where topic = 'catalog.record-changed' and payload ->> 'slug' = 'rid-told'`))).rows[0].n as number;
    const first = await told();
    await measureAll(test.db);
    expect(await told()).toBe(first);
  });

  it('counts a link as broken when it failed twice, with its reason', async () => {
    await made('rid-links');
    for (const name of ['good', 'gone', 'page']) await linked('rid-links', name);
    await checkDueLinks(test.db, ports());
    expect((await qualityOf('rid-links')).parts.accessibility.points).toBe(15);
    await dueAgain();
    await checkDueLinks(test.db, ports());
    const { parts, losses, links } = await qualityOf('rid-links');
    expect(parts.accessibility.points).toBe(5);
    expect(losses.filter(({ part }) => part === 'accessibility').map(({ th }) => th)).toEqual(expect.arrayContaining([expect.stringContaining('“gone” ไม่ได้: ไม่มีไฟล์'), expect.stringContaining('“page” ไม่ได้: ที่อยู่นี้ตอบเป็นหน้าเว็บ')]));
    expect(links.map(({ ok, status }) => [ok, status])).toEqual([[true, 206], [false, 404], [false, 200]]);
    expect(asked[0]).toMatch(/bytes=0-1023 Saphan-link-check \(\+https:\/\/saphan\.example\)$/);
  });

  it('never asks an address of a private network that was not allowed', async () => {
    await made('rid-private');
    await linked('rid-private', 'secret');
    const before = asked.length;
    for (let round = 0; round < 2; round += 1) {
      await checkDueLinks(test.db, { ...ports(), rules: { allow: [] } });
      await dueAgain();
    }
    expect(asked.length).toBe(before);
    expect((await qualityOf('rid-private')).links[0]).toMatchObject({ ok: false, status: null, en: expect.stringContaining('private network') });
  });

  it('is seen with its record and counted nowhere else', async () => {
    await made('rid-open', open);
    for (const [who, verb] of [[steward, 'submit'], [secretariat, 'check'], [operator, 'approve'], [operator, 'publish']] as const) await test.db.tx((tx) => moveRecord(tx, who, 'rid-open', verb));
    await hear();
    const asVisitor = scopedDatabase(test.db, visitor);
    expect((await asVisitor.read((tx) => readQuality(tx, 'rid-open'))).grade).toMatch(/^[A-F]$/);
    await expect(asVisitor.read((tx) => readQuality(tx, 'rid-links'))).rejects.toMatchObject({ code: 'catalog.dataset-not-found' });
    const everything = { published: false, agency: null, grade: null };
    // The first of four events may be heard while another test's transaction still holds back the last.
    await expect.poll(async () => { await dispatch(test.db, [hearChanges], log); return (await asVisitor.read((tx) => readQualityOverview(tx, everything))).datasets; }).toBe(1);
    expect(await asVisitor.read((tx) => readQualityOverview(tx, everything))).toMatchObject({ datasets: 1, links: { links: 0, broken: 0 }, agencies: [{ id: 'rid', datasets: 1 }] });
    const whole = await scopedDatabase(test.db, steward).read((tx) => readQualityOverview(tx, everything));
    expect(whole).toMatchObject({ datasets: 5, links: { links: 5, broken: 3 } });
    expect(whole.poorest).toHaveLength(5);
    expect(whole.losses[0]).toMatchObject({ datasets: expect.any(Number), nextTh: expect.stringMatching(/\p{Script=Thai}/u) });
    expect(whole.dimensions).toHaveProperty('availability');
  });
});
