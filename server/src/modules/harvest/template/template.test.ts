import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../../app/module-folders.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { writeXlsx } from '#kernel/xlsx/write-xlsx.ts';
import { createRecord, findRecord, readDefinition } from '#modules/catalog/index.ts';
import { findAgency } from '#modules/organisations/index.ts';
import { columnsOf, headerOf, sheetOf } from './columns.ts';
import { readWorkbook } from './read-workbook.ts';
import { takeHarvestTemplate } from './take-template.ts';
import { listTemplateRecords, writeTemplate } from './write-template.ts';

const steward = principalOf('steward', { agencies: ['rid'] });
let test: TestDatabase;
beforeAll(async () => { test = await testDatabase(moduleFolders); });
afterAll(() => test?.close());

const columns = (version: string, sheet: string) => columnsOf(readDefinition(), version, sheet) ?? [];
const row = (version: string, sheet: string, values: Record<string, string>) => columns(version, sheet).map(({ name }) => values[name] ?? '');
const good = { name: 'rid-rain', d_type: 'ข้อมูลสถิติ', title: 'ปริมาณฝน', owner_org: 'กรมชลประทาน', tag_string: 'ฝน, น้ำ', objective: 'พันธกิจหน่วยงาน, อื่นใดเลย', update_frequency_unit: 'เดือน', update_frequency_interval: '1', last_updated_date: '2568-01-31', first_year_of_data: '2560' };

/** A workbook as somebody sent it. */
async function workbook(version: string, rows: string[][], over: { header?: string[]; above?: number; resources?: string[][] } = {}): Promise<Buffer> {
  const titles = over.header ?? columns(version, 'Temp2_Meta_Stat').map(headerOf);
  const sheet = (name: string, heads: string[], lines: string[][]) => ({ name, above: Array.from({ length: over.above ?? 3 }, () => ['x']), columns: heads.map((title) => ({ title })), rows: [heads.map(() => 'note'), ...lines] });
  return buffer(writeXlsx([sheet('Temp2_Meta_Stat', titles, rows), sheet('Temp3_Resource_Stat', columns(version, 'Temp3_Resource_Stat').map(headerOf), over.resources ?? [])]));
}
const take = (bytes: Buffer, apply = false) => takeHarvestTemplate(scopedDatabase(test.db, steward), steward, 'rid', bytes, apply);

describe("the government's workbook", () => {
  it.each(['2.1.0', '2.2.4'])('of version %s is tried, then taken, with its resources and its days of the Buddhist Era', async (version) => {
    const name = `rid-rain-${version.replaceAll('.', '-')}`;
    const bytes = await workbook(version, [row(version, 'Temp2_Meta_Stat', { ...good, name })], { resources: [row(version, 'Temp3_Resource_Stat', { dataset_name: name, resource_name: 'ไฟล์', resource_url: 'https://a.go.th/x.csv', format: 'csv' })] });
    const tried = await take(bytes);
    expect(tried).toMatchObject({ version, datasets: 1, resources: 1, created: 1, applied: false, places: [] });
    expect(tried.notes.map(({ row: line, column, en }) => [line, column, en.split(' ').slice(0, 4).join(' ')])).toEqual([[6, 'I', 'Objective has no "อื่นใดเลย"'], [6, version === '2.1.0' ? 'U' : 'V', 'Last updated date was']]);
    expect(await test.db.read((tx) => findRecord(tx, name))).toBeNull();
    expect(await take(bytes, true)).toMatchObject({ created: 1, applied: true });
    expect(await test.db.read((tx) => findRecord(tx, name))).toMatchObject({
      state: 'draft', titleTh: 'ปริมาณฝน', tags: ['ฝน', 'น้ำ'], metadata: { data_type: '2', objective: ['11', '99'], objective_other: 'อื่นใดเลย', last_updated_date: '2025-01-31', first_year_of_data: '2560' }, resources: [{ url: 'https://a.go.th/x.csv', format: 'CSV' }],
    });
    expect(await take(bytes, true)).toMatchObject({ created: 0, changed: 0, applied: true });
  });

  it('with a shifted, missing or added column, or its header elsewhere, is refused with the place', async () => {
    const titles = columns('2.2.4', 'Temp2_Meta_Stat').map(headerOf);
    const shifted = await take(await workbook('2.2.4', [], { header: [titles[0] as string, '', ...titles.slice(1)] }), true);
    expect(shifted.applied).toBe(false);
    expect(shifted.places[0]).toMatchObject({ sheet: 'Temp2_Meta_Stat', row: 4, column: 'B' });
    expect(shifted.places[1]).toMatchObject({ column: 'C', en: expect.stringContaining('What stands here belongs in B.') });
    expect((await take(await workbook('2.2.4', [], { header: titles.toSpliced(3, 1) }))).places[0]).toMatchObject({ row: 4, column: 'D' });
    expect((await take(await workbook('2.2.4', [], { header: [...titles, 'พิเศษ'] }))).places).toMatchObject([{ row: 4, column: 'AE', en: 'The column "พิเศษ" is one too many.' }]);
    expect((await take(await workbook('2.2.4', [], { above: 4 }))).places[0]).toMatchObject({ row: 5, en: 'The header is in row 5; it must be in row 4.' });
    expect((await take(await buffer(writeXlsx([{ name: 'Sheet1', columns: [{ title: 'a' }], rows: [] }])))).places[0]?.en).toMatch(/There is no sheet/);
  });

  it('with a wrong cell says which, and takes nothing at all', async () => {
    const rows = [{ ...good, name: 'rid-one' }, { ...good, name: 'rid-one' }, { ...good, name: 'rid-two', last_updated_date: '31 ม.ค.' }, { ...good, name: 'rid-three', owner_org: 'กรมปศุสัตว์' }, { ...good, name: '', title: '' }].map((values) => row('2.2.4', 'Temp2_Meta_Stat', values));
    const report = await take(await workbook('2.2.4', rows, { resources: [row('2.2.4', 'Temp3_Resource_Stat', { dataset_name: 'rid-nine', resource_url: 'javascript:1' }), row('2.2.4', 'Temp3_Resource_Stat', { dataset_name: 'rid-nine', resource_url: 'https://a.go.th/' })] }), true);
    expect(report.applied).toBe(false);
    expect(report.places.map(({ sheet, row: line, column }) => `${sheet.slice(6, 9)} ${line} ${column}`).sort()).toEqual(['Met 10 A', 'Met 10 C', 'Met 7 A', 'Met 8 V', 'Met 9 D', 'Res 6 C', 'Res 7 A']);
    expect(await test.db.read((tx) => findRecord(tx, 'rid-one'))).toBeNull();
  });

  it('that is none is refused with a sentence', async () => {
    await expect(take(Buffer.from('no zip'))).rejects.toMatchObject({ code: 'harvest.template-unreadable' });
    await expect(takeHarvestTemplate(test.db, steward, 'doae', await workbook('2.2.4', []), false)).rejects.toMatchObject({ code: 'harvest.agency-unknown' });
  });

  it('goes out filled, with lists to choose from, and comes back without a change', async () => {
    await test.db.tx((tx) => createRecord(tx, principalOf('operator'), { slug: 'rid-map', agencyId: 'rid', titleTh: 'แผนที่', titleEn: 'Map', tags: ['แผนที่'], metadata: { data_type: '3', created_date: null, geographic_data_set: '07', west_bound_longitude: 97.5, last_updated_date: '2025-01-31', data_language: ['01'], objective: ['99'], objective_other: 'วิจัย' } }));
    const bytes = await test.db.read(async (tx) => buffer(writeTemplate('gis', (await findAgency(tx, 'rid'))!, await listTemplateRecords(tx, 'rid', 'gis'))));
    const [meta, , lists] = await readWorkbook(bytes);
    expect(meta?.rows.get(4)?.slice(0, 3)).toEqual(['ชื่อย่อ (URL) [name]', 'ประเภทชุดข้อมูล [d_type]', 'ชื่อชุดข้อมูล [title]']);
    expect(meta?.rows.get(6)).toEqual(expect.arrayContaining(['rid-map', 'ข้อมูลภูมิสารสนเทศเชิงพื้นที่', 'แผนที่', 'วิจัย', '2568-01-31', 'ไทย']));
    expect(lists?.name).toBe('รายการ');
    expect(Object.keys(sheetOf)).toHaveLength(5);
    expect(await take(bytes, true)).toMatchObject({ version: '2.2.4', datasets: 1, created: 0, changed: 0, applied: true, places: [] });
  });
});
