import { beforeAll, describe, expect, it } from 'vitest';
import { download, get } from './testing/api.ts';
import { csv, newDataset } from './testing/farmers.ts';
import { openTable, type Cells } from './testing/open-table.ts';
import { sendFile } from './testing/runs.ts';

const names = ['code', 'note', 'count', 'area', 'flooded', 'day', 'at'];
const saphan = (value: object) => [{ property: 'saphan', value }];
const column = (name: string, logicalType: string, more: object = {}, extension: object = {}) => ({ name, physicalName: name, businessName: name, logicalType, required: false, ...more, customProperties: saphan({ titleEn: name, ...extension }) });
const columns = [
  column('code', 'string', { required: true, primaryKey: true, primaryKeyPosition: 1 }), column('note', 'string'), column('count', 'integer'),
  column('area', 'number', {}, { precision: 18, scale: 3 }), column('flooded', 'boolean'), column('day', 'date'), column('at', 'timestamp'),
];

/** Texts that spreadsheets and readers of CSV are known to spoil; all of them are in Windows-874. */
const texts = [
  'น้ำท่วม "ซ้ำ", แล้ง', 'บรรทัดหนึ่ง\nบรรทัดสอง', '=1+2', '+66 2 281 5884', '-1-', '@SUM(A1)', '0012', '1e5', 'TRUE', '2568-02-15', 'สอง  ช่องว่าง', '฿ 1,200 ๑๒๓', '_x0041_', '<b>&amp;</b>', '“คำพูด”',
];
const numbers = ['0', '-1', '9007199254740993', '123456789012345', ''];
const areas = ['0.100', '-12.345', '999999999999999.999', '7.000', ''];
const days = ['29/02/2567', '01/01/2444', '31/12/2569', ''];
const times = ['15/02/2568 08:30:00', '31/12/2567 23:59:59', ''];
const source = Array.from({ length: 300 }, (_, i) => [
  `${String(i).padStart(4, '0')}`, texts[i % texts.length] as string, numbers[i % 5] as string, areas[(i + 2) % 5] as string, ['ใช่', 'ไม่ใช่', ''][i % 3] as string, days[i % 4] as string, times[(i + 1) % 3] as string,
]);

/** What a reader must find in a format where the release has a value: types of one format have no other way to write it. */
const writtenAs: Record<string, (value: string, name: string) => string> = {
  'csv': (value) => value,
  'csv-874': (value) => value,
  'ndjson': (value) => value,
  'parquet': (value, name) => (name === 'at' ? value.replace('T', ' ').replace('Z', '') : value),
  'xlsx': (value, name) => {
    if (name === 'area' && value.replace(/\D/g, '').replace(/^0+/, '').length <= 15) return String(Number(value));
    if (name === 'at') return new Date(Date.parse(value) + 7 * 3_600_000).toISOString().slice(0, 19); // Bangkok's clock, as people there read it
    return value;
  },
};

describe('a downloaded release of every type', () => {
  let slug = '';
  let release: Cells = [];
  beforeAll(async () => {
    slug = await newDataset({ columns });
    const run = await sendFile(slug, 'every-type.csv', csv(source, { head: names }));
    expect([run.state, run.rejects]).toEqual(['published', []]);
    const { items } = await get(`/datasets/${slug}/releases/1/rows?limit=500`);
    release = items.map((row: Record<string, unknown>) => names.map((name) => (row[name] === null ? null : String(row[name]))));
  }, 60_000);

  it('stands on the rows that were sent', () => {
    expect(release.map(([code, note]) => [code, note])).toEqual(source.map(([code, note]) => [code, note]));
    expect(release.map((row) => row.slice(2).map((cell) => cell === null))).toEqual(source.map((row) => row.slice(2).map((cell) => cell === '')));
    expect(release[1]?.slice(2)).toEqual(['-1', '7.000', 'false', '1901-01-01', null]);
  });

  it.each(Object.keys(writtenAs))('says in %s, cell by cell, what the release says', async (format) => {
    const [head, ...rows] = await openTable(format, (await download(`/datasets/${slug}/releases/1/download?format=${format}`)).bytes);
    expect(head).toEqual(names);
    const write = writtenAs[format] as (value: string, name: string) => string;
    expect(rows).toEqual(release.map((row) => row.map((cell, i) => (cell === null ? null : write(cell, names[i] as string)))));
  });
});
