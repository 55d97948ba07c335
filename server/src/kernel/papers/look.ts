import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ConfigProblem } from '../config.ts';
import { readFace, type Face } from './font-face.ts';

/** Where a ministry's own font and garuda lie; nothing named: Sarabun, and the place of the garuda stays empty. */
export interface LookFiles { fontDir: string | null; garudaFile: string | null }

export interface Garuda {
  bytes: Buffer;
  kind: 'svg' | 'png';
  /** Width by height. */
  ratio: number;
}

/** What every paper looks like. */
export interface Look {
  regular: Face;
  bold: Face;
  /** Whether the fonts are the ministry's: they place their own marks. */
  own: boolean;
  garuda: Garuda | null;
}

const sarabun = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/sarabun/package.json'));
const LARGEST = 20_000_000;
/** Letters, marks and digits of Thai, and what stands between them. */
const needed = [...range(0x0e01, 0x0e3a), ...range(0x0e40, 0x0e4d), ...range(0x0e50, 0x0e59), ...range(0x20, 0x7e)];

/**
 * Reads what papers look like, and checks it: a font without Thai letters is refused before it prints a paper of boxes.
 *
 * @throws {ConfigProblem} that names the setting and what is wrong with it.
 */
export function readLook({ fontDir, garudaFile }: LookFiles): Look {
  return { ...(fontDir === null ? ownFaces() : readFaces(fontDir)), own: fontDir !== null, garuda: garudaFile === null ? null : readGaruda(garudaFile) };
}

const ownFaces = () => ({ regular: readFace(readFileSync(join(sarabun, '400Regular/Sarabun_400Regular.ttf'))), bold: readFace(readFileSync(join(sarabun, '700Bold/Sarabun_700Bold.ttf'))) });

function readFaces(dir: string): { regular: Face; bold: Face } {
  const refuse = (th: string, en: string) => new ConfigProblem('SAPHAN_PAPER_FONT_DIR', `SAPHAN_PAPER_FONT_DIR ${th}`, `SAPHAN_PAPER_FONT_DIR: ${en}`);
  const faces = listFonts(dir, refuse).map((name) => {
    try {
      return { name, face: readFace(readSmall(join(dir, name))) };
    } catch (error) {
      throw refuse(`แฟ้ม ${name} อ่านเป็นแบบอักษรไม่ได้`, `the file ${name} cannot be read as a font (${error instanceof Error ? error.message : String(error)}).`);
    }
  }).filter(({ face }) => !face.italic);
  const [regular, bold] = [faces.find(({ face }) => !face.bold), faces.find(({ face }) => face.bold)];
  if (!regular || !bold) throw refuse('ต้องมีแฟ้ม .ttf หรือ .otf ตัวปกติและตัวหนาอย่างละหนึ่ง', 'the folder needs a regular and a bold .ttf or .otf.');
  if (regular.face.family !== bold.face.family) throw refuse(`มีแบบอักษรต่างตระกูล: ${regular.face.family} และ ${bold.face.family}`, `regular and bold are of two families, ${regular.face.family} and ${bold.face.family}.`);
  for (const { name, face } of [regular, bold]) {
    const lacks = needed.filter((letter) => !face.letters.has(letter));
    if (lacks.length > 0) throw refuse(`แบบอักษร ${name} ไม่มีตัวอักษร ${shown(lacks)}`, `the font ${name} lacks ${lacks.length} letters that papers need: ${shown(lacks)}.`);
  }
  return { regular: regular.face, bold: bold.face };
}

function listFonts(dir: string, refuse: (th: string, en: string) => ConfigProblem): string[] {
  try {
    return readdirSync(dir).filter((name) => /\.(?:ttf|otf)$/i.test(name)).sort().slice(0, 50);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw refuse(`อ่านโฟลเดอร์ ${dir} ไม่ได้ (${why})`, `the folder ${dir} cannot be read (${why}).`);
  }
}

/** An SVG or PNG. What an SVG would fetch or run is never fetched or run by what draws papers, and is refused all the same. */
function readGaruda(file: string): Garuda {
  const refuse = (th: string, en: string) => new ConfigProblem('SAPHAN_GARUDA_FILE', `SAPHAN_GARUDA_FILE ${th}`, `SAPHAN_GARUDA_FILE: ${en}`);
  let bytes: Buffer;
  try {
    bytes = readSmall(file);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw refuse(`อ่านแฟ้ม ${file} ไม่ได้ (${why})`, `the file ${file} cannot be read (${why}).`);
  }
  if (bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n') return { bytes, kind: 'png', ratio: ratioOf(bytes.readUInt32BE(16), bytes.readUInt32BE(20)) };
  const text = bytes.toString('utf8');
  if (!/<svg[\s>]/.test(text.slice(0, 5_000))) throw refuse('ต้องเป็นแฟ้ม SVG หรือ PNG', 'the file is neither SVG nor PNG.');
  if (/<script|<!ENTITY|(?:href|src)\s*=\s*["'](?!#|data:image\/)/i.test(text)) throw refuse('แฟ้ม SVG มีคำสั่งหรืออ้างถึงแฟ้มอื่น', 'the SVG holds scripts, entities or references to other files.');
  const [, , width, height] = /viewBox\s*=\s*["']\s*([-\d.]+)[\s,]+([-\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(text)?.slice(1).map(Number) ?? [];
  return { bytes, kind: 'svg', ratio: ratioOf(width, height) };
}

/** A seal is about as wide as high; what says otherwise is taken for a square. */
function ratioOf(width = 1, height = 1): number {
  const ratio = width / height;
  return ratio > 0.2 && ratio < 5 ? ratio : 1;
}

function readSmall(file: string): Buffer {
  const { size } = statSync(file);
  if (size > LARGEST) throw new RangeError(`${size} bytes are more than ${LARGEST}`);
  return readFileSync(file);
}

function range(from: number, to: number): number[] { return Array.from({ length: to - from + 1 }, (_, at) => from + at); }
const shown = (letters: readonly number[]): string => `${letters.slice(0, 8).map((letter) => `${/\p{M}/u.test(String.fromCodePoint(letter)) ? '◌' : ''}${String.fromCodePoint(letter)}`).join(' ')}${letters.length > 8 ? ' …' : ''}`;
