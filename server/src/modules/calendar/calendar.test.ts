import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../app/module-folders.ts';
import type { FastifyInstance } from 'fastify';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { loadDays, readDefinitions } from './operations/load-days.ts';
import { readDaysOff } from './reads/days.ts';
import { routes } from './routes.ts';

const host = '127.0.0.1';
const now = new Date('2026-11-21T05:00:00Z');
let test: TestDatabase;
let app: FastifyInstance;
const ask = (method: 'GET' | 'POST', url: string, payload?: object) => app.inject({ method, url: `/api/v1${url}`, headers: { host }, ...(payload && { payload }) });
const year = async (query: string) => (await ask('GET', `/calendar/days?${query}`)).json();

beforeAll(async () => {
  test = await testDatabase(moduleFolders.filter(({ name }) => name === 'calendar'));
  app = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes: [...routes], authenticate: async () => principalOf('secretariat'), decider: allowAll, hosts: [host] });
  await test.db.tx((tx) => loadDays(tx, now));
});
afterAll(async () => { await app.close(); await test.close(); });

describe('the official calendar', () => {
  it('holds 2566 to 2570, and says what is reckoned and not yet announced', async () => {
    for (const { yearBe } of readDefinitions().years) expect((await year(`year=${yearBe}`)).daysOff, String(yearBe)).toBeGreaterThan(14);
    const { items, provisional, workingDays } = await year('year=2569');
    expect(items.find(({ day }: { day: string }) => day === '2026-12-07')).toMatchObject({ kind: 'substitution', state: 'provisional', source: expect.stringContaining('รอประกาศ') });
    expect(items.find(({ day }: { day: string }) => day === '2026-12-10')).toMatchObject({ kind: 'fixed', state: 'confirmed' });
    expect(provisional).toBeGreaterThan(5);
    // 261 weekdays, 20 of them off.
    expect(workingDays).toBe(241);
  });

  it('tells the fiscal year from the calendar year', async () => {
    expect(await year('year=2570&by=fiscal')).toMatchObject({ from: '2026-10-01', to: '2027-09-30' });
    expect(await year('year=2570')).toMatchObject({ from: '2027-01-01', to: '2027-12-31' });
  });

  it('is loaded twice without a second day', async () => {
    expect(await test.db.tx((tx) => loadDays(tx, now))).toBe(0);
    expect(await test.db.tx((tx) => loadDays(tx, new Date('2031-05-01T00:00:00Z')))).toBeGreaterThan(60);
  });

  it('counts working days and names the days nobody has confirmed', async () => {
    expect((await ask('GET', '/calendar/working-days?from=2026-12-04&days=3')).json()).toEqual({ from: '2026-12-04', days: 3, to: '2026-12-11', provisional: ['2026-12-07'] });
    expect((await ask('GET', '/calendar/working-days?from=2026-02-30&days=3')).json()).toMatchObject({ code: 'calendar.not-a-day', errors: [{ pointer: '/from' }] });
  });

  it('takes a declared day, a confirmation and a withdrawal, each with who and why', async () => {
    const declared = await ask('POST', '/calendar/days', { day: '2027-01-04', nameTh: 'วันหยุดพิเศษ', nameEn: 'Special holiday', source: 'มติ ครม. ทดสอบ' });
    expect([declared.statusCode, declared.json()]).toMatchObject([201, { state: 'confirmed', kind: 'declared', confirmedBy: expect.any(String) }]);
    expect((await ask('POST', '/calendar/days', { day: '2027-01-04', nameTh: 'วันหยุดพิเศษ', nameEn: 'Again', source: 'x' })).json().code).toBe('calendar.day-known');
    const { id } = declared.json();
    expect((await ask('POST', `/calendar/days/${id}/withdraw`, { reason: 'ประกาศผิดวัน' })).json()).toMatchObject({ state: 'withdrawn', withdrawn: { reason: 'ประกาศผิดวัน' } });
    expect((await ask('POST', `/calendar/days/${id}/confirm`, { source: 'x' })).json().code).toBe('calendar.day-withdrawn');
    expect(await test.db.read((tx) => readDaysOff(tx, '2027-01-02', '2027-01-10'))).toEqual(new Set());
    const makha = (await year('year=2570')).items.find(({ kind }: { kind: string }) => kind === 'lunar');
    expect((await ask('POST', `/calendar/days/${makha.id}/confirm`, { source: 'มติ ครม. ทดสอบ' })).json()).toMatchObject({ state: 'confirmed', source: 'มติ ครม. ทดสอบ' });
  });

  it('is not brought back by loading once a person withdrew it', async () => {
    const plough = (await year('year=2569')).items.find(({ day }: { day: string }) => day === '2026-05-13');
    await ask('POST', `/calendar/days/${plough.id}/withdraw`, { reason: 'ทดสอบ' });
    await test.db.tx((tx) => loadDays(tx, now));
    expect((await test.db.read((tx) => readDaysOff(tx, '2026-05-11', '2026-05-15'))).size).toBe(0);
  });
});
