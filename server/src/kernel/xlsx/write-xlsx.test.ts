import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { writeXlsx, type SheetToWrite, type XlsxWriteOptions } from './write-xlsx.ts';

async function parts(sheets: SheetToWrite[], options?: XlsxWriteOptions): Promise<Record<string, string>> {
  const zip = await fromBufferPromise(await buffer(writeXlsx(sheets, options)));
  const found: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) found[entry.fileName] = (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
  return found;
}
const cellsOf = (xml = '') => [...xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>(.*?)<\/c>/g)].map(([, place, attributes, inner]) => `${place}${attributes} ${inner?.replace(/<[^>]+>/g, '')}`);

it('writes texts as inline strings, numbers as numbers and dates as serials', async () => {
  const columns = [{ title: 'ชื่อ' }, { title: 'จำนวน', kind: 'number' as const }, { title: 'วันที่', kind: 'date' as const }, { title: 'เวลา', kind: 'datetime' as const }];
  const found = await parts([{ name: 'แถว', columns, rows: [['=1+1', '12.50', '2025-02-15', '2025-02-15T05:30:00Z'], ['<&> ก', '12345678901234567890', '1899-12-31', '2025-13-01T00:00'], [null, 7, '2025-02-30', undefined], [true, 'n/a', '', null]] }]);
  expect(cellsOf(found['xl/worksheets/sheet1.xml']).slice(4)).toEqual([
    'A2 s="4" t="inlineStr" =1+1', 'B2 12.50', 'C2 s="2" 45703', 'D2 s="3" 45703.520833333336',
    'A3 s="4" t="inlineStr" &lt;&amp;&gt; ก', 'B3 s="4" t="inlineStr" 12345678901234567890', 'C3 s="4" t="inlineStr" 1899-12-31', 'D3 s="4" t="inlineStr" 2025-13-01T00:00',
    'B4 7', 'C4 s="4" t="inlineStr" 2025-02-30', 'A5 t="b" 1', 'B5 s="4" t="inlineStr" n/a',
  ]);
  expect(found['xl/worksheets/sheet1.xml']).toContain('state="frozen"');
});

it('escapes what XML cannot hold and cuts what a cell cannot hold', async () => {
  const found = await parts([{ name: 'a', columns: [{ title: 'x' }], rows: [['a\u0000b\u000b_x0041_\r\n'], ['ย'.repeat(40_000)]] }]);
  const [, first, second] = cellsOf(found['xl/worksheets/sheet1.xml']?.replace(/\n/g, '⏎'));
  expect(first).toBe('A2 s="4" t="inlineStr" a_x0000_b_x000B__x005F_x0041__x000D_⏎');
  expect(second?.length).toBe('A3 s="4" t="inlineStr" '.length + 32_767);
});

it('names sheets as Excel allows and goes on in a further sheet', async () => {
  const rows = Array.from({ length: 5 }, (_, each) => [String(each)]);
  const found = await parts([{ name: 'กัก/แถว: "1"', columns: [{ title: 'x' }], rows }, { name: 'กัก/แถว: "1"', columns: [], rows: [] }], { rowsPerSheet: 3 });
  expect([...(found['xl/workbook.xml'] ?? '').matchAll(/name="([^"]*)"/g)].map(([, name]) => name)).toEqual(['กัก-แถว- &#34;1&#34;', 'กัก-แถว- &#34;1&#34; (2)', 'กัก-แถว- &#34;1&#34; (3)', 'กัก-แถว- &#34;1&#34; 2']);
  expect([1, 2, 3].map((sheet) => cellsOf(found[`xl/worksheets/sheet${sheet}.xml`]).length)).toEqual([3, 3, 2]);
});

it('breaks the stream when the rows break, and stops asking when the reader leaves', async () => {
  const failing = writeXlsx([{ name: 'a', columns: [{ title: 'x' }], rows: (async function* () { yield ['1']; throw new Error('no more rows'); })() }]);
  await expect(buffer(failing)).rejects.toThrow('no more rows');
  let given = 0;
  const endless = writeXlsx([{ name: 'a', columns: [{ title: 'x' }], rows: (function* () { for (;;) yield [`${given += 1} ${Math.random()}`]; })() }]);
  await once(endless, 'readable');
  endless.destroy();
  await expect.poll(async () => {
    const before = given;
    await sleep(50);
    return given - before;
  }).toBe(0);
});

it('harms nobody when the rows break and the reader never came', async () => {
  const workbook = writeXlsx([{ name: 'a', columns: [{ title: 'x' }], rows: (async function* () { yield ['1']; throw new Error('no more rows'); })() }]);
  await new Promise((closed) => workbook.once('close', closed));
  expect(workbook.errored?.message).toBe('no more rows');
});
