import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { kernelProblem } from '../problems.ts';
import { readXlsx } from './read-xlsx.ts';

const SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

async function workbook(rows: string): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(`<workbook ${SPACE}><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`), 'xl/workbook.xml');
  zip.addBuffer(Buffer.from('<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'), 'xl/_rels/workbook.xml.rels');
  zip.addBuffer(Buffer.from(`<worksheet ${SPACE}><sheetData>${rows}</sheetData></worksheet>`), 'xl/worksheets/sheet1.xml');
  zip.end();
  return buffer(zip.outputStream);
}
const read = async (rows: string) => readXlsx(await workbook(rows), { mostBytes: 50_000_000, mostColumns: 3, unreadable: (fields) => kernelProblem('input-refused', fields), tooLarge: (fields) => kernelProblem('too-large', fields) });

describe('a workbook', () => {
  it('is read whole, also where a cell lies across two slices', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `<row r="${i + 1}"><c t="inlineStr"><is><t>แถว ${i} &amp;</t></is></c></row>`).join('');
    const [sheet] = await read(rows);
    expect([sheet?.rows.length, sheet?.rows.at(-1)]).toEqual([20_000, { line: 20_000, cells: ['แถว 19999 &'] }]);
    expect(sheet?.rows.every(({ line, cells: [cell] }) => cell === `แถว ${line - 1} &`)).toBe(true);
  });

  it('lets others have their turn while it is read', async () => {
    let turns = 0;
    const count = setInterval(() => { turns += 1; }, 0);
    await read('<row><c><v>1</v></c></row>'.repeat(100_000));
    clearInterval(count);
    expect(turns).toBeGreaterThan(4);
  });

  it('of more rows than a sheet can have is refused, empty as they are', async () => {
    await expect(read('<row/>'.repeat(1_048_577))).rejects.toMatchObject({ code: 'kernel.too-large' });
  });
});
