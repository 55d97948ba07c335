import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUnit, slipOf, type Officer } from './testing/officers.ts';
import { addPasskey, go, press, signInByPasskey, takeUp } from './testing/people.ts';
import { expectFit, expectThaiForEars, leave, startVisit, type Visit } from './testing/visit.ts';

let visit: Visit;
let keeper: Page;
let owner: Page;

beforeAll(async () => {
  visit = await startVisit();
  const boss = await visit.open('/th/account');
  await signInByPasskey(boss, visit, await addPasskey(boss, visit));
  const unit = await addUnit(boss, 'doae', 'AID', { head: 'headdoae', officers: [] });
  const irrigation = await addUnit(boss, 'rid', 'GIVE', { head: 'headrid', officers: [] });
  [keeper, owner] = [await visit.openAsVisitor('/th/sign-in'), await visit.openAsVisitor('/th/sign-in')];
  await takeUp(keeper, await slipOf(boss, unit['headdoae'] as Officer));
  await takeUp(owner, await slipOf(boss, irrigation['headrid'] as Officer));
  await leave(boss);
});
afterAll(() => visit.close(), 60_000);

describe('sharing agreements and records of processing', () => {
  it('an agency writes down what it processes; what is missing is named, and nothing is lost', async () => {
    await go(keeper, visit, '/th/privacy/records');
    await keeper.getByRole('heading', { name: 'ยังไม่มีบันทึกรายการ' }).waitFor();
    await expectFit(keeper, 'records of processing');
    await go(keeper, visit, '/th/privacy/records/new?purpose=flood-aid');
    const fill = (label: string, text: string) => keeper.getByLabel(label, { exact: true }).fill(text);
    for (const [label, text] of [['ชื่อกิจกรรมภาษาไทย', 'จ่ายเงินช่วยเหลือ #eval("x") <b>'], ['ชื่อกิจกรรมภาษาอังกฤษ', 'Paying aid'], ['ประเภทข้อมูล', 'เลขทะเบียนเกษตรกร'], ['ของใคร', 'เกษตรกร'], ['วัตถุประสงค์ภาษาไทย', 'จ่ายเงินช่วยเหลือ'], ['วัตถุประสงค์ภาษาอังกฤษ', 'Paying aid'], ['ชื่อผู้ควบคุมข้อมูล', 'กรมส่งเสริมการเกษตร'], ['ช่องทางติดต่อ', 'กองแผนงาน'], ['หลักเกณฑ์การเก็บและทำลาย', 'ลบใน 90 วัน'], ['(5) สิทธิและวิธีเข้าถึง', 'ยื่นที่กรม'], ['(8) มาตรการรักษาความปลอดภัย', 'เข้ารหัส']] as const) await fill(label, text);
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

  it('shows the desk of agreements empty, in both languages, and leads to the services', async () => {
    await go(keeper, visit, '/th/exchange/agreements?side=waiting');
    await keeper.getByRole('heading', { name: 'ไม่มีข้อตกลง' }).waitFor();
    await expectFit(keeper, 'agreements');
    await go(keeper, visit, '/en/exchange/agreements/new');
    await keeper.getByRole('heading', { name: 'No service chosen' }).waitFor();
    await expectFit(keeper, 'new agreement without a service');
    expect(await keeper.getByRole('link', { name: 'Find a data service' }).getAttribute('href')).toBe('/en/exchange/services');
  });

  it('goes from a request to two signatures in the browser, says how to make the first call, and is suspended', async () => {
    await visit.ask('POST', '/exchange/systems', { agencyId: 'rid', code: 'gate', nameTh: 'ประตูน้ำ', nameEn: 'Gate', kind: 'provider', minAssurance: 1 });
    await visit.ask('POST', '/exchange/systems', { agencyId: 'doae', code: 'aid-bot', nameTh: 'ระบบช่วยเหลือ', nameEn: 'Aid', kind: 'consumer', minAssurance: 1 });
    const document = { openapi: '3.1.0', info: { title: 'ระดับน้ำ', version: '1' }, paths: { '/levels': { get: { operationId: 'listLevels', summary: 'ระดับน้ำรายสถานี', responses: { 200: { description: 'ระดับน้ำ', content: { 'application/json': { example: [], schema: { type: 'array', items: { type: 'object' } } } } } } } } } };
    const { revision } = await visit.ask('POST', '/exchange/services', { system: 'TH/GOV/rid/gate', slug: 'levels', kind: 'live', titleTh: 'ระดับน้ำ', titleEn: 'Water levels', aboutTh: '', aboutEn: '', isPersonal: false, classification: 1, minAssurance: 1, evidence: 'required', upstreamUrl: 'https://8.8.8.8/levels', timeoutMs: 1000, limitBytes: 65536, subjectSelectors: [], strict: false, document });
    await visit.ask('POST', '/exchange/services/levels/moves', { revision, reason: 'เปิด', to: 'live' });
    await go(keeper, visit, '/th/exchange/agreements/new?service=levels');
    await press(keeper, 'เพิ่มวัตถุประสงค์อื่น');
    for (const [label, text] of [['รหัส', 'flood-aid'], ['ถ้อยคำภาษาไทย', 'ช่วยเหลือน้ำท่วม'], ['ถ้อยคำภาษาอังกฤษ', 'Flood aid']] as const) await keeper.getByLabel(label, { exact: true }).fill(text);
    await press(keeper, 'บันทึกและส่งคำขอ');
    await keeper.getByText('ไม่มีฐานกฎหมาย "" ในรายการ').first().waitFor();
    await expectFit(keeper, 'an agreement being asked for');
    await keeper.getByRole('button', { name: /ฐานกฎหมาย/ }).click();
    await keeper.getByRole('option', { name: /มาตรา 13/ }).click();
    await press(keeper, 'บันทึกและส่งคำขอ');
    await keeper.getByText('รอเจ้าของบริการรับเรื่องและพิจารณา').waitFor();
    await go(owner, visit, '/th/exchange/agreements?side=waiting');
    await owner.getByRole('link', { name: /^SA-25/ }).click();
    await press(owner, 'พิจารณา');
    await owner.getByRole('alertdialog').getByRole('button', { name: 'พิจารณา', exact: true }).click();
    await owner.getByText('รอทั้งสองฝ่ายลงนามในข้อความเดียวกัน').waitFor();
    for (const page of [owner, keeper]) {
      await page.reload();
      await press(page, 'ลงนาม');
      await page.getByRole('alertdialog').getByLabel('อ่านข้อความและมีอำนาจลงนามแทนหน่วยงาน').check();
      if (page === owner) await expectFit(page, 'an agreement being signed');
      await page.getByRole('alertdialog').getByRole('button', { name: 'ลงนาม', exact: true }).click();
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    }
    await keeper.getByRole('heading', { name: 'เรียกครั้งแรก' }).waitFor();
    await expectThaiForEars(keeper, 'agreement');
    await expectFit(keeper, 'an agreement in force');
    await owner.reload();
    await press(owner, 'ระงับ');
    await owner.getByRole('alertdialog').getByLabel('เหตุผล').fill('พบการเรียกผิดปกติ');
    await owner.getByRole('alertdialog').getByRole('button', { name: 'ระงับ', exact: true }).click();
    await owner.getByText('การเรียกใช้ทุกครั้งถูกปฏิเสธ').waitFor();
    await go(owner, visit, '/en/exchange/agreements');
    await expectFit(owner, 'agreements in English');
  });
});
