import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUnit, slipOf, type Officer } from './testing/officers.ts';
import { addPasskey, go, press, signInByPasskey, takeUp } from './testing/people.ts';
import { expectFit, expectThaiForEars, leave, startVisit, type Visit } from './testing/visit.ts';

let visit: Visit;
let keeper: Page;

beforeAll(async () => {
  visit = await startVisit();
  const boss = await visit.open('/th/account');
  await signInByPasskey(boss, visit, await addPasskey(boss, visit));
  const unit = await addUnit(boss, 'doae', 'AID', { head: 'headdoae', officers: [] });
  keeper = await visit.openAsVisitor('/th/sign-in');
  await takeUp(keeper, await slipOf(boss, unit['headdoae'] as Officer));
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
});
