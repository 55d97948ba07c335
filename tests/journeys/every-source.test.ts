import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMariaDb, type TestMariaDb } from '../../server/src/connectors/testing/mariadb.ts';
import { findServer, whyNoServer, type FoundServer } from '../../server/src/connectors/testing/servers.ts';
import { runSaphan, startSaphan } from '../../server/src/app/testing/instance.ts';
import { listeningSockets, openLine, type Line } from './testing/line.ts';
import { addPasskey, made, press, signInByPasskey } from './testing/people.ts';
import { linkPlots, messyPlots } from './testing/seed.ts';
import { expectFit, leave, startVisitOfAll, type Visit } from './testing/visit.ts';

const server = findServer('mariadb');
const slug = 'doae-plots-of-mariadb';
const password = 'correct-horse-battery';
let visit: Visit;
let maria: TestMariaDb;

const fill = (page: Page, name: string, text: string) => page.getByRole('textbox', { name, exact: true }).fill(text);
const choose = async (page: Page, field: RegExp, name: string) => {
  await page.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name, exact: true }).click();
};
const runs = async (): Promise<any[]> => (await visit.ask('GET', `/runs?dataset=${slug}`)).items;

beforeAll(async () => { visit = await startVisitOfAll({ SAPHAN_ALLOW_PRIVATE_HOSTS: '127.0.0.1' }); });
afterAll(() => visit?.close());

describe.skipIf(!server)(`a database of an agency (${server ? 'MariaDB' : whyNoServer('mariadb')})`, () => {
  beforeAll(async () => {
    maria = await startMariaDb(server as FoundServer);
    await maria.ask(
      'create database doae character set utf8mb4', 'use doae', 'create table doae.plots (code varchar(10) primary key, province varchar(40) not null, area_rai decimal(10,2) not null, registered date not null)',
      "insert into doae.plots select concat('P', lpad(seq, 5, '0')), elt(1 + seq % 3, 'เชียงใหม่', 'ขอนแก่น', 'สงขลา'), 2 + seq % 30, date_add('2026-01-01', interval seq % 200 day) from seq_1_to_400",
      `create user saphan@'%' identified by '${password}'`, "grant select on doae.plots to saphan@'%'",
    );
  });
  afterAll(() => maria?.stop());

  it('is added with a password that is refused and then with the right one, tried, and linked', async () => {
    const page = await visit.open('/th/link?from=source');
    await choose(page, /ชนิดต้นทาง/, 'MySQL หรือ MariaDB');
    await fill(page, 'เครื่อง', '127.0.0.1');
    await fill(page, 'พอร์ต', String(maria.port));
    await fill(page, 'ฐานข้อมูล', 'doae');
    await fill(page, 'ผู้ใช้', 'saphan');
    await fill(page, 'ตารางหรือวิว', 'plots');
    await fill(page, 'ชื่อเรียก', 'ฐานข้อมูลแปลง');
    const secret = page.locator('input[type="password"]');
    await secret.fill('a-wrong-password');
    await press(page, 'ดึงตัวอย่างและร่างข้อกำหนด');
    await page.getByRole('alert').getByText(/ลงชื่อ|รหัสผ่าน/).first().waitFor();
    await expectFit(page, 'a refused sign-in');
    await secret.fill(password);
    await press(page, 'ดึงตัวอย่างและร่างข้อกำหนด');
    await page.getByRole('heading', { name: 'ไฟล์นี้อ่านอย่างไร' }).waitFor();
    await press(page, 'ต่อไป: ข้อกำหนด');
    await page.getByRole('combobox', { name: 'หน่วยงานเจ้าของ' }).fill('กรมส่งเสริมการเกษตร');
    await page.getByRole('option', { name: /กรมส่งเสริมการเกษตร/ }).click();
    await page.getByRole('textbox', { name: 'ชื่อภาษาไทย' }).first().fill('แปลงจากฐานข้อมูล');
    await page.getByRole('textbox', { name: 'ชื่อภาษาอังกฤษ' }).first().fill('Plots of a database');
    await page.getByRole('textbox', { name: 'ชื่อย่อ' }).fill(slug);
    await page.getByText('ข้อกำหนดใช้ได้').waitFor();
    await press(page, 'ต่อไป: ลองตรวจ');
    await page.getByText(/ผ่าน 400 จาก 400/).waitFor();
    await press(page, 'ต่อไป: เริ่มเชื่อม');
    await page.getByRole('button', { name: 'เริ่มเชื่อม', exact: true }).last().click();
    await page.waitForURL(/\/th\/runs\/\d+/);
    await page.getByText(/เผยแพร่เป็น รุ่น 1 แล้ว/).waitFor();
    await leave(page);
  });

  it('is read by itself every morning', async () => {
    const page = await visit.open(`/th/datasets/${slug}`);
    await press(page, 'ตั้งเวลา');
    const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
    await dialog.getByRole('textbox', { name: /เวลา \(น\.\)/ }).fill('05:30');
    await expectFit(page, 'a schedule');
    await dialog.getByRole('button', { name: 'บันทึก', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.goto(`${visit.address}/en/datasets/${slug}`);
    await page.getByText(/05:30/).first().waitFor();
    await expectFit(page, 'a dataset with a schedule in English');
    await leave(page);
  });

  it('that changes its unit of area is held, and a named person decides', async () => {
    await maria.ask('update doae.plots set area_rai = area_rai * 1600');
    const page = await visit.open(`/th/datasets/${slug}`);
    await press(page, 'เริ่มรอบจากต้นทางนี้');
    await expect.poll(async () => (await runs())[0]?.state, { timeout: 60_000 }).toBe('held');
    const [{ id }] = await runs();
    await page.goto(`${visit.address}/en/runs/${id}`);
    await page.getByText(/unit/).first().waitFor();
    await expectFit(page, 'a held run in English');
    await page.goto(`${visit.address}/th/runs/${id}`);
    await page.getByText('เผยแพร่รอบนี้').first().click();
    await page.getByRole('textbox', { name: 'เหตุผล' }).fill('หน่วยงานเปลี่ยนเป็นตารางเมตรตามหนังสือที่ 12/2569');
    await page.getByRole('button', { name: 'เผยแพร่รอบนี้', exact: true }).click();
    await page.getByText(/เผยแพร่เป็น รุ่น 2 แล้ว/).waitFor();
    await expectFit(page, 'a run that was decided');
    await leave(page);
  });

  it('sees a backfill of it among all that runs, and that a rehearsal brought every release back from the backup', async () => {
    const [{ id: source }] = (await visit.ask('GET', `/datasets/${slug}/sources`)).items;
    await visit.ask('PUT', `/datasets/${slug}/partitioning`, { by: 'month', column: 'registered' });
    const { id: backfill } = await visit.ask('POST', `/datasets/${slug}/sources/${source}/backfills`, { from: '2026-01', to: '2026-07' });
    const page = await visit.open('/th/operations');
    await expectFit(page, 'operations during a backfill');
    await expect.poll(async () => (await visit.ask('GET', `/datasets/${slug}/backfills/${backfill}`)).state, { timeout: 90_000 }).toBe('done');
    const place = mkdtempSync(join(tmpdir(), 'saphan-backup-'));
    try {
      const env = { SAPHAN_DATA_DIR: visit.dataDir };
      expect(await runSaphan(['backup', place], env)).toMatchObject({ code: 0 });
      expect(await runSaphan(['restore', place, '--drill'], env)).toMatchObject({ code: 0, out: expect.stringMatching(/กู้คืนได้ครบทุกรุ่น[\s\S]*every release came back/) });
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
    await page.goto(`${visit.address}/en/operations`);
    await page.getByText(/drill/i).first().waitFor();
    await expectFit(page, 'operations after a drill in English');
    await leave(page);
  });
});

describe('an agent within the network of an agency', () => {
  const dataset = 'doae-plots-of-agent';
  const folder = mkdtempSync(join(tmpdir(), 'saphan-within-'));
  const outgoing = join(folder, 'out', 'plots.csv');
  let line: Line;
  let agent: ReturnType<typeof startSaphan>;
  let token: { account: string; id: string };
  /** One who opens accounts for programs proves it by two factors. */
  let administrator: Page;

  const writeOut = (text: Buffer) => { writeFileSync(`${outgoing}.part`, text); renameSync(`${outgoing}.part`, outgoing); };
  const journal = () => (JSON.parse(readFileSync(join(folder, 'state', 'journal.json'), 'utf8')) as { plots: { pending?: object; deliveries: number } }).plots;
  const releases = async () => ((await visit.ask('GET', `/runs?dataset=${dataset}`)).items as any[]).filter(({ trigger }) => trigger === 'push').map(({ state, release }) => [state, release?.number]);

  beforeAll(async () => {
    await linkPlots(visit, dataset);
    line = await openLine(new URL(visit.address));
    administrator = await visit.open('/th/account');
    await signInByPasskey(administrator, visit, await addPasskey(administrator, visit));
    const account = await made(administrator, 'POST', '/service-accounts', { agencyId: 'doae', displayName: 'ตัวแทนกรมส่งเสริมการเกษตร' });
    const issued = await made(administrator, 'POST', `/service-accounts/${account.id}/tokens`, { name: 'agent', scopes: ['linkage.push-data'], days: 30 });
    token = { account: account.id, id: issued.id };
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'token'), issued.token, { mode: 0o600 });
    writeFileSync(join(folder, 'agent.yaml'), `hub: ${line.address}\ntokenFile: token\nstateDir: state\nfolders: [${folder}]\nsources:\n  - { name: plots, dataset: ${dataset}, kind: folder, everySeconds: 5, config: { path: ${outgoing} } }\n`);
  });
  afterAll(async () => {
    agent?.signal('SIGTERM');
    await agent?.ended;
    line?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('delivers through a connection outward only', async () => {
    writeOut(messyPlots(130));
    agent = startSaphan(['agent', '--config', join(folder, 'agent.yaml')], {});
    await expect.poll(releases, { timeout: 60_000 }).toEqual([['published', 2]]);
    expect(listeningSockets(agent.pid)).toEqual([]);
  });

  it('keeps what it read while the hub is away, and delivers it once when it is back', async () => {
    line.cut();
    writeOut(messyPlots(140));
    await expect.poll(() => journal().pending !== undefined, { timeout: 60_000 }).toBe(true);
    await expect.poll(() => agent.said(), { timeout: 60_000 }).toContain('cannot be reached');
    line.mend();
    await expect.poll(releases, { timeout: 60_000 }).toEqual([['published', 3], ['published', 2]]);
    await expect.poll(() => journal()).toMatchObject({ deliveries: 2 });
    expect(journal().pending).toBeUndefined();
    const [{ id }] = (await visit.ask('GET', `/runs?dataset=${dataset}`)).items;
    await administrator.goto(`${visit.address}/th/runs/${id}`);
    await administrator.getByText(/หน่วยงานส่งเข้ามา/).first().waitFor();
    await expectFit(administrator, 'a run of an agent');
  });

  it('stops when its key is revoked, says why, and keeps what waits', async () => {
    await made(administrator, 'DELETE', `/service-accounts/${token.account}/tokens/${token.id}`);
    writeOut(messyPlots(150));
    const { code, err, out } = await agent.ended;
    expect([code, out + err]).toEqual([7, expect.stringMatching(/โทเคนถูกเพิกถอน[\s\S]*The token is revoked/)]);
    expect([journal().pending !== undefined, await releases()]).toEqual([true, [['published', 3], ['published', 2]]]);
  });
});
