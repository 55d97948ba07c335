import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { readAttached, readPdfLines } from '#kernel/papers/testing/pdf-text.ts';
import { theHouse } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { recordRunFinished } from '../operations/record-facts.ts';
import { setDueDate } from '../operations/set-due-date.ts';
import { insertDataset, insertRelease, plansDatabase } from '../testing/plans-database.ts';
import { routes } from '../routes.ts';

const host = '127.0.0.1';
let test: TestDatabase;
let app: FastifyInstance;

beforeAll(async () => {
  test = await plansDatabase();
  app = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes, authenticate: async () => principalOf('secretariat'), decider: allowAll, hosts: [host] });
  const at = '2026-01-05T01:00:00.000Z';
  for (const [agencyId, slug, titleTh, dueOn] of [['rid', 'water', 'ปริมาณน้ำ #panic("x") <b>$1</b>', '2026-01-10'], ['rid', 'stations', 'สถานีวัดน้ำ', '2026-01-20'], ['ops', 'letters', 'สารบรรณกลาง', '2026-01-11'], ['dof', 'ports', 'ท่าเรือ', '2026-12-31']] as const) {
    await test.db.tx(async (tx) => {
      const datasetId = await insertDataset(tx, slug, at, agencyId);
      await tx.query('update catalog.dataset set title_th = $2 where id = $1', [datasetId, titleTh]);
      await setDueDate(tx, theHouse, { datasetId, dueOn, reason: 'แผน' }, new Date(at));
    });
  }
});
afterAll(async () => { await app.close(); await test.close(); });

const ask = (url: string) => app.inject({ method: 'GET', url: `/api/v1${url}`, headers: { host } });
const squeezed = (pdf: Buffer) => readPdfLines(pdf).map(({ text }) => text).join('').replace(/\s+/g, '');
async function publish(number: number, at: string): Promise<void> {
  await test.db.tx(async (tx) => {
    const { rows: [first] } = await tx.query("select id::int from catalog.dataset where slug = 'stations'");
    await insertRelease(tx, first.id, number, at, null);
    await recordRunFinished(tx, { datasetId: first.id, runId: number, finishedAt: at, code: null, outcome: 'published' }, new Date(at));
  });
}

describe('papers of the board', () => {
  it('a report says how far, who is late and why, and carries its figures', async () => {
    const reply = await ask('/plans/report?asOf=2026-01-25');
    expect([reply.statusCode, reply.headers['content-type'], reply.headers['content-disposition']]).toEqual([200, 'application/pdf', 'attachment; filename="progress-2026-01-25.pdf"']);
    const text = squeezed(reply.rawPayload);
    for (const part of ['ข้อมูลณวันที่25มกราคม2569', 'จาก4ชุดข้อมูล', 'เกินกำหนด3ชุด', 'ปริมาณน้ำ#panic("x")<b>$1</b>', 'ยังไม่มีต้นทาง', 'กรมชลประทานเกินกำหนดมากที่สุด2ชุด', 'ที่มา:']) expect(text).toContain(part);
    expect(JSON.parse(readAttached(reply.rawPayload))).toMatchObject({ asOf: '2026-01-25', totals: { datasets: 4, linked: 0, overdue: 3 } });
  });

  it.each(['pdf', 'docx', 'xlsx'])('the report of a past day is the same bytes of %s after later facts', async (format) => {
    const before = (await ask(`/plans/report?asOf=2026-01-21&format=${format}`)).rawPayload;
    await publish({ pdf: 1, docx: 2, xlsx: 3 }[format] as number, `2026-02-0${{ pdf: 1, docx: 2, xlsx: 3 }[format]}T03:00:00.000Z`);
    expect((await ask(`/plans/report?asOf=2026-01-21&format=${format}`)).rawPayload.equals(before)).toBe(true);
  });

  it('a letter reminds an agency of what was overdue that day, in Thai digits, number and day left to be written', async () => {
    const text = squeezed((await ask('/plans/letters/rid?asOf=2026-01-25')).rawPayload);
    for (const part of ['ที่…………/…………', '……มกราคม๒๕๖๙', 'เรียนผู้บริหารสูงสุดของกรมชลประทาน', 'เกินกำหนด๒ชุดช้าที่สุด๑๕วัน', 'ส่งไฟล์แรกหรือระบุต้นทาง', 'ขอแสดงความนับถือ', 'ปลัดกระทรวงเกษตรและสหกรณ์', 'saraban@opsmoac.go.th']) expect(text).toContain(part);
    expect((await ask('/plans/letters/rid?asOf=2026-01-25&format=docx')).rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect(squeezed((await ask('/plans/letters/ops?asOf=2026-01-25')).rawPayload)).toMatch(/^บันทึกข้อความส่วนราชการสำนักงานปลัดกระทรวง/);
  });

  it.each([['/plans/letters/dof?asOf=2026-01-25', 422, 'plans.nothing-overdue'], ['/plans/letters/nobody', 404, 'plans.agency-not-on-board'], ['/plans/letters/rid?format=xlsx', 400, 'kernel.input-refused'], ['/plans/report?asOf=2568-02-19', 422, 'plans.as-of-in-future']])('%s is refused clearly', async (url, status, code) => {
    const reply = await ask(url);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  });
});
