import { utils, write, type WorkSheet } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { listSheetsOf } from '../open-tabular.ts';
import { sniffFile } from '../sniff-format.ts';
import { fileOf, readAll } from '../testing/read-all.ts';
import { convertXls } from '../xls/convert-xls.ts';

const problem = (code: string) => expect.objectContaining({ code: `linkage.${code}`, retry: 'data' });

/** A workbook as another program writes it: a title, a header of two rows with a merged cell, dates, numbers, a hidden sheet. */
function book(bookType: 'biff8' | 'ods'): Buffer {
  const sheet: WorkSheet = utils.aoa_to_sheet([['ทะเบียน'], ['รหัส', 'พื้นที่', null, 'วันที่'], [null, 'ไร่', 'งาน'], ['001', 1.25, 1e6, null], [], ['002', true, '=x', 'ข']]);
  // This writer knows dates of ODS only as dates, those of .xls only as numbers with a format.
  sheet['D4'] = bookType === 'ods' ? { t: 'd', v: new Date(Date.UTC(2025, 1, 15)) } : { t: 'n', v: 45703, z: 'dd/mm/yyyy' };
  sheet['!merges'] = [{ s: { r: 1, c: 1 }, e: { r: 1, c: 2 } }];
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.aoa_to_sheet([['ซ่อน']]), 'ลับ');
  utils.book_append_sheet(made, sheet, 'ข้อมูล');
  made.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] };
  return write(made, { type: 'buffer', bookType }) as Buffer;
}

describe.each([['xls', 'biff8'], ['ods', 'ods']] as const)('a workbook in %s', (format, bookType) => {
  it('gives its rows under a header of two rows, dates in the calendar of the contract', async () => {
    const path = fileOf(book(bookType));
    expect([await sniffFile(path), (await listSheetsOf(path, format)).map(({ name }) => name)]).toEqual([format, ['ลับ', 'ข้อมูล']]);
    const { header, lines } = await readAll(path, { format, sheet: 'ข้อมูล', headerRow: 2, headerRows: 2 }, { calendarOf: () => 'be' });
    expect(header).toEqual(['รหัส', 'พื้นที่ / ไร่', 'พื้นที่ / งาน', 'วันที่']);
    expect(lines).toEqual(['4,-1,001,1.25,1000000,2568-02-15', '6,-1,002,true,=x,ข']);
  });

  it('is refused when it is cut, or has no such sheet', async () => {
    const bytes = book(bookType);
    await expect(readAll(fileOf(bytes), { format, sheet: 'ไม่มี' })).rejects.toThrow(problem('sheet-missing'));
    await expect(readAll(fileOf(bytes.subarray(0, bytes.length / 2)), { format })).rejects.toThrow(problem('workbook-broken'));
  });
});

it('is stopped when reading an .xls takes more time than allowed', async () => {
  await expect(convertXls(fileOf(book('biff8')), { sheet: null, lines: null }, { heapMb: 256, ms: 1 })).rejects.toThrow(problem('workbook-too-large'));
});
