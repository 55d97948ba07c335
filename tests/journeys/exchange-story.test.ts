import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { publishFarmers, somebody } from './testing/farmer-register.ts';
import { addUnit, slipOf, type Officer } from './testing/officers.ts';
import { addPasskey, askFrom, go, made, press, signInByPasskey, takeUp } from './testing/people.ts';
import { expectFit, expectThaiForEars, leave, settled, simulatedThaid, startVisit, type Visit } from './testing/visit.ts';

/** The desk of agency B's developer: the key, the programs as copied from the pages, the receipt. */
const desk = mkdtempSync(join(tmpdir(), 'saphan-story-'));
const clientFile = join(import.meta.dirname, '../../client/src/index.ts');
let visit: Visit;
/** Agency B: a developer, and whoever answers for its personal data; agency A: the owner of the register, and its officer. */
let [developer, officerB, owner, officerA]: Page[] = [];
let [number, exchangeId] = ['', ''];

beforeAll(async () => {
  visit = await startVisit(simulatedThaid.settings, simulatedThaid.done);
  const boss = await visit.open('/th/account');
  await signInByPasskey(boss, visit, await addPasskey(boss, visit));
  const [b, a] = [await addUnit(boss, 'rid', 'AID', { head: 'headrid', officers: [{ userName: 'dporid' }] }), await addUnit(boss, 'doae', 'REG', { head: 'headdoae', officers: [{ userName: 'dpodoae' }] })];
  const { posts } = (await askFrom(boss, 'GET', '/privacy/officers')).body;
  for (const agency of ['rid', 'doae']) await made(boss, 'PUT', `/privacy/officers/${agency}`, { postId: posts.find(({ titleEn }: { titleEn: string }) => titleEn === `Officer dpo${agency}`).id, documentNo: 'ที่ 9/2569' });
  const people = await Promise.all([b['headrid'], b['dporid'], a['headdoae'], a['dpodoae']].map(async (officer) => {
    const [page, slip] = [await visit.openAsVisitor('/th/sign-in'), await slipOf(boss, officer as Officer)];
    await takeUp(page, slip);
    return page;
  }));
  [developer, officerB, owner, officerA] = people;
  await leave(boss);
  await publishFarmers(visit, 'doae-farmers', 'farmer-status');
});
afterAll(async () => { await visit?.close(); rmSync(desk, { recursive: true }); }, 60_000);

/** Runs what a page printed, at the developer's desk. */
function run(program: string, ...args: string[]): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: desk, encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
}

/** The program that the page shows in a language, with the number of the person put in its place. */
async function programOf(page: Page, language: string, file: string): Promise<string> {
  await page.getByRole('radio', { name: language }).click();
  const text = await page.getByRole('group', { name: `โปรแกรม ${file}` }).innerText();
  expect(text).toContain('CITIZEN_ID');
  return text.replaceAll('CITIZEN_ID', somebody.pid);
}

describe('before there is an agreement', () => {
  it('an agency writes down what it processes; what is missing is named, and nothing is lost', async () => {
    const keeper = developer as Page;
    await go(keeper, visit, '/th/privacy/records');
    await keeper.getByRole('heading', { name: 'ยังไม่มีบันทึกรายการ' }).waitFor();
    await expectFit(keeper, 'records of processing');
    await go(keeper, visit, '/th/privacy/records/new?purpose=flood-aid');
    const fill = (label: string, text: string) => keeper.getByLabel(label, { exact: true }).fill(text);
    for (const [label, text] of [['ชื่อกิจกรรมภาษาไทย', 'จ่ายเงินช่วยเหลือ #eval("x") <b>'], ['ชื่อกิจกรรมภาษาอังกฤษ', 'Paying aid'], ['ประเภทข้อมูล', 'เลขทะเบียนเกษตรกร'], ['ของใคร', 'เกษตรกร'], ['วัตถุประสงค์ภาษาไทย', 'จ่ายเงินช่วยเหลือน้ำท่วม'], ['วัตถุประสงค์ภาษาอังกฤษ', 'Paying flood aid'], ['ชื่อผู้ควบคุมข้อมูล', 'กรมชลประทาน'], ['ช่องทางติดต่อ', 'กองแผนงาน'], ['หลักเกณฑ์การเก็บและทำลาย', 'ลบใน 90 วัน'], ['(5) สิทธิและวิธีเข้าถึง', 'ยื่นที่กรม'], ['(8) มาตรการรักษาความปลอดภัย', 'เข้ารหัส']] as const) await fill(label, text);
    await press(keeper, 'บันทึก');
    await keeper.getByText('ไม่มีฐานกฎหมาย "" ในรายการ').first().waitFor();
    await expectFit(keeper, 'a record being written');
    await keeper.getByRole('button', { name: /ฐานกฎหมาย/ }).click();
    await keeper.getByRole('option', { name: /มาตรา 24 \(4\)/ }).click();
    await press(keeper, 'บันทึก');
    await keeper.getByRole('heading', { level: 1, name: 'จ่ายเงินช่วยเหลือ #eval("x") <b>' }).waitFor();
    await expectThaiForEars(keeper, 'record of processing');
    await expectFit(keeper, 'record of processing');
    await go(keeper, visit, '/en/privacy/records');
    await keeper.getByRole('link', { name: 'Paying aid' }).waitFor();
    await expectFit(keeper, 'records of processing in English');
  });

  it('the desk of agreements is empty, and leads to the services', async () => {
    const keeper = developer as Page;
    await go(keeper, visit, '/th/exchange/agreements?side=waiting');
    await keeper.getByRole('heading', { name: 'ไม่มีข้อตกลง' }).waitFor();
    await expectFit(keeper, 'agreements');
    await go(keeper, visit, '/en/exchange/agreements/new');
    await keeper.getByRole('heading', { name: 'No service chosen' }).waitFor();
    await expectFit(keeper, 'new agreement without a service');
    expect(await keeper.getByRole('link', { name: 'Find a data service' }).getAttribute('href')).toBe('/en/exchange/services');
  });
});

describe('an afternoon of agency B', () => {
  it('finds the data in the catalogue, and asks for what answers from it', async () => {
    const page = developer as Page;
    await made(page, 'POST', '/exchange/systems', { agencyId: 'rid', code: 'flood-aid', nameTh: 'ระบบช่วยเหลือน้ำท่วม', nameEn: 'Flood aid', kind: 'consumer', minAssurance: 1 });
    await go(page, visit, `/th/datasets?q=${encodeURIComponent('ทะเบียนเกษตรกร')}`);
    await page.getByRole('link', { name: 'ทะเบียนเกษตรกร' }).first().click();
    await page.getByRole('region', { name: 'ใครใช้ข้อมูลนี้' }).getByText('ยังไม่มีหน่วยงานใดใช้ข้อมูลนี้').waitFor();
    await page.getByRole('region', { name: 'บริการข้อมูลของชุดข้อมูลนี้' }).getByRole('link', { name: 'ตรวจสถานะเกษตรกร' }).click();
    await page.getByRole('heading', { level: 1, name: 'ตรวจสถานะเกษตรกร' }).waitFor();
    await press(page, 'ขอใช้');
    await page.getByLabel(/จ่ายเงินช่วยเหลือน้ำท่วม/).check();
    await press(page, 'บันทึกและส่งคำขอ');
    await page.getByText('ไม่มีฐานกฎหมาย "" ในรายการ').first().waitFor();
    await expectFit(page, 'an agreement being asked for');
    await page.getByRole('button', { name: /ฐานกฎหมาย/ }).click();
    await page.getByRole('option', { name: /มาตรา 24 \(4\)/ }).click();
    await press(page, 'บันทึกและส่งคำขอ');
    await page.getByText('รอเจ้าของบริการรับเรื่องและพิจารณา').waitFor();
    number = new URL(page.url()).pathname.split('/').at(-1) as string;
  });

  it('is answered by the owner, both protection officers, and two signatures', async () => {
    const decide = async (page: Page, path: string) => {
      await go(page, visit, path);
      await press(page, 'พิจารณา');
      await page.getByRole('alertdialog').getByRole('button', { name: 'พิจารณา', exact: true }).click();
      await page.getByRole('alertdialog').and(page.locator(':not(.toast)')).waitFor({ state: 'detached' });
    };
    await go(owner as Page, visit, '/th/exchange/agreements?side=waiting');
    await (owner as Page).getByRole('link', { name: number }).waitFor();
    for (const page of [owner, officerA, officerB] as Page[]) await decide(page, `/th/exchange/agreements/${number}`);
    await (officerB as Page).getByText('รอทั้งสองฝ่ายลงนามในข้อความเดียวกัน').waitFor();
    for (const page of [owner, developer] as Page[]) {
      await go(page, visit, `/th/exchange/agreements/${number}`);
      await press(page, 'ลงนาม');
      await page.getByRole('alertdialog').getByLabel('อ่านข้อความและมีอำนาจลงนามแทนหน่วยงาน').check();
      if (page === owner) await expectFit(page, 'an agreement being signed');
      await page.getByRole('alertdialog').getByRole('button', { name: 'ลงนาม', exact: true }).click();
      await page.getByRole('alertdialog').and(page.locator(':not(.toast)')).waitFor({ state: 'detached' });
    }
    await (developer as Page).getByRole('heading', { name: 'เรียกครั้งแรก' }).waitFor();
    await expectThaiForEars(developer as Page, 'agreement');
    await expectFit(developer as Page, 'an agreement in force');
    await go(owner as Page, visit, '/en/exchange/agreements');
    await expectFit(owner as Page, 'agreements in English');
  });

  it('proves to hold a key that never leaves its desk, by the command that the page prints', async () => {
    const page = developer as Page;
    execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', 'system.key.pem'], { cwd: desk });
    await go(page, visit, '/th/exchange/systems/rid/flood-aid');
    await press(page, 'เพิ่มกุญแจ');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('radio', { name: 'วางกุญแจสาธารณะ' }).click();
    await dialog.getByLabel('กุญแจสาธารณะ', { exact: true }).fill(createPublicKey(createPrivateKey(readFileSync(join(desk, 'system.key.pem')))).export({ type: 'spki', format: 'pem' }).toString());
    await press(page, 'ขอข้อความท้าทาย');
    await dialog.getByText('ใช้ openssl แทน').click();
    const [challenge] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'ดาวน์โหลดข้อความท้าทาย' }).click()]);
    await challenge.saveAs(join(desk, challenge.suggestedFilename()));
    const command = await dialog.locator('code').last().innerText();
    expect(command).toContain('openssl pkeyutl -sign');
    const { code, said } = run('bash', '-c', command.replace('key.pem', 'system.key.pem'));
    expect(code).toBe(0);
    await dialog.getByLabel('ลายมือชื่อ (base64)').fill(said);
    await expectFit(page, 'a key being proved');
    await dialog.getByRole('button', { name: 'เพิ่มกุญแจ' }).click();
    await page.getByRole('table', { name: 'กุญแจ', exact: true }).getByText('ใช้ได้', { exact: true }).waitFor();
  });

  it('makes its first calls with curl and with the client package, as the page prints them', async () => {
    const page = developer as Page;
    await go(page, visit, `/th/exchange/agreements/${number}`);
    writeFileSync(join(desk, 'call.sh'), await programOf(page, 'curl', 'call.sh'));
    writeFileSync(join(desk, 'call.mjs'), (await programOf(page, 'TypeScript', 'call.ts')).replace("'@saphan/client'", JSON.stringify(clientFile)));
    // The gateway hears of the new key and agreement within a moment.
    await vi.waitFor(() => expect(run('bash', 'call.sh')).toMatchObject({ code: 0, said: expect.stringMatching(/"answer":\s*true|true/) }), { timeout: 60_000, interval: 500 });
    const { code, said } = run(process.execPath, 'call.mjs');
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('assurance 3') });
    exchangeId = /exchange-id (\S+)/.exec(said)?.[1] as string;
  });
});

describe('what is proved', () => {
  it('the receipt from the page holds by openssl alone and in the browser, and one changed word breaks it', async () => {
    const page = developer as Page;
    await go(page, visit, '/th/exchange/exchanges');
    await expectFit(page, 'exchanges of agency B');
    await vi.waitFor(async () => { await go(page, visit, `/th/exchange/exchanges/${exchangeId}`); await page.getByText(/ลำดับ [\d,]+ ใบที่/).waitFor({ timeout: 2000 }); }, { timeout: 60_000, interval: 500 });
    await expectFit(page, 'one exchange');
    const [receipt] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'ใบรับหลักฐาน (.zip)' }).click()]);
    await receipt.saveAs(join(desk, 'receipt.zip'));
    execFileSync('unzip', ['-q', 'receipt.zip', '-d', 'receipt'], { cwd: desk });
    expect(run('sh', 'receipt/verify.sh')).toMatchObject({ code: 0 });
    await page.getByRole('link', { name: 'ตรวจใบรับ' }).click();
    await page.locator('input[type=file]').setInputFiles(join(desk, 'receipt.zip'));
    await page.getByRole('heading', { name: 'ใบรับนี้ถูกต้อง' }).waitFor();
    const request = readFileSync(join(desk, 'receipt/request.sigbase'), 'utf8');
    writeFileSync(join(desk, 'receipt/request.sigbase'), request.replace('"exchange-purpose": flood-aid', '"exchange-purpose": tax-audit'));
    const { code, said } = run('sh', 'receipt/verify.sh');
    expect(code).not.toBe(0);
    expect(said).toMatch(/✗|ไม่ผ่าน|FAIL/i);
  });

  it('the citizen sees on a phone who asked, for what, and on which law', async () => {
    const page = await visit.openAsVisitor('/th/sign-in');
    await page.setViewportSize({ width: 375, height: 812 });
    await page.getByRole('link', { name: /^ใช้ .*ThaiD/ }).click();
    await page.waitForURL(/\/thaid-simulator\//);
    await page.getByRole('link', { name: new RegExp(somebody.given) }).click();
    await page.waitForURL(`${visit.address}/th/datasets`);
    await go(page, visit, '/th/my/uses');
    await page.getByRole('textbox', { name: 'เลขประจำตัวประชาชน 13 หลัก' }).fill(somebody.pid);
    await press(page, 'ดูการใช้ข้อมูลของฉัน');
    const use = page.getByRole('article').first();
    await use.getByRole('heading', { name: 'กรมชลประทาน ขอจากกรมส่งเสริมการเกษตร' }).waitFor();
    for (const words of ['จ่ายเงินช่วยเหลือน้ำท่วม', /มาตรา 24 \(4\)/]) await use.getByText(words).first().waitFor();
    expect(await page.getByRole('article').count()).toBe(2);
    await expectThaiForEars(page, 'my uses');
    await expectFit(page, 'my uses');
    await go(page, visit, '/en/my/uses');
    await page.getByRole('article').first().getByText('Paying flood aid').waitFor();
    await expectFit(page, 'my uses in English');
    await leave(page);
  });

  it('the owner sees who uses the data, and stops it at once', async () => {
    const page = owner as Page;
    await go(page, visit, '/th/datasets/doae-farmers');
    await page.getByText('ข้อตกลงที่ใช้ได้ 1 ฉบับ ของ 1 หน่วยงาน เรียกใช้ 2 ครั้ง').waitFor();
    await page.getByRole('link', { name: 'ดูตามข้อตกลง' }).click();
    await page.getByText('เฉพาะชุดข้อมูล ทะเบียนเกษตรกร').waitFor();
    await expectFit(page, 'who uses a dataset');
    await go(page, visit, `/th/exchange/agreements/${number}`);
    await press(page, 'ระงับ');
    await page.getByRole('alertdialog').getByLabel('เหตุผล').fill('พบการเรียกผิดปกติ');
    await page.getByRole('alertdialog').getByRole('button', { name: 'ระงับ', exact: true }).click();
    await page.getByText('การเรียกใช้ทุกครั้งถูกปฏิเสธ').waitFor();
    await settled(page);
    await vi.waitFor(() => expect(run('bash', 'call.sh')).toMatchObject({ code: 1 }), { timeout: 30_000, interval: 300 });
  });
});
