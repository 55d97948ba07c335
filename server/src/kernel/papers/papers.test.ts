import { afterAll, describe, expect, it } from 'vitest';
import { kernelProblem } from '../problems.ts';
import { readXlsx } from '../xlsx/read-xlsx.ts';
import { contentTypes, paperFormats, type Paper } from './paper.ts';
import { openPress, type Press } from './press.ts';
import { aLetter, aMemo, aReport, says, tableOf, theCharts, theMinutes } from './testing/example-papers.ts';
import { readAttached, readPdfLines } from './testing/pdf-text.ts';
import { wholeWordList } from './testing/whole-word-list.ts';
import { wholeWords } from './whole-words.ts';

const press = openPress();
afterAll(() => press.close());
const linesOf = async (paper: Paper) => readPdfLines(await press.print(paper, 'pdf'));
const textOf = async (paper: Paper) => (await linesOf(paper)).map(({ text }) => text).join('');
const squeezed = (text: string) => text.replace(/\s+/g, '');

const hostile = ['#panic("x")', '#read("/etc/passwd")', '#import "@preview/x:1.0.0": *', '$x^2$ *bold* _it_ `code` <label> @ref', '\\ \\u{41} "quoted" \'q\' ]] )) }} // /* */', '<b>x</b> &amp; <script>alert(1)</script>', '= heading', '#h(4cm)(นาย ก)', '{"a":1}', '%PDF- endobj endstream'];

describe('what a person wrote', () => {
  it('stays text in a PDF, whatever language it looks like', async () => {
    const text = squeezed(await textOf(aReport([...hostile.map(says), tableOf(hostile.length, (at) => hostile[at] as string)])));
    for (const each of hostile) expect(text.split(squeezed(each)).length - 1).toBe(2);
  });

  it('prints without control characters, marks of direction and halves of characters; letters that the font lacks are shown as lacking', async () => {
    const text = await textOf(aReport([says('ก\u0000\u0007ข\u202eค\u200bง\ud800จ\u2066ฉ\u0085ช'), says('ไม่มีแบบอักษร 漢字 😀 مرحبا')]));
    expect(squeezed(text)).toMatch(/กขคง\S?จฉช/u);
    expect(text).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069漢م]/u);
  });

  it.each([['of Thai without a space', 'การเชื่อมโยงข้อมูล'.repeat(556)], ['of one letter', 'ก'.repeat(10_000)], ['of Latin without a space', 'a'.repeat(10_000)]])('may be a cell of 10,000 characters %s, over pages, all of it inside the margins', async (_, cell) => {
    const lines = await linesOf(aReport([tableOf(1, () => cell)]));
    const text = squeezed(lines.map((line) => line.text).join(''));
    expect(text.length).toBeGreaterThan(cell.length);
    expect(Math.max(...lines.map((line) => line.text.length))).toBeLessThan(260);
    expect(lines.at(-1)?.page).toBeGreaterThan(2);
  });

  it('stands in XLSX as a text, not a formula', async () => {
    const options = { mostBytes: 1e7, mostColumns: 9, unreadable: () => kernelProblem('input-refused'), tooLarge: () => kernelProblem('too-large') };
    const [, sheet] = await readXlsx(await press.print(aReport([tableOf(1, () => '=cmd|x!A1 <b>')]), 'xlsx'), options);
    expect(sheet?.rows.map(({ cells }) => cells[1] ?? cells[0]).at(-1)).toBe('=cmd|x!A1 <b>');
  });
});

describe('a line', () => {
  it(`ends between words only, at five widths: ${wholeWordList.length} words of ministries, with abbreviations and numbers, stay whole`, async () => {
    const text = wholeWordList.flatMap((word, at) => [word, wholeWordList[(at * 7 + 3) % wholeWordList.length]]).join('และ');
    const inside = new Set<number>();
    for (const word of wholeWordList) for (let from = text.indexOf(`และ${word}และ`); from >= 0; from = text.indexOf(`และ${word}และ`, from + 1)) for (let at = 1; at < word.length; at += 1) inside.add(from + 3 + at);
    for (const share of [1.8, 2.1, 2.6, 3.4, 6]) {
      const table = { ...tableOf(1), columns: [{ title: 'ก', share, cell: 'text' as const }, { title: 'ข', share: 6, cell: 'text' as const }], rows: [[text, '']] };
      const lines = (await linesOf(aReport([table]))).map((line) => line.text).filter((line) => !/^(?:รายงาน.*หน้า|กข$)/.test(line));
      let end = 0;
      for (const line of lines.slice(lines.findIndex((each) => each.startsWith(text.slice(0, 4))), lines.findIndex((each) => each.startsWith('ข้อมูล ณ')))) {
        expect(text.startsWith(line, end)).toBe(true);
        end += line.length;
        expect(inside.has(end) ? text.slice(end - 8, end + 8) : '').toBe('');
      }
      expect(end).toBe(text.length);
    }
    for (const word of wholeWordList) expect(wholeWords(`ก ${word} ข`)).toContainEqual([word]);
  });

  it.each([['หนังสือของสารบรรณ. และชลประทาน.', ['สารบรรณ', 'ชลประทาน']], ['ตามพ.ร.บ.ของอบต.และน้ำ 5 ลบ.ม. เม.ย. 2568', ['พ.ร.บ.', 'อบต.', 'ลบ.ม.', 'เม.ย.']], ['เกษตร. กรม.', ['เกษตร', 'กรม.']]])('parts neither a word before a full stop nor an abbreviation behind a word: %s', (text, wanted) => {
    expect(wholeWords(text).flatMap((piece) => (typeof piece === 'string' ? [] : piece))).toEqual(expect.arrayContaining(wanted));
  });

  it('never begins with ๆ or ฯ', () => { expect(wholeWords('ต่าง ๆ กรุงเทพฯ')).toEqual([['ต่าง ๆ'], ' ', ['กรุงเทพฯ']]); });

  it('can be copied as it was written', async () => {
    const text = 'น้ำ กำหนด ผู้ใหญ่ ที่นี่ ฝั่งโน้น ปีติ เริ่ม ครั้งที่ สิ่ง ศักดิ์สิทธิ์ เกี๊ยว ญี่ปุ่น ฐานข้อมูล ก๋วยเตี๋ยว ปั๊มน้ำมัน ค่ำ ซ้ำ จ้ำม่ำ ฟื้นฟู ปู่ ฎีกา ฐานะ กตัญญู ฤๅษี ฯพณฯ ฿๑,๒๓๔';
    for (const words of [text, ...Array.from({ length: 4 }, (_, at) => wholeWordList.filter((__, i) => i % 4 === at).join(' '))]) expect(squeezed(await textOf(aReport([says(words)])))).toContain(squeezed(words));
  });
});

describe('a table', () => {
  it('of 3,000 rows has its header on each page and says as of when and where from', async () => {
    const lines = await linesOf(aReport([tableOf(3000)]));
    const pages = lines.at(-1)?.page as number;
    expect(pages).toBeGreaterThan(40);
    for (let page = 1; page <= pages; page += 1) expect(lines.filter((line) => line.page === page).map(({ text }) => text).join('')).toContain('ชุดข้อมูล');
    expect(lines.at(-1)?.text).toBe('ข้อมูล ณ วันที่ 19 กุมภาพันธ์ 2568  ที่มา : สะพาน');
  });
});

describe('the forms', () => {
  it('a letter has everything in its order, in Thai digits, addresses and tables in 0–9', async () => {
    const text = squeezed(await textOf(aLetter([says('จำนวน 4 ชุด'), tableOf(1)])));
    const parts = ['ด่วนที่สุด', 'ที่กษ๐๒๐๑/ว๑๒๓๔', 'กทม.๑๐๒๐๐', '๑๙กุมภาพันธ์๒๕๖๘', 'เรื่องขอให้เร่งรัด', 'เรียนอธิบดี', 'อ้างถึง๑.', '๒.หนังสือ', 'สิ่งที่ส่งมาด้วยรายการชุดข้อมูลจำนวน๑ฉบับ', 'จำนวน๔ชุด', '31ม.ค.2568', 'ขอแสดงความนับถือ', 'ปลัดกระทรวงเกษตรและสหกรณ์โทร.๐๒๒๘๑๕๘๘๔', 'saraban01@opsmoac.go.th', 'สำเนาส่ง'];
    expect(parts.map((part) => text.indexOf(part)).filter((at) => at < 0)).toEqual([]);
    expect(parts.map((part) => text.indexOf(part))).toEqual(parts.map((part) => text.indexOf(part)).toSorted((a, b) => a - b));
    expect(text).not.toContain('พ.ศ.');
  });

  it('minutes follow แบบที่ 11, a memo its head', async () => {
    const text = squeezed(await textOf(theMinutes()));
    const parts = ['รายงานการประชุมคณะกรรมการ', 'ครั้งที่๑/๒๕๖๘', 'เมื่อวันพุธที่๑๙กุมภาพันธ์๒๕๖๘', 'ณห้องประชุม๑๑๕', 'ผู้มาประชุม', 'แทนอธิบดี', 'ผู้ไม่มาประชุม', '(ติดราชการ)', 'เริ่มประชุมเวลา๐๙.๓๐น.', 'ระเบียบวาระที่๑', 'มติที่ประชุมรับรอง', 'เลิกประชุมเวลา๑๒.๐๐น.', 'ผู้จดรายงานการประชุม', 'ผู้ตรวจรายงานการประชุม'];
    expect(parts.map((part) => text.indexOf(part))).toEqual(parts.map((part) => text.indexOf(part)).filter((at) => at >= 0).toSorted((a, b) => a - b));
    expect(squeezed(await textOf(aMemo()))).toMatch(/บันทึกข้อความส่วนราชการ.*เรียนปลัด.*ปฏิบัติราชการแทน/);
  });

  it.each(paperFormats)('the same paper gives the same bytes of %s, its figures inside the PDF', async (format) => {
    const paper = aReport([...theCharts, tableOf(3)]);
    const first = await press.print(paper, format);
    await press.print(aLetter(), format);
    expect((await press.print(structuredClone(paper), format)).equals(first)).toBe(true);
    expect(contentTypes[format]).toBeTruthy();
    if (format === 'pdf') expect([readAttached(first), first.includes('pdfaid:part>3')]).toEqual(['{"linked":21}', true]);
  });
});

describe('the press', () => {
  const tooMuch: Press[] = [];
  afterAll(() => tooMuch.forEach((each) => each.close()));

  it('keeps nobody waiting while it draws', async () => {
    let turns = 0;
    const count = setInterval(() => { turns += 1; }, 1);
    await press.print(aReport([tableOf(200)]), 'docx');
    clearInterval(count);
    expect(turns).toBeGreaterThan(5);
  });

  it('ends a paper that takes too long or too much memory, and draws the next one', async () => {
    const [hasty, small] = [openPress({ patienceMs: 1 }), openPress({ memoryMb: 120 })];
    tooMuch.push(hasty, small);
    await expect(hasty.print(aLetter(), 'pdf')).rejects.toMatchObject({ code: 'kernel.paper-too-much' });
    await expect(small.print(aReport([tableOf(3000)]), 'pdf')).rejects.toMatchObject({ code: 'kernel.paper-too-much' });
    expect((await press.print(aLetter(), 'pdf')).length).toBeGreaterThan(1000);
  });

  it('refuses what is no paper', async () => {
    await expect(press.print({ ...aLetter(), blocks: [] }, 'pdf')).rejects.toMatchObject({ code: 'kernel.failed' });
  });
});
