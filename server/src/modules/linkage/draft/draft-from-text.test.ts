import { readFileSync } from 'node:fs';
import { checkDigit } from '@saphan/contracts/thai-id';
import { parseContract } from '@saphan/contracts/odcs/parse';
import { describe, expect, test } from 'vitest';
import iconv from 'iconv-lite';
import { draftFromText } from './draft-from-text.ts';
import type { TextChoices } from './draft-from-text.ts';

const draft = (content: string | Buffer, options: { complete?: boolean; chosen?: TextChoices; fileName?: string } = {}) =>
  draftFromText(Buffer.isBuffer(content) ? content : Buffer.from(content), { complete: true, fileName: 'test.csv', ...options });
const types = (made: ReturnType<typeof draft>): string[] => made.columns.map(({ column }) => column.type + (column.geocodeDigits ?? ''));
const column = (made: ReturnType<typeof draft>, name: string) => made.columns.find((one) => one.column.name === name)!;
const citizen = (n: number): string => { const twelve = String(110_170_023_070 + n * 7919); return twelve + checkDigit(twelve); };
const lines = (count: number, row: (n: number) => string): string => Array.from({ length: count }, (_, n) => row(n)).join('\n');

/** A list of farmers as a clerk's export has it: Windows-874, B.E. dates, Thai digits, thousands, citizen numbers. */
const farmers = iconv.encode(`เลขประจำตัวประชาชน,ชื่อ-สกุล,รหัสจังหวัด,พื้นที่ (ไร่),วันที่ขึ้นทะเบียน,โทรศัพท์,หมายเหตุ\r\n${Array.from({ length: 60 }, (_, n) =>
  `${citizen(n)},${n % 2 ? 'นาย' : 'นางสาว'}ทดสอบ ที่${n},${[10, 30, 50, 57, 90][n % 5]},"${n === 3 ? '๑,๒๓๔.๕๐' : `${n},000.25`}",${(n % 28) + 1}/0${(n % 9) + 1}/2567,08${String(10_000_000 + n)},${n % 3 ? '-' : 'น้ำท่วม'}\r\n`).join('')}`, 'win874');

describe('a Windows-874 list with Buddhist dates and Thai digits', () => {
  const made = draft(farmers);
  test('is read in its encoding, with an alternative', () => {
    expect(made.evidence.encoding).toMatchObject({ encoding: 'windows-874', alternative: 'tis-620', undefinedCount: 0 });
    expect(made.evidence.encoding.confidence).toBeGreaterThan(0.9);
    expect(made.evidence.dialect).toMatchObject({ delimiter: ',', quote: '"', newline: 'CRLF' });
  });
  test('gets its types, key and calendar', () => {
    expect(types(made)).toEqual(['citizen-id', 'text', 'geocode2', 'decimal', 'date', 'text', 'text']);
    expect(made.contract.source.calendar).toBe('be');
    expect(made.columns.map((one) => one.column.name)).toEqual(['citizen_id', 'full_name', 'province_id', 'area_rai', 'date_registered', 'phone', 'note']);
    expect(column(made, 'citizen_id').column.primaryKey).toBe(1);
    expect(column(made, 'area_rai').column.scale).toBe(2);
  });
  test('has its personal data marked and masked', () => {
    expect(made.columns.map((one) => one.column.personalData)).toEqual(['direct', 'direct', null, null, null, 'direct', null]);
    expect(column(made, 'citizen_id').column.classification).toBe('confidential');
    for (const value of [...column(made, 'citizen_id').samples, made.sampleRows[0]![0]!, made.sampleRows[0]![1]!]) expect(value).toMatch(/^•••• /);
  });
  test('gives a reason in both languages for each column', () => {
    for (const one of made.columns) { expect(one.reasonTh).toMatch(/[ก-๙]/); expect(one.reasonEn).toMatch(/[a-z]/); }
  });
});

test('every draft is a contract that the reader accepts', () => {
  for (const made of [draft(farmers), draft('a;b\n1;x\n2;y\n'), draft('id,id\n1,2\n'), draft('ชื่อ\n'), draft(`${'x,'.repeat(4999)}y\n${'1,'.repeat(4999)}2\n`)]) {
    expect(parseContract(made.contractYaml)).toEqual({ contract: made.contract });
  }
});

describe('the dialect', () => {
  test.each([[';', 'semicolon'], ['|', 'pipe'], ['\t', 'tab'], [',', 'comma']] as const)('with the delimiter %j is found', (delimiter, _name) => {
    const made = draft(['id', 'ชื่อ', 'ราคา'].join(delimiter) + '\n' + lines(30, (n) => [n, `"มะม่วง, ${delimiter} ${n}"`, `${n}.5`].join(delimiter)));
    expect(made.contract.source).toMatchObject({ delimiter, quote: '"' });
    expect(types(made)).toEqual(['integer', 'text', 'decimal']);
  });
  test('of one column is one column, and says so', () => {
    const made = draft('ชื่อ\nก\nข\nค\n');
    expect(made.columns).toHaveLength(1);
    expect(made.evidence.notes.map(({ th }) => th).join()).toContain('คอลัมน์เดียว');
  });
  test('chosen by a person is kept', () => {
    expect(draft('a;b,c\n1;2,3\n', { chosen: { delimiter: ',' } }).columns).toHaveLength(2);
  });
});

describe('the encoding', () => {
  const thai = 'รหัส,จังหวัด\n1,กรุงเทพมหานคร\n2,เชียงใหม่\n';
  test.each([['utf-8', Buffer.from(thai)], ['utf-8', Buffer.from(`\ufeff${thai}`)], ['utf-16le', Buffer.from(`\ufeff${thai}`, 'utf16le')], ['utf-16le', Buffer.from(thai, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${thai}`, 'utf16le').swap16()], ['utf-16be', Buffer.from(thai, 'utf16le').swap16()], ['windows-874', iconv.encode(thai, 'win874')]] as const)('%s is told by its bytes', (encoding, bytes) => {
    const made = draft(Buffer.from(bytes));
    expect(made.evidence.encoding.encoding).toBe(encoding);
    expect(made.contract.columns.map(({ source }) => source)).toEqual(['รหัส', 'จังหวัด']);
  });
  test('names the bytes it does not define, with their line', () => {
    const bytes = Buffer.concat([iconv.encode(thai, 'win874'), Buffer.from([0x33, 0x2c, 0xdb, 0x0a])]);
    expect(draft(bytes).evidence.encoding).toMatchObject({ encoding: 'windows-874', undefinedCount: 1, undefinedBytes: [{ byte: 0xdb, line: 4 }] });
  });
  test('mixed in one file stays UTF-8 with a warning and a lower confidence', () => {
    const { encoding } = draft(Buffer.concat([Buffer.from(thai.repeat(5)), iconv.encode('3,เลย\n', 'win874')])).evidence;
    expect(encoding).toMatchObject({ encoding: 'utf-8', alternative: 'windows-874' });
    expect(encoding.confidence).toBeLessThan(0.8);
    expect(encoding.undefinedCount).toBeGreaterThan(0);
  });
  test('of French text is not called Thai with confidence', () => {
    const { encoding } = draft(iconv.encode('id,nom\n1,Élève à côté\n2,Müller façade\n3,garçon où déjà\n', 'latin1')).evidence;
    expect(encoding.confidence).toBeLessThan(0.5);
  });
  test('is not doubted because the head ends within a letter', () => {
    const bytes = Buffer.from(thai);
    expect(draft(bytes.subarray(0, bytes.length - 2), { complete: false }).evidence.encoding).toMatchObject({ encoding: 'utf-8', undefinedCount: 0 });
  });
});

describe('the header', () => {
  test('of two rows under two title lines is joined, and the title becomes the name', () => {
    const made = draft(`รายงานพื้นที่เพาะปลูก ปี 2567,,,,\nข้อมูล ณ วันที่ 1 มกราคม 2568,,,,\nจังหวัด,ข้าวนาปี,,ข้าวนาปรัง,\n,พื้นที่,ผลผลิต,พื้นที่,ผลผลิต\n${lines(20, (n) => `จังหวัด${n},${n}00,${n}.5,${n}0,${n}.25`)}\n`);
    expect(made.contract.source).toMatchObject({ headerRow: 3, headerRows: 2 });
    expect(made.contract.columns.map(({ source }) => source)).toEqual(['จังหวัด', 'ข้าวนาปี / พื้นที่', 'ข้าวนาปี / ผลผลิต', 'ข้าวนาปรัง / พื้นที่', 'ข้าวนาปรัง / ผลผลิต']);
    expect(made.contract.titleTh).toBe('รายงานพื้นที่เพาะปลูก ปี 2567');
    expect(made.rowsSeen).toBe(20);
  });
  test('that is missing is not invented', () => {
    const made = draft(lines(20, (n) => `${n},มะพร้าว,${n}.5,2024-01-0${(n % 9) + 1}`));
    expect(made.contract.source).toMatchObject({ headerRow: 1, headerRows: 0 });
    expect(made.columns.map((one) => one.column.name)).toEqual(['column_1', 'column_2', 'column_3', 'column_4']);
    expect(made.rowsSeen).toBe(20);
  });
  test('of years is still a header', () => {
    expect(draft(`จังหวัด,2565,2566,2567\n${lines(20, (n) => `จ${n},${n}1,${n}2,${n}3`)}`).contract.source.headerRows).toBe(1);
  });
  test('alone gives text columns and a clear note', () => {
    const made = draft('รหัส,ชื่อ,พื้นที่\n');
    expect(made.contract.source.headerRows).toBe(1);
    expect(types(made)).toEqual(['text', 'text', 'text']);
    expect(made.notes.map(({ th }) => th).join()).toContain('มีแต่หัวตาราง');
  });
  test('with repeated names is read by position, and says which', () => {
    const made = draft(`id,ชื่อ,ชื่อ\n${lines(20, (n) => `${n},ก${n},ข${n}`)}`);
    expect(made.contract.source).toMatchObject({ headerRow: 2, headerRows: 0 });
    expect(made.columns.map((one) => one.column.name)).toEqual(['id', 'name', 'name_2']);
    expect(made.notes.map(({ th }) => th).join()).toContain('ซ้ำหรือว่าง: ชื่อ');
  });
});

test('units and column numbers under the names belong to the header', () => {
  expect(draft('จังหวัด,พื้นที่ปลูก,ผลผลิต\n,(ไร่),(ตัน)\nขอนแก่น,"1,200",300.5\nเลย,500,20.25\nน่าน,70,1.5\n').contract.columns.map(({ source }) => source)).toEqual(['จังหวัด', 'พื้นที่ปลูก / (ไร่)', 'ผลผลิต / (ตัน)']);
  expect(draft('ลำดับ,จังหวัด,พื้นที่\n(1),(2),(3)\n1,ขอนแก่น,5\n2,เลย,6\n3,น่าน,7\n').contract.source.headerRows).toBe(2);
});

test('sensitive headers are marked, counts of persons and diseases of plants are not', () => {
  const made = draft(`รหัส,โรคพืช,หมู่เลือด,เลขที่บัญชีธนาคาร,ที่อยู่,จำนวนผู้ติดต่อ\n${lines(30, (n) => `A${n},ใบไหม้,O,${1234567890 + n},12/${n} หมู่ 3,${n}`)}`);
  expect(made.columns.map((one) => one.column.personalData)).toEqual([null, null, 'sensitive', 'direct', 'indirect', null]);
  expect(types(made)[3]).toBe('text');
});

test('a line that never ends is no header name', () => {
  const made = draft('x'.repeat(1_000_000));
  expect('contract' in parseContract(made.contractYaml)).toBe(true);
  expect(made.contract.source.headerRows).toBe(0);
});

describe('figures that are no amounts', () => {
  test('keep their leading zeros', () => {
    expect(types(draft(`รหัสแปลง,ค่า\n${lines(20, (n) => `00${n},${n}`)}`))).toEqual(['text', 'integer']);
  });
  test('such as years and running numbers are no area codes', () => {
    const made = draft(`id,ปี,จังหวัด,จำนวน\n${lines(30, (n) => `${1001 + n},25${60 + (n % 8)},ขอนแก่น,${(n % 4) + 1}0`)}`);
    expect(types(made)).toEqual(['integer', 'integer', 'text', 'integer']);
  });
  test('of 13 digits with wrong check digits are no citizen numbers', () => {
    const made = draft(`เลขที่,ค่า\n${lines(20, (n) => `${String(2_000_000_000_000 + n * 10 + 1)},${n}`)}`);
    expect(types(made)[0]).toBe('text');
  });
});

test('yes and no are boolean, few values are a code list, and neither is forced on the contract', () => {
  const made = draft(`รหัส,ชนิด,ใช้น้ำหรือไม่\n${lines(40, (n) => `A${n},${['ข้าว', 'อ้อย', 'ยาง'][n % 3]},${n % 2 ? 'ใช่' : 'ไม่ใช่'}`)}`);
  expect(types(made)).toEqual(['text', 'text', 'boolean']);
  expect(made.columns[1]!.codeList?.sort()).toEqual(['ข้าว', 'ยาง', 'อ้อย']);
  expect(made.contract.columns[1]!.codeList).toBeNull();
});

test('a total row and a footnote do not hide the types, and are announced', () => {
  const made = draft(`จังหวัด,จำนวน,วันที่\n${lines(20, (n) => `จ${n},${n},1/1/2567`)}\nรวม,ไม่รวมรายย่อย,\n`);
  expect(types(made)).toEqual(['text', 'integer', 'date']);
  expect(made.columns[1]!.reasonTh).toContain('1 ค่าอ่านไม่ได้');
});

test('two-digit years are proposed as Buddhist, with little confidence', () => {
  const made = draft(`id,วันที่\n${lines(20, (n) => `${n},${n + 5}/2/68`)}`);
  expect(made.columns[1]).toMatchObject({ column: { type: 'date' }, confidence: 0.6 });
  expect(made.contract.source.calendar).toBe('be');
});

test('rows are counted by physical line where a title holds line breaks', () => {
  const made = draft(`"รายงาน\nประจำปี",,\nid,ชื่อ,ค่า\n${lines(20, (n) => `${n},ก,${n}`)}`);
  expect(made.contract.source).toMatchObject({ headerRow: 3, headerRows: 1 });
});

test('two calendars in one column are shown with their share', () => {
  const made = draft(`id,วันที่\n${lines(20, (n) => `${n},0${(n % 9) + 1}/01/${n % 4 ? '2567' : '2024'}`)}`);
  expect(made.columns[1]!.column.type).toBe('date');
  expect(made.contract.source.calendar).toBe('mixed');
  expect(made.columns[1]!.reasonTh).toContain('75%');
});

describe('files that hold nothing', () => {
  test('are refused with their own problem', () => {
    expect(() => draft('')).toThrow(expect.objectContaining({ code: 'linkage.empty-file' }));
    expect(() => draft('\n\n  \n')).toThrow(expect.objectContaining({ code: 'linkage.no-content' }));
    expect(() => draft(`${'a,'.repeat(5000)}b\n1\n`)).toThrow(expect.objectContaining({ code: 'linkage.too-many-columns' }));
  });
});

test('5,000 columns are drafted', () => {
  const head = Array.from({ length: 5000 }, (_, n) => `คอลัมน์ที่ ${n}`).join(',');
  const made = draft(`${head}\n${lines(100, (n) => Array.from({ length: 5000 }, (_, c) => n * c).join(','))}\n`);
  expect(made.columns).toHaveLength(5000);
});

test('the module reads no clock and no machine setting', () => {
  expect(draft(farmers).contractYaml).toBe(draft(farmers).contractYaml);
  expect(readFileSync(new URL('./draft-from-rows.ts', import.meta.url), 'utf8')).not.toMatch(/Date\.now|process\./);
});
