import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { readXlsx } from '#kernel/xlsx/read-xlsx.ts';
import { writeXlsx } from '#kernel/xlsx/write-xlsx.ts';
import { currentDefinition, readDefinition, type Question } from '../definition/definition.ts';
import { readSent, readWritten, writeAnswer } from '../definition/read-answer.ts';
import { readinessProblem } from '../errors.ts';
import { openReadinessHouse, type ReadinessHouse } from '../testing/readiness-house.ts';
import { letterOf } from './columns.ts';

type Sheets = { name: string; cells: string[][] }[];

let house: ReadinessHouse;
const now = new Date('2090-06-01T03:00:00.000Z');
const clock = vi.spyOn(systemClock, 'now').mockImplementation(() => now);
let id: number;
let rid: ReturnType<ReadinessHouse['steward']>;
const path = () => `/${id}/forms/rid`;
const rows = async () => (await house.ask('GET', path(), undefined, rid)).body.items as { id: number; slug: string; version: number; own: boolean; answers: Record<string, string> }[];
const download = async (lang = 'th') => (await house.ask('GET', `${path()}/workbook?lang=${lang}`, undefined, rid)).bytes;
const refuse = (fields: Parameters<typeof readinessProblem>[1]) => readinessProblem('workbook-unreadable', fields);

/** The workbook as texts, to be changed as a clerk would. */
async function open(bytes: Buffer): Promise<Sheets> {
  const sheets = await readXlsx(bytes, { mostBytes: 1e8, mostColumns: 100, unreadable: refuse, tooLarge: refuse });
  return sheets.map(({ name, rows: lines }) => ({ name, cells: lines.map(({ cells }) => [...cells]) }));
}
const seal = (sheets: Sheets): Promise<Buffer> => buffer(writeXlsx(sheets.map(({ name, cells: [head = [], ...rest] }) => ({ name, columns: head.map((title) => ({ title })), rows: rest }))));
const preview = async (sheets: Sheets | Buffer) => (await house.ask('POST', `${path()}/workbook`, Buffer.isBuffer(sheets) ? sheets : await seal(sheets), rid)).body;
const take = async (sheets: Sheets | Buffer, plan: string) => house.ask('POST', `${path()}/workbook/take?plan=${plan}`, Buffer.isBuffer(sheets) ? sheets : await seal(sheets), rid);
const sheetOf = (sheets: Sheets, name: string) => sheets.find((each) => each.name === name)?.cells as string[][];
/** Column of a heading, and the line of a dataset, in the list. */
function cellOf(list: string[][], heading: string, dataset: string): [string[], number] {
  const line = list.find((cells) => cells.includes(dataset)) as string[];
  return [line, (list[0] as string[]).indexOf(heading)];
}
const write = (list: string[][], heading: string, dataset: string, text: string) => { const [line, at] = cellOf(list, heading, dataset); while (line.length <= at) line.push(''); line[at] = text; };
const answer = { ours: 'yes', readiness: 'ready', system: 'ระบบ', source: 'database', contact: 'สมชาย', frequency: 'daily', personal: 'none', 'linkable-on': '2090-12-15' };

beforeAll(async () => {
  house = await openReadinessHouse(() => now);
  rid = house.steward('rid');
  for (const slug of ['a', 'b', 'c', 'd']) await house.dataset(`rid-${slug}`, 'rid', '2090-12-31');
  id = (await house.ask('POST', '', { titleTh: 'สำรวจ', titleEn: 'Survey', opensOn: '2090-06-01', workingDays: 20, agencies: ['rid', 'doae'] })).body.id;
  for (const row of await rows()) if (row.slug !== 'rid-d') await house.ask('PUT', `${path()}/rows/${row.id}`, { version: 0, answers: answer }, rid);
  await house.ask('POST', `${path()}/rows`, { answers: { title: 'ทะเบียนฝาย', readiness: 'not-digital' } }, rid);
  await house.ask('POST', `${path()}/needs`, { agencyId: 'doae', words: 'เกษตรกร', purpose: 'ใช้วางแผนการส่งน้ำให้เกษตรกร' }, rid);
});
afterAll(async () => { clock.mockRestore(); await house.close(); });

describe('the form as a workbook', () => {
  it.each(['th', 'en'])('comes back in %s without a change when nothing was changed', async (lang) => {
    expect(await preview(await download(lang))).toMatchObject({ plan: null, changeCount: 0, addedRows: 0, addedNeeds: 0, untouched: 5, problems: [] });
  });

  it('takes what was changed as previewed, days of the Buddhist era and Thai digits too, and only then', async () => {
    const book = await open(await download());
    const list = sheetOf(book, 'รายการ');
    write(list, 'เชื่อมได้ภายในวันที่', 'ชุด rid-a', '๑๕ ม.ค. ๒๖๓๔');
    write(list, 'จำนวนแถวโดยประมาณ', 'ชุด rid-a', '๑,๒๕๐');
    write(list, 'ยืนยันค่าที่ระบบทราบ', 'ชุด rid-d', 'ใช่');
    sheetOf(book, 'เพิ่มเติม').push(['', 'บัญชีเหมือง', 'ยังไม่เป็นดิจิทัล']);
    const file = await seal(book); // a workbook holds the time at which it was made
    const seen = await preview(file);
    expect(seen).toMatchObject({ addedRows: 1, problems: [], plan: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(seen.changes).toEqual(expect.arrayContaining([expect.objectContaining({ sheet: 'รายการ', titleTh: 'ชุด rid-a', questionTh: 'เชื่อมได้ภายในวันที่', before: '15 ธ.ค. 2633', after: '15 ม.ค. 2634' })]));
    expect((await rows()).find(({ slug }) => slug === 'rid-a')?.answers['linkable-on']).toBe('2090-12-15');
    expect((await take(file, 'f'.repeat(64))).body.code).toBe('readiness.preview-changed');
    expect((await take(file, seen.plan)).body).toEqual({ changed: 2, addedRows: 1, addedNeeds: 0 });
    const after = await rows();
    expect(after.find(({ slug }) => slug === 'rid-a')?.answers).toMatchObject({ 'linkable-on': '2091-01-15', rows: '1250' });
    expect(after.find(({ slug }) => slug === 'rid-d')?.answers).toMatchObject({ ours: 'yes' });
    expect(after.filter(({ own }) => own)).toHaveLength(2);
    expect((await take(file, seen.plan)).body.code).toBe('readiness.preview-changed');
  });

  it('finds columns by their headings wherever they stand, below a title and in both languages', async () => {
    const book = await open(await download('en'));
    const list = sheetOf(book, 'List');
    for (const cells of list) { while (cells.length < (list[0] as string[]).length) cells.push(''); cells.reverse(); }
    list.unshift(['แบบสำรวจของกรมชลประทาน', ...(list[0] as string[]).slice(1).map(() => '')]);
    expect(await preview(book)).toMatchObject({ changeCount: 0, problems: [] });
  });

  it('says which answers others changed since the file was made', async () => {
    const book = await open(await download());
    const row = (await rows()).find(({ slug }) => slug === 'rid-b') as Awaited<ReturnType<typeof rows>>[number];
    await house.ask('PUT', `${path()}/rows/${row.id}`, { version: row.version, answers: { contact: 'สมหญิง', remark: 'ใหม่' } }, house.steward('rid', 'other-steward'));
    expect(await preview(book)).toMatchObject({ changeCount: 0, problems: [] });
    write(sheetOf(book, 'รายการ'), 'ผู้ประสานงานและโทรศัพท์', 'ชุด rid-b', 'สมศักดิ์');
    expect((await preview(book)).changes).toMatchObject([{ before: 'สมหญิง', after: 'สมศักดิ์', changedSince: { by: 'other-steward', was: 'สมชาย', now: 'สมหญิง' } }]);
  });

  it.each([['right', 1], ['left', -1]] as const)('holds a file whose cells are shifted by one to the %s, and says from where', async (way, by) => {
    const book = await open(await download());
    const list = sheetOf(book, 'รายการ');
    const from = (list[0] as string[]).indexOf('สถานะความพร้อม');
    for (const cells of list.slice(1)) { if (by > 0) cells.splice(from, 0, ''); else cells.splice(from, 1); cells.length = Math.min(cells.length, (list[0] as string[]).length); }
    const seen = await preview(book);
    expect(seen.plan).toBeNull();
    expect(seen.problems[0]).toMatchObject({ code: 'columns-shifted', sheet: 'รายการ', en: expect.stringContaining(`shifted to the ${way}`) });
    expect(Math.abs(seen.problems[0].cell.charCodeAt(0) - letterOf(from + 1).charCodeAt(0))).toBeLessThanOrEqual(2);
    expect((await take(book, 'f'.repeat(64))).body.code).toBe('readiness.workbook-held');
  });

  it.each([
    ['a column that is missing', (list: string[][]) => { for (const cells of list) cells.splice((list[0] as string[]).length - 2, 1); }, 'column-missing'],
    ['a column that was renamed', (list: string[][]) => { (list[0] as string[])[6] = 'สถานะ'; }, 'column-unknown'],
    ['a column that stands twice', (list: string[][]) => { (list[0] as string[]).push('หมายเหตุ'); }, 'column-twice'],
    ['a choice that is none', (list: string[][]) => { write(list, 'สถานะความพร้อม', 'ชุด rid-a', 'พร้อมมาก'); }, 'answer-refused'],
    ['a day that is none', (list: string[][]) => { write(list, 'เชื่อมได้ภายในวันที่', 'ชุด rid-a', '31 ก.พ. 2634'); }, 'answer-refused'],
    ['10,000 characters', (list: string[][]) => { write(list, 'หมายเหตุ', 'ชุด rid-a', 'ก'.repeat(10_000)); }, 'answer-refused'],
    ['an id that was changed', (list: string[][]) => { (list[1] as string[])[0] = 'r999999v1'; }, 'id-unknown'],
    ['a row that was copied', (list: string[][]) => { list.push([...list[1] as string[]]); }, 'id-twice'],
    ['a row without an id', (list: string[][]) => { list.push(['', 'ชุดใหม่', '', '', 'ใช่']); }, 'id-missing'],
    ['a cell beyond the headings', (list: string[][]) => { (list[0] as string[]).push(''); (list[1] as string[])[(list[0] as string[]).length - 1] = 'เกิน'; }, 'no-heading'],
  ] as const)('names %s by sheet and cell, and takes nothing', async (_, change, code) => {
    const book = await open(await download());
    const list = sheetOf(book, 'รายการ');
    for (const cells of list) while (cells.length < (list[0] as string[]).length) cells.push('');
    change(list);
    const seen = await preview(book);
    expect([seen.plan, seen.problems.map((each: { code: string }) => each.code)]).toEqual([null, expect.arrayContaining([code])]);
    expect(seen.problems.every((each: { sheet: string; cell: string; th: string }) => each.sheet === 'รายการ' && /^[A-Z]+\d+$/.test(each.cell) && /[ก-๙]/.test(each.th))).toBe(true);
  });

  it('refuses what is no workbook, and keeps markup and formulas of text as text', async () => {
    expect((await house.ask('POST', `${path()}/workbook`, Buffer.from('PK nothing'), rid)).body.code).toBe('readiness.workbook-unreadable');
    const book = await open(await download());
    write(sheetOf(book, 'รายการ'), 'หมายเหตุ', 'ชุด rid-c', '=1+1 <b>#eval</b> _x0041_');
    const seen = await preview(book);
    expect(seen.changes).toMatchObject([{ after: '=1+1 <b>#eval</b> _x0041_' }]);
  });
});

describe('an answer in a cell', () => {
  const { body } = currentDefinition();
  const any = (question: Question): fc.Arbitrary<string> => {
    if (question.type === 'text') return fc.string({ maxLength: 60, unit: 'grapheme' });
    if (question.type === 'number') return fc.integer({ min: -1e9, max: 1e12 }).map(String);
    if (question.type === 'date') return fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10));
    return fc.constantFrom(...(question.choices?.map(({ code }) => code) ?? ['yes', 'no']));
  };

  it('reads back what was written, of every question, in both languages', () => {
    fc.assert(fc.property(fc.constantFrom(...body.questions).chain((question) => fc.tuple(fc.constant(question), any(question), fc.constantFrom('th' as const, 'en' as const))), ([question, text, lang]) => {
      const kept = readSent(question, text);
      if ('value' in kept) expect(readWritten(question, writeAnswer(question, kept.value, lang))).toEqual(kept);
    }), { numRuns: 500 });
  });

  const date = body.questions.find(({ type }) => type === 'date') as Question;
  it.each([['30/9/2569', '2026-09-30'], ['2569-09-30', '2026-09-30'], ['๓๐ กันยายน ๒๕๖๙', '2026-09-30'], ['30 ก.ย. 69', '2026-09-30'], ['30 Sep 2026', '2026-09-30'], ['46295', '2026-09-30'], ['25690930', '2026-09-30']])('takes %s for a day', (text, iso) => {
    expect(readWritten(date, text)).toEqual({ value: iso });
  });

  it('comes from a definition that is checked, with the place of what is wrong', () => {
    const yaml = (question: string) => `title: { th: ก, en: a }\nquestions:\n  - ${question}`;
    expect(() => readDefinition(yaml('{ id: a, of: all, type: choice, required: true, th: ก, en: a }'))).toThrow(/questions\/0: choices/);
    expect(() => readDefinition(yaml('{ id: a, of: all, type: text, required: true, th: ก, en: a, when: { b: [x] } }'))).toThrow(/b is not asked before/);
    expect(() => readDefinition(yaml('{ id: a, of: all, type: colour, required: true, th: ก, en: a }'))).toThrow(/questions\/0/);
  });
});
