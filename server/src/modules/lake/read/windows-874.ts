import { Transform } from 'node:stream';
import iconv from 'iconv-lite';
import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { lakeProblem } from '../errors.ts';
import type { ReleaseColumn } from '../columns.ts';

/** Characters that Windows-874 has, as an RE2 class. */
const WRITABLE = '\\x00-\\x7F\\x{A0}\\x{E01}-\\x{E3A}\\x{E3F}-\\x{E5B}\\x{20AC}\\x{2026}\\x{2018}\\x{2019}\\x{201C}\\x{201D}\\x{2022}\\x{2013}\\x{2014}';

/**
 * Refuses a table with a character that Windows-874 lacks: a `?` in its place would be a loss that nobody sees.
 *
 * @throws `lake.no-windows-874` naming row (1-based, in key order), column and character of the first one.
 */
export async function assertWindows874(engine: Engine, from: string, columns: readonly ReleaseColumn[]): Promise<void> {
  for (const column of columns.filter((each) => each.stored === 'VARCHAR' && each.shown === 'clear')) {
    const [found] = await engine.rows<{ row: number; glyph: string }>(
      `select _pos::double + 1 as row, regexp_extract(${q(column.name)}, '[^${WRITABLE}]') as glyph from ${from} t
       where regexp_matches(${q(column.name)}, '[^${WRITABLE}]') order by _pos limit 1`);
    if (found) {
      const code = `U+${found.glyph.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
      const th = `แถวที่ ${found.row} คอลัมน์ ${column.name} มีอักขระ ${found.glyph} (${code})`;
      const en = `row ${found.row}, column ${column.name} has ${found.glyph} (${code})`;
      throw lakeProblem('no-windows-874', { detailTh: th, detailEn: en, errors: [{ line: found.row, column: column.name, code, th, en }] });
    }
  }
}

/** UTF-8 bytes in, Windows-874 bytes out. */
export function windows874(): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return new Transform({
    transform(chunk: Buffer, _encoding, done) { done(null, iconv.encode(decoder.decode(chunk, { stream: true }), 'windows-874')); },
    flush(done) { done(null, iconv.encode(decoder.decode(), 'windows-874')); },
  });
}
