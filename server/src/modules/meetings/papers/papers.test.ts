import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { readAttached, readPdfLines } from '#kernel/papers/testing/pdf-text.ts';
import { theHouse } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { setDueDate } from '#modules/plans/index.ts';
import { moduleFolders } from '../../../app/module-folders.ts';
import { routes } from '../routes.ts';
import { figuresOf, readPackFacts } from './facts.ts';

const host = '127.0.0.1';
let test: TestDatabase;
let app: FastifyInstance;
let now = new Date('2025-01-06T03:00:00.000Z');
const clock = vi.spyOn(systemClock, 'now').mockImplementation(() => now);
let committee: number, first: number, second: number;
const evil = '#eval("x") <b>$1</b> \\';

const ask = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => app.inject({ method, url: `/api/v1${url}`, headers: { host }, ...(payload && { payload }) });
const said = async (method: 'POST' | 'PUT', url: string, payload?: object) => {
  const reply = await ask(method, url, payload);
  if (reply.statusCode >= 400) throw new TypeError(reply.body);
  return reply.body === '' ? null : reply.json();
};
let made = 0;
const dataset = (agencyId: string, dueOn: string | null) => test.db.tx(async (tx) => {
  made += 1;
  const { rows } = await tx.query("insert into catalog.dataset (slug, agency_id, title_th, title_en, created_at, created_by) values ($1, $2, $3, 'x', $4, 't') returning id", [`set-${made}`, agencyId, `ชุดข้อมูลที่ ${made} ${evil}`, now.toISOString()]);
  if (dueOn) await setDueDate(tx, theHouse, { datasetId: rows[0].id, dueOn, reason: 'แผน' }, now);
  return rows[0].id as number;
});
const later = (minutes: number) => { now = new Date(now.getTime() + minutes * 60_000); };
const minutes = { openedAt: '09:30', closedAt: '12:00', writer: 'นายผู้จด', checker: 'นายผู้ตรวจ', items: [{ section: 5, title: `เรื่องน้ำ ${evil}`, text: 'อภิปราย', resolution: { kind: 'assigned', text: 'ให้กรมชลประทานดำเนินการ' } }] };

beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  app = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes, authenticate: async () => principalOf('secretariat'), decider: allowAll, hosts: [host] });
  for (const [agencyId, dueOn] of [['rid', '2025-01-10'], ['rid', '2025-03-20'], ['dof', null]] as const) await dataset(agencyId, dueOn);
  const members = [{ name: 'นายประธาน ใจดี', position: 'ปลัดกระทรวง', agencyId: 'ops', duty: 'chair', from: '2025-01-01', to: null }, { name: `นาย ${evil}`, position: 'อธิบดี', agencyId: 'rid', duty: 'member', from: '2025-01-01', to: null }];
  committee = (await said('POST', '/committees', { nameTh: 'คณะกรรมการข้อมูล', nameEn: 'Data committee', beganOn: '2025-01-01', endedOn: null, members })).id;
  const call = async (heldOn: string) => (await said('POST', `/committees/${committee}/meetings`, { heldOn, beginsAt: '09:30', place: 'ห้องประชุม 134' })).id;
  first = await call('2025-01-08');
  second = await call('2025-02-20');
  now = new Date('2025-01-08T06:00:00.000Z');
  await said('PUT', `/meetings/${first}/attendance`, { version: 0, present: [{ seat: 1, name: 'นายประธาน ใจดี', position: 'ปลัดกระทรวง', insteadOf: null }], absent: [], others: [] });
  await said('PUT', `/meetings/${first}/minutes`, { version: 0, ...minutes });
  await said('POST', `/meetings/${first}/close`);
  await said('POST', `/meetings/${first}/circulate`);
  await said('POST', `/meetings/${first}/tasks`, { item: '5.1', title: `เชื่อมโยง ${evil}`, agencyId: 'rid', deadline: { unit: 'working', count: 5 } });
  now = new Date('2025-02-19T09:00:00.000Z');
  await said('PUT', `/meetings/${second}/agenda`, { version: 0, items: [{ section: 5, title: `งบ 2568 ${evil}`, text: 'ก'.repeat(2000), presenter: 'นาย ก', papers: ['เอกสาร'] }] });
});
afterAll(async () => { clock.mockRestore(); await app.close(); await test.close(); });

const print = async (part: string, format = 'pdf', asOf: string | null = '2025-02-18') => {
  const printing = await said('POST', `/meetings/${second}/printings`, { part, format, asOf });
  const file = await ask('GET', `/meetings/${second}/printings/${printing.id}/file`);
  return { printing, file, text: format === 'pdf' ? readPdfLines(file.rawPayload).map(({ text }) => text).join('').replace(/\s+/g, '') : '' };
};

describe('the papers of a meeting', () => {
  it('as one file have contents, every part and the figures of one day', async () => {
    const { printing, file, text } = await print('pack');
    expect([file.statusCode, file.headers['content-type'], file.headers['x-figures-sha256']]).toEqual([200, 'application/pdf', printing.figuresSha256]);
    for (const part of ['สารบัญ', 'เรื่องสืบเนื่อง', 'ข้อมูลณวันที่18กุมภาพันธ์2568', 'ที่มา:', '#eval("x")<b>$', 'รายงานการประชุม', 'ผลการเชื่อมโยงรายหน่วยงาน', 'แบบรายงานการประชุม']) expect(text, part).toContain(part);
    expect(JSON.parse(readAttached(file.rawPayload))).toMatchObject({ asOf: '2025-02-18', meeting: { number: 2, year: 2568 }, matters: [{ state: 'late', dueOn: '2025-01-15', daysLate: 34 }], toAdopt: [{ number: 1 }] });
    expect((await said('POST', `/meetings/${second}/printings`, { part: 'pack', format: 'pdf', asOf: '2025-02-18' })).fileSha256).toBe(printing.fileSha256);
  });

  it.each([
    ['agenda', ['ระเบียบวาระที่๑', 'เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ', 'ครั้งที่๒/๒๕๖๘', 'รับรองรายงานการประชุม', 'ช้า๓๔วัน']],
    ['invitation', ['ขอเชิญประชุมคณะกรรมการข้อมูล', 'ห้องประชุม๑๓๔', 'ขอแสดงความนับถือ', '๒๐กุมภาพันธ์๒๕๖๘']], ['invitation-memo', ['บันทึกข้อความ', 'ขอเชิญประชุม']],
    ['matters', ['เรื่องสืบเนื่อง', '15ม.ค.2568', '34']], ['progress', ['ยังไม่มีแผน', 'กรมชลประทาน']], ['decisions', ['ให้หน่วยงานเสนอวันกำหนด', 'เกินกำหนดนาน']], ['slips', ['ยังไม่มีโครงการในแผนปฏิบัติการ']],
    ['requests', ['ไม่มีคำขอข้อมูลที่รอคำตอบ']], ['surveys', ['ยังไม่มีการสำรวจ']], ['minutes', ['รายงานการประชุม', 'ผู้มาประชุม', 'มติที่ประชุม……']],
  ])('%s is a paper by itself', async (part, says) => {
    const { text } = await print(part);
    for (const each of says) expect(text, each).toContain(each);
  });

  it('minutes of a meeting that was held follow form 11, with who came and the resolutions', async () => {
    const { id } = await said('POST', `/meetings/${first}/printings`, { part: 'minutes', format: 'pdf' });
    const text = readPdfLines((await ask('GET', `/meetings/${first}/printings/${id}/file`)).rawPayload).map((line) => line.text).join('').replace(/\s+/g, '');
    for (const each of ['ครั้งที่๑/๒๕๖๘', 'เริ่มประชุมเวลา๐๙.๓๐น.', 'เลิกประชุมเวลา๑๒.๐๐น.', 'มอบหมายให้กรมชลประทานดำเนินการ', '(นายผู้จด)', '(นายผู้ตรวจ)']) expect(text, each).toContain(each);
  });

  it.each(['docx', 'xlsx'])('come as %s too', async (format) => {
    const { file } = await print('pack', format);
    expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  it('are refused for a day to come, and for a printing that is not there', async () => {
    expect((await ask('POST', `/meetings/${second}/printings`, { part: 'pack', format: 'pdf', asOf: '2568-02-18' })).json().code).toBe('plans.as-of-in-future');
    expect((await ask('GET', `/meetings/${second}/printings/999/file`)).json().code).toBe('meetings.printing-not-found');
  });

  it('have the same figures whatever is recorded after them (random histories)', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('dataset' as const), agency: fc.constantFrom('rid', 'dof', 'ops'), due: fc.option(fc.constantFrom('2025-02-25', '2025-04-30')) }), fc.record({ do: fc.constant('link' as const), pick: fc.nat() }),
      fc.record({ do: fc.constant('move' as const), pick: fc.nat(), due: fc.constantFrom('2025-03-01', '2025-05-01') }), fc.record({ do: fc.constantFrom('report' as const, 'task' as const, 'agenda' as const, 'defer' as const) }),
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const moments: { at: Date; figures: string }[] = [];
      for (const each of steps) {
        later(7);
        moments.push({ at: now, figures: await figures(now) });
        later(1);
        await take(each);
      }
      later(1440);
      for (const { at, figures: before } of moments) expect(await figures(at)).toBe(before);
    }), { numRuns: 8 });
  }, 120_000);
});

const figures = (at: Date) => test.db.read(async (tx) => JSON.stringify(figuresOf(await readPackFacts(tx, second, '2025-02-19', at))));

async function take(each: { do: string; agency?: string; due?: string | null; pick?: number }): Promise<void> {
  const pick = ((each.pick ?? 0) % made) + 1;
  if (each.do === 'dataset') await dataset(each.agency as string, each.due ?? null);
  if (each.do === 'link') await test.db.tx((tx) => tx.query("insert into plans.standing (dataset_id, linked, recorded_at, health, step) select id, true, $2, 'passing', 'done' from catalog.dataset where slug = $1 on conflict do nothing", [`set-${pick}`, now.toISOString()]));
  if (each.do === 'move') await test.db.tx(async (tx) => { const { rows } = await tx.query('select id from catalog.dataset where slug = $1', [`set-${pick}`]); await setDueDate(tx, theHouse, { datasetId: rows[0].id, dueOn: each.due as string, reason: 'เลื่อน' }, now); });
  const tasks = (await ask('GET', '/tasks?state=open')).json().items as { id: number }[];
  if (each.do === 'task') await said('POST', `/meetings/${first}/tasks`, { item: '5.1', title: 'งาน', agencyId: 'rid', deadline: { unit: 'calendar', count: 60 }, datasets: ['set-1'] }).catch(() => undefined);
  if (each.do === 'report' && tasks[0]) await said('POST', `/tasks/${tasks[0].id}/reports`, { note: 'คืบหน้า', done: true });
  if (each.do === 'defer' && tasks[0]) await said('PUT', `/tasks/${tasks[0].id}/deadline`, { deadline: { unit: 'calendar', count: 90 }, reason: 'ขอขยาย' });
  if (each.do === 'agenda') {
    const { agenda } = (await ask('GET', `/meetings/${second}`)).json();
    await said('PUT', `/meetings/${second}/agenda`, { version: agenda.version, items: agenda.content.items });
  }
}
