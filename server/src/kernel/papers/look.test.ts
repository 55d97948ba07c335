import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readLook } from './look.ts';
import { openPress } from './press.ts';
import { aLetter, aMemo } from './testing/example-papers.ts';
import { readParts } from './testing/docx-parts.ts';
import { readPdfLines } from './testing/pdf-text.ts';

const sarabun = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/sarabun/package.json'));
const [regular, bold] = [join(sarabun, '400Regular/Sarabun_400Regular.ttf'), join(sarabun, '700Bold/Sarabun_700Bold.ttf')];
const place = mkdtempSync(join(tmpdir(), 'look-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
let count = 0;
const folder = (files: Record<string, string | Buffer>): string => {
  const dir = join(place, String(count += 1));
  mkdirSync(dir);
  for (const [name, from] of Object.entries(files)) writeFileSync(join(dir, name), typeof from === 'string' ? readFileSync(from) : from);
  return dir;
};
const file = (name: string, content: string | Buffer): string => join(folder({ [name]: Buffer.from(content) }), name);
/** Another family, as a ministry's own font is; the name stands in the font as UTF-16. */
const renamed = (from: string): Buffer => Buffer.from(readFileSync(from).toString('latin1').replaceAll(utf16('Sarabun'), utf16('Krasuan')), 'latin1');
const utf16 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('latin1');
/** The same without the map of its letters. */
const withoutLetters = (from: string): Buffer => {
  const bytes = readFileSync(from);
  const cmap = Array.from({ length: bytes.readUInt16BE(4) }, (_, i) => 12 + i * 16).find((at) => bytes.toString('latin1', at, at + 4) === 'cmap') as number;
  const from0 = bytes.readUInt32BE(cmap + 8);
  for (let i = 0; i < bytes.readUInt16BE(from0 + 2); i += 1) bytes.writeUInt16BE(99, from0 + bytes.readUInt32BE(from0 + 4 + i * 8 + 4));
  return bytes;
};
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 220"><circle cx="100" cy="110" r="90" fill="#b8860b"/></svg>';
const ownFont = () => folder({ 'KrasuanNew-Regular.ttf': renamed(regular), 'KrasuanNew-Bold.ttf': renamed(bold), 'README.txt': Buffer.from('x') });

describe("a ministry's own look", () => {
  it('prints letters and memos with its font and its garuda, in PDF and DOCX', async () => {
    const look = { fontDir: ownFont(), garudaFile: file('ครุฑ.svg', svg) };
    expect(readLook(look)).toMatchObject({ own: true, regular: { family: 'Krasuan' }, bold: { family: 'Krasuan' }, garuda: { kind: 'svg', ratio: 200 / 220 } });
    const press = openPress({}, look);
    try {
      for (const paper of [aLetter(), aMemo()]) {
        const pdf = await press.print(paper, 'pdf');
        expect([/\/BaseFont \/[A-Z]{6}\+(Krasuan|Sarabun)/.test(pdf.toString('latin1')), pdf.includes('/Alt'), readPdfLines(pdf).map(({ text }) => text).join('').includes('เรียน')]).toEqual([true, true, true]);
        const docx = await readParts(await press.print(paper, 'docx'));
        expect([docx.get('word/styles.xml')?.includes('Krasuan'), [...docx.keys()].some((name) => /media\/.*\.svg$/.test(name)), docx.get('word/document.xml')?.includes('ตราครุฑ')]).toEqual([true, true, true]);
      }
    } finally {
      press.close();
    }
  });

  it('is refused at the start, naming the setting, when its font lacks Thai letters, a weight, or is none', () => {
    const said = (look: Parameters<typeof readLook>[0]) => { try { readLook(look); return null; } catch (error) { return error as { variable: string; th: string; en: string }; } };
    const fonts = (fontDir: string) => said({ fontDir, garudaFile: null });
    expect(fonts(folder({ 'a.ttf': withoutLetters(regular), 'b.ttf': bold }))).toMatchObject({ variable: 'SAPHAN_PAPER_FONT_DIR', th: expect.stringMatching(/a\.ttf ไม่มีตัวอักษร ก ข/), en: expect.stringContaining('lacks') });
    expect(fonts(folder({ 'a.ttf': regular }))).toMatchObject({ en: expect.stringContaining('a regular and a bold') });
    expect(fonts(folder({ 'a.ttf': regular, 'b.ttf': renamed(bold) }))).toMatchObject({ en: expect.stringContaining('two families, Sarabun and Krasuan') });
    for (const broken of [Buffer.from('no font at all'), readFileSync(regular).subarray(0, 900), Buffer.alloc(0)]) expect(fonts(folder({ 'a.ttf': broken, 'b.ttf': bold }))).toMatchObject({ th: expect.stringContaining('a.ttf') });
    expect(fonts(join(place, 'nowhere'))).toMatchObject({ en: expect.stringContaining('ENOENT') });
    const garuda = (garudaFile: string) => said({ fontDir: null, garudaFile });
    expect(garuda(join(place, 'nowhere.svg'))).toMatchObject({ variable: 'SAPHAN_GARUDA_FILE', en: expect.stringContaining('ENOENT') });
    for (const bad of ['GIF89a', svg.replace('<circle', '<script>x</script><circle'), svg.replace('<circle', '<image href="file:///etc/passwd"/><circle'), `<!DOCTYPE svg [<!ENTITY a "b">]>${svg}`]) expect(garuda(file('g.svg', bad))).toMatchObject({ variable: 'SAPHAN_GARUDA_FILE' });
  });
});
