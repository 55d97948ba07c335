import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUnit, slipOf, type Officer } from './testing/officers.ts';
import { addPasskey, askFrom, confirmed, go, look, press, signInByPasskey, takeUp } from './testing/people.ts';
import { settled, startVisit, type Visit } from './testing/visit.ts';

let visit: Visit;
let boss: Page;
let head: Page;
let chujai: Page;
const officers: Record<string, Officer> = {};

beforeAll(async () => {
  visit = await startVisit();
  boss = await visit.open('/th/account');
  await signInByPasskey(boss, visit, await addPasskey(boss, visit));
  Object.assign(officers, await addUnit(boss, 'rid', 'TRY', { head: 'headrid', officers: [{ userName: 'manee' }, { userName: 'chujai' }] }));
  Object.assign(officers, await addUnit(boss, 'doae', 'FAR', { head: 'headdoae', officers: [{ userName: 'piti' }] }));
});
afterAll(() => visit.close());

describe('a round of review', () => {
  it('is opened by the administrator', async () => {
    head = await visit.openAsVisitor('/th/sign-in');
    chujai = await visit.openAsVisitor('/th/sign-in');
    await takeUp(head, await slipOf(boss, officers['headrid'] as Officer), true);
    await takeUp(chujai, await slipOf(boss, officers['chujai'] as Officer));
    await go(boss, visit, '/th/reviews');
    await press(boss, 'เปิดรอบนอกกำหนด');
    await boss.getByRole('textbox', { name: 'ชื่อรอบภาษาไทย' }).fill('ทบทวนก่อนย้ายศูนย์');
    await boss.getByRole('textbox', { name: 'ชื่อรอบภาษาอังกฤษ' }).fill('Before the centre moves');
    await boss.getByRole('alertdialog').getByRole('group').filter({ has: boss.getByRole('spinbutton') }).getByRole('button').click();
    await boss.locator('.calendar [slot=next], .calendar .month button').last().click();
    await boss.getByRole('gridcell').getByRole('button').filter({ hasText: /^15$/ }).first().click();
    await boss.getByRole('alertdialog').locator('button[type=submit]').click();
    await confirmed(boss, boss.getByRole('heading', { level: 1, name: 'ทบทวนก่อนย้ายศูนย์' }));
    await settled(boss);
    await look(boss, 'a round of review');
  });

  it('asks a head about the own unit only; what is kept stays, what is removed ends at once', async () => {
    const mayRead = async () => (await askFrom(chujai, 'GET', '/units?agency=rid')).status;
    expect(await mayRead()).toBe(200);
    await go(head, visit, '/th/reviews');
    await head.getByRole('link', { name: 'ทบทวนก่อนย้ายศูนย์' }).click();
    const rows = head.getByRole('table').getByRole('row');
    await rows.filter({ hasText: 'manee' }).waitFor();
    expect(await rows.filter({ hasText: 'chujai' }).count()).toBe(1);
    for (const stranger of ['piti', 'headdoae', 'headrid', 'somchai']) expect(await rows.filter({ hasText: stranger }).count(), stranger).toBe(0);
    await look(head, 'what a head is asked');
    for (const [who, answer, said] of [['manee', 'คงไว้', 'คงไว้'], ['chujai', 'ถอน', 'ถอน']] as const) {
      await rows.filter({ hasText: who }).getByRole('button', { name: new RegExp(`^${answer}`) }).click();
      await head.getByRole('alertdialog').getByRole('textbox').fill('ตรวจกับคำสั่งแล้ว');
      await head.getByRole('alertdialog').locator('button[type=submit]').click();
      await confirmed(head, rows.filter({ hasText: who }).getByText(`${said}`).and(head.locator('.badge, [class*=badge]')));
    }
    expect(await mayRead()).toBeGreaterThanOrEqual(401);
  });
});
