import { inflateSync } from 'node:zlib';

/** A line of a page as its text can be copied. */
export interface PdfLine { page: number; y: number; text: string }

/** Reads the text of a PDF that Typst wrote: by ActualText where it stands, otherwise by the fonts' ToUnicode maps. For tests. */
export function readPdfLines(pdf: Buffer): PdfLine[] {
  const objects = readObjects(pdf);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\n/.test(head));
  return pages.flatMap(({ head }, page) => {
    const fonts = new Map([...head.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name, id]) => [name as string, lettersOf(objects, objects.get(id as string)?.head ?? '')]));
    const content = objects.get(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? '')?.stream().toString('latin1') ?? '';
    return linesOf(content, fonts, page + 1);
  });
}

/** The file that travels inside. */
export function readAttached(pdf: Buffer): string {
  const file = [...readObjects(pdf).values()].find(({ head }) => head.includes('/Type /EmbeddedFile'));
  return file?.stream().toString('utf8') ?? '';
}

export interface PdfObject { head: string; stream(): Buffer }

/** Every object by its number: what stands before its stream, and the stream. */
export function readObjects(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = match.index + match[0].length;
    const length = Number(/^<<\n  \/Length (\d+)/.exec(text.slice(from, from + 40))?.[1] ?? 0);
    const start = length > 0 ? text.indexOf('stream\n', from) + 7 : 0;
    const head = text.slice(from, length > 0 ? start : text.indexOf('endobj', from));
    const bytes = pdf.subarray(start, start + length);
    objects.set(match[1] as string, { head, stream: () => (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes) });
  }
  return objects;
}

const fromHex = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function lettersOf(objects: Map<string, PdfObject>, font: string): Map<number, string> {
  const letters = new Map<number, string>();
  const map = objects.get(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1] ?? '')?.stream().toString('latin1') ?? '';
  for (const [, glyph, said] of map.matchAll(/^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$/gm)) letters.set(Number.parseInt(glyph as string, 16), fromHex(said as string));
  for (const [, from, to, said] of map.matchAll(/^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})>$/gm)) {
    for (let glyph = Number.parseInt(from as string, 16), letter = Number.parseInt(said as string, 16); glyph <= Number.parseInt(to as string, 16); glyph += 1, letter += 1) letters.set(glyph, String.fromCodePoint(letter));
  }
  return letters;
}

const ONE_LINE = 6;

function linesOf(content: string, fonts: Map<string, Map<number, string>>, page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let font = new Map<number, string>();
  let replaced = false;
  const add = (text: string) => { const last = lines.at(-1); if (last) last.text += text; };
  const tokens = /1 0 0 -1 \S+ (\S+) cm|\/(f\d+) \S+ Tf|\/ActualText <FEFF([0-9A-F]*)>|EMC|\(|<([0-9A-F]+)>/g;
  for (let found = tokens.exec(content); found; found = tokens.exec(content)) {
    const [token, y, name, actual, hex] = found;
    const literal = token === '(' ? literalAt(content, found.index) : '';
    tokens.lastIndex += Math.max(0, literal.length - 1);
    if (y !== undefined) {
      if (Math.abs((lines.at(-1)?.y ?? -1e9) - Number(y)) > ONE_LINE) lines.push({ page, y: Number(y), text: '' });
    } else if (name !== undefined) font = fonts.get(name) ?? font;
    else if (actual !== undefined) {
      add(fromHex(actual));
      replaced = true;
    } else if (token === 'EMC') replaced = false;
    else if (!replaced) add(glyphsOf(hex === undefined ? unescaped(literal) : Buffer.from(hex, 'hex').toString('latin1')).map((glyph) => font.get(glyph) ?? '').join(''));
  }
  return lines.filter(({ text }) => text !== '');
}

const plainEscapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** From one bracket to the one that closes it; brackets in pairs are not escaped. */
function literalAt(content: string, from: number): string {
  let depth = 0;
  for (let at = from; at < content.length; at += 1) {
    if (content[at] === '\\') at += 1;
    else if (content[at] === '(') depth += 1;
    else if (content[at] === ')' && (depth -= 1) === 0) return content.slice(from, at + 1);
  }
  return content.slice(from);
}

/** A literal string (ISO 32000-1 §7.3.4.2) as bytes. */
function unescaped(literal: string): string {
  return literal.slice(1, -1).replace(/\\([0-7]{1,3})|\\([^])/g, (_, octal: string | undefined, sign: string) => (octal ? String.fromCharCode(Number.parseInt(octal, 8)) : plainEscapes[sign] ?? sign));
}

/** Two bytes a glyph. */
const glyphsOf = (bytes: string): number[] => Array.from({ length: bytes.length / 2 }, (_, i) => bytes.charCodeAt(2 * i) * 256 + bytes.charCodeAt(2 * i + 1));
