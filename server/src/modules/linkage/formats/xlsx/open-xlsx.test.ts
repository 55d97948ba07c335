import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { afterAll, describe, expect, it } from 'vitest';
import { writeXlsx } from '#kernel/xlsx/write-xlsx.ts';
import { listSheets, openXlsx, type XlsxOptions } from './open-xlsx.ts';
import { SharedStrings } from './shared-strings.ts';

const folder = await mkdtemp(join(tmpdir(), 'saphan-xlsx-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const sheetXml = (rows: string, after = '') => `<worksheet ${ns}><sheetData>${rows}</sheetData>${after}</worksheet>`;

interface Fixture { sheets?: Record<string, string>; strings?: string; styles?: string; workbookPr?: string; hidden?: string[]; more?: Record<string, string | Buffer | Readable> }

async function fixture({ sheets = {}, strings, styles, workbookPr = '', hidden = [], more = {} }: Fixture): Promise<string> {
  const names = Object.keys(sheets);
  const parts: Record<string, string | Buffer | Readable> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook ${ns}>${workbookPr}<sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${hidden.includes(name) ? ' state="hidden"' : ''}/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${rel}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="s" Type="${rel}/styles" Target="styles.xml"/><Relationship Id="t" Type="${rel}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    ...(styles ? { 'xl/styles.xml': `<styleSheet ${ns}>${styles}</styleSheet>` } : {}),
    ...(strings ? { 'xl/sharedStrings.xml': `<sst ${ns}>${strings}</sst>` } : {}),
    ...Object.fromEntries(names.map((name, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheets[name] as string])),
    ...more,
  };
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) {
    if (content instanceof Readable) zip.addReadStream(content, name);
    else zip.addBuffer(Buffer.from(content), name);
  }
  zip.end();
  const path = join(folder, `${randomUUID()}.xlsx`);
  await pipeline(zip.outputStream as Readable, createWriteStream(path));
  return path;
}

const plain: XlsxOptions = { sheet: null, headerRow: 1, headerRows: 1 };
async function recordsOf(path: string, options: Partial<XlsxOptions> = {}): Promise<string[]> {
  const reader = await openXlsx(path, { ...plain, ...options });
  try {
    let text = '';
    for await (const piece of reader.records()) text += piece.toString('utf8');
    return text.split('\n').slice(0, -1);
  } finally {
    await reader.close();
  }
}
const header = '<row r="1"><c r="A1" t="inlineStr"><is><t>ค่า</t></is></c></row>';
const one = async (cell: string, fixtureParts: Partial<Fixture> = {}, options: Partial<XlsxOptions> = {}) => (await recordsOf(await fixture({ sheets: { a: sheetXml(`${header}<row r="2">${cell}</row>`) }, ...fixtureParts }), options))[0]?.replace('2,-1,', '');
const code = (name: string) => expect.objectContaining({ code: `linkage.${name}`, retry: 'data' });

describe('cells of a sheet', () => {
  it.each([
    ['1', '1'], ['0', '0'], ['-12.50', '-12.5'], ['1.0E+5', '100000'], ['1.1000000000000001', '1.1'], ['14.1', '14.1'], ['1234567890123', '1234567890123'], ['123456789012345678', '123456789012345678'],
    ['1E-3', '0.001'], ['-2.5e2', '-250'], ['1.5E+10', '15000000000'], ['0.30000000000000004', '0.30000000000000004'], ['3.7400000000000002', '3.74'], ['1e999', '1e999'],
  ])('writes the number %s as %s', async (xml, text) => expect(await one(`<c r="A2"><v>${xml}</v></c>`)).toBe(text));

  it('reads booleans, errors, formulas with their kept value, ISO dates and escapes', async () => {
    const rows = `${header}<row r="2"><c r="A2" t="b"><v>1</v></c></row><row r="3"><c r="A3" t="e"><v>#N/A</v></c></row><row r="4"><c r="A4" t="str"><f>A1&amp;"x"</f><v>ค่าx</v></c></row>`
      + '<row r="5"><c r="A5" t="d"><v>2025-02-15T00:00:00</v></c></row><row r="6"><c r="A6" t="inlineStr"><is><r><t>a_x000D_</t></r><r><t xml:space="preserve"> &lt;b&gt;</t></r><rPh><t>อ่าน</t></rPh></is></c></row><row r="7"><c r="A7"><f>1+1</f></c></row>';
    expect(await recordsOf(await fixture({ sheets: { a: sheetXml(rows) } }))).toEqual(['2,-1,true', '3,-1,#N/A', '4,-1,ค่าx', '5,-1,2025-02-15', '6,-1,"a\r <b>"']);
  });

  const styles = '<numFmts><numFmt numFmtId="170" formatCode="[$-41E]d mmm yyyy"/><numFmt numFmtId="171" formatCode="yyyy-mm-dd hh:mm"/><numFmt numFmtId="172" formatCode="[h]:mm"/><numFmt numFmtId="173" formatCode="#,##0.00&quot; บาท d&quot;"/><numFmt numFmtId="174" formatCode="[Red]0.00E+00"/></numFmts>'
    + '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="173"/><xf numFmtId="174"/><xf numFmtId="21"/></cellXfs>';
  it.each([
    [0, '45703', '45703'], [1, '45703', '2025-02-15'], [2, '45703.75', '2025-02-15'], [3, '45703.5208333333', '2025-02-15T12:30:00'], [4, '1.5', '36:00:00'], [5, '45703', '45703'], [6, '45703', '45703'], [7, '0.5', '12:00:00'],
    [1, '1', '1900-01-01'], [1, '60', '1900-02-29'], [1, '61', '1900-03-01'], [1, '-5', '-5'], [1, '99999999', '99999999'], [3, '45703.999999999', '2025-02-16T00:00:00'], [1, '244034', '2568-02-20'],
  ])('style %i shows %s as %s', async (style, xml, text) => expect(await one(`<c r="A2" s="${style}"><v>${xml}</v></c>`, { styles })).toBe(text));

  it('knows the 1904 system, and writes true dates in the calendar that a contract reads', async () => {
    expect(await one('<c r="A2" s="1"><v>0</v></c>', { styles, workbookPr: '<workbookPr date1904="1"/>' })).toBe('1904-01-01');
    expect(await one('<c r="A2" s="1"><v>45703</v></c>', { styles }, { calendarOf: (source) => (source === 'ค่า' ? 'be' : 'ce') })).toBe('2568-02-15');
    expect(await one('<c r="A2" s="1"><v>244034</v></c>', { styles }, { calendarOf: () => 'be' })).toBe('2568-02-20');
  });

  it('joins rich shared strings and takes a missing one for no value', async () => {
    const strings = '<si><t>หนึ่ง</t></si><si><r><t>สอง</t></r><r><t xml:space="preserve"> ส่วน</t></r></si>';
    const rows = `${header}<row r="2"><c r="A2" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="s"><v>0</v></c></row><row r="4"><c r="A4" t="s"><v>9</v></c></row>`;
    expect(await recordsOf(await fixture({ sheets: { a: sheetXml(rows) }, strings }))).toEqual(['2,-1,สอง ส่วน', '3,-1,หนึ่ง']);
  });

  it('keeps row numbers over empty rows and pads short rows; cells past the header stay to be rejected', async () => {
    const text = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const rows = `<row r="1">${text('A1', 'a')}${text('B1', 'b')}${text('C1', 'c')}</row><row r="3">${text('B3', 'x')}</row><row r="4"/><row r="9">${text('A9', '1')}${text('D9', 'ซ้าย')}</row>`;
    expect(await recordsOf(await fixture({ sheets: { a: sheetXml(rows) } }))).toEqual(['3,-1,,x,', '9,-1,1,,,ซ้าย']);
  });

  it('reads prefixed XML, rows and cells without references', async () => {
    const xml = `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c t="str"><x:v>a</x:v></x:c><x:c t="str"><x:v>b</x:v></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(await recordsOf(await fixture({ sheets: { a: xml } }))).toEqual(['2,-1,1,2']);
  });
});

describe('headers and sheets', () => {
  const text = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;

  it('fills merged cells and joins the levels of several header rows', async () => {
    const rows = `<row r="1">${text('A1', 'ทะเบียนเกษตรกร')}</row><row r="3">${text('A3', 'จังหวัด')}${text('B3', 'พื้นที่ (ไร่)')}${text('D3', 'หมายเหตุ')}</row><row r="4">${text('B4', 'นา')}${text('C4', 'สวน\nผัก')}</row><row r="5">${text('A5', 'น่าน')}<c r="B5"><v>3</v></c></row>`;
    const merges = '<mergeCells count="4"><mergeCell ref="A1:D1"/><mergeCell ref="A3:A4"/><mergeCell ref="B3:C3"/><mergeCell ref="D3:D4"/><mergeCell ref="A900:A901"/></mergeCells>';
    const path = await fixture({ sheets: { a: sheetXml(rows, merges) } });
    const reader = await openXlsx(path, { sheet: null, headerRow: 3, headerRows: 2 });
    expect(await reader.readHeader()).toEqual(['จังหวัด', 'พื้นที่ (ไร่) / นา', 'พื้นที่ (ไร่) / สวน ผัก', 'หมายเหตุ']);
    expect((await reader.preview(2)).map(({ line, cells }) => [line, cells])).toEqual([[1, Array(4).fill('ทะเบียนเกษตรกร')], [3, ['จังหวัด', 'พื้นที่ (ไร่)', 'พื้นที่ (ไร่)', 'หมายเหตุ']]]);
    await reader.close();
    expect(await recordsOf(path, { headerRow: 3, headerRows: 2 })).toEqual(['5,-1,น่าน,3,,']);
  });

  it('takes the first visible sheet, lists hidden ones, and says which sheets there are', async () => {
    const path = await fixture({ sheets: { ซ่อน: sheetXml(header), ข้อมูล: sheetXml(`${header}<row r="2"><c r="A2"><v>7</v></c></row>`) }, hidden: ['ซ่อน'] });
    expect(await listSheets(path)).toEqual([{ name: 'ซ่อน', hidden: true }, { name: 'ข้อมูล', hidden: false }]);
    expect(await recordsOf(path)).toEqual(['2,-1,7']);
    await expect(openXlsx(path, { ...plain, sheet: 'อื่น' })).rejects.toEqual(expect.objectContaining({ code: 'linkage.sheet-missing', fields: expect.objectContaining({ sheets: ['ซ่อน', 'ข้อมูล'] }) }));
  });

  it('names columns by letter without a header, and refuses an empty header row', async () => {
    const path = await fixture({ sheets: { a: sheetXml('<row r="1"><c r="A1"><v>1</v></c><c r="AB1"><v>2</v></c></row>') } });
    const reader = await openXlsx(path, { sheet: null, headerRow: 1, headerRows: 0 });
    expect((await reader.readHeader()).at(-1)).toBe('AB');
    await reader.close();
    await expect(recordsOf(path, { headerRow: 5 })).rejects.toThrow(code('header-missing'));
  });

  it('reads 5,000 columns', async () => {
    const columns = Array.from({ length: 5000 }, (_, each) => ({ title: `c${each}` }));
    const path = join(folder, 'wide.xlsx');
    await pipeline(writeXlsx([{ name: 'a', columns, rows: [columns.map((_, each) => String(each))] }]), createWriteStream(path));
    const [record = ''] = await recordsOf(path);
    expect(record.split(',').slice(2)).toEqual(columns.map((_, each) => String(each)));
  });
});

describe('hostile workbooks', () => {
  it('refuses a ZIP bomb before it is unpacked', async () => {
    const bomb = Readable.from((function* () { yield Buffer.from(`<worksheet ${ns}><sheetData>`); for (let each = 0; each < 1500; each += 1) yield Buffer.alloc(1 << 16, ' '); yield Buffer.from('</sheetData></worksheet>'); })());
    const path = await fixture({ sheets: { a: '' }, more: { 'xl/worksheets/sheet1.xml': bomb } });
    expect((await readFile(path)).length).toBeLessThan(200_000);
    await expect(recordsOf(path)).rejects.toThrow(code('workbook-too-large'));
  });

  it('refuses a text without end, and a cell beyond the sheet', async () => {
    const noise = () => Array.from({ length: 120_000 }, () => randomUUID()).join('');
    await expect(recordsOf(await fixture({ sheets: { a: sheetXml(`<row r="1"><c r="A1" t="inlineStr"><is><t>${noise()}</t></is></c></row>`) } }))).rejects.toThrow(code('workbook-too-large'));
    await expect(recordsOf(await fixture({ sheets: { a: sheetXml('<row r="1"><c r="XFE1"><v>1</v></c></row>') } }))).rejects.toThrow(code('workbook-too-large'));
    await expect(recordsOf(await fixture({ sheets: { a: sheetXml('<row r="99999999"><c r="A99999999"><v>1</v></c></row>') } }))).rejects.toThrow(code('workbook-too-large'));
  });

  it('refuses entities and document types', async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${sheetXml('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>')}`;
    await expect(recordsOf(await fixture({ sheets: { a: laughs } }))).rejects.toThrow(code('workbook-broken'));
    const outside = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${sheetXml('')}`;
    await expect(recordsOf(await fixture({ sheets: { a: outside } }))).rejects.toThrow(code('workbook-broken'));
    await expect(recordsOf(await fixture({ sheets: { a: sheetXml('<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>') } }))).rejects.toThrow(code('workbook-broken'));
  });

  it('says that a workbook is truncated, damaged or none, wherever it is cut', async () => {
    const path = await fixture({ sheets: { a: sheetXml(header + '<row r="2"><c r="A2"><v>1</v></c></row>'.repeat(200)) } });
    const whole = await readFile(path);
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const cut = join(folder, `cut-${share}.xlsx`);
      await writeFile(cut, whole.subarray(0, Math.floor(whole.length * share)));
      await expect(recordsOf(cut)).rejects.toThrow(code('workbook-broken'));
    }
    const broken = Buffer.from(whole);
    broken.fill(0x55, whole.indexOf('xl/worksheets/sheet1.xml') + 40, whole.indexOf('xl/worksheets/sheet1.xml') + 80);
    await writeFile(path, broken);
    await expect(recordsOf(path)).rejects.toThrow(code('workbook-broken'));
    await writeFile(path, 'PK\x03\x04 is no archive');
    await expect(recordsOf(path)).rejects.toThrow(code('workbook-broken'));
    await expect(recordsOf(await fixture({ sheets: { a: `${sheetXml(header)}<extra/>` } }))).rejects.toThrow(code('workbook-broken'));
    await expect(listSheets(await fixture({ sheets: {} }))).rejects.toThrow(code('workbook-broken'));
  });

  it('opens no archive within the archive and no path outside it', async () => {
    const inner = await readFile(await fixture({ sheets: { a: sheetXml(header) } }));
    const path = await fixture({ sheets: { a: sheetXml(`${header}<row r="2"><c r="A2"><v>1</v></c></row>`) }, more: { 'xl/embeddings/inner.xlsx': inner } });
    expect(await recordsOf(path)).toEqual(['2,-1,1']);
  });
});

it('keeps shared strings beyond memory in a file and gives them back', () => {
  const strings = new SharedStrings(folder);
  const text = (each: number) => `${each} ${'ก'.repeat(each % 3 === 0 ? 200_000 : 50)}`;
  for (let each = 0; each < 600; each += 1) strings.append(text(each));
  for (const each of [599, 0, 300, 1, 598, 2, 3]) expect(strings.at(each)).toBe(text(each));
  expect([strings.at(600), strings.at(-1), strings.at(Number.NaN)]).toEqual([null, null, null]);
  strings.close();
});
