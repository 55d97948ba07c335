import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceSieve } from './testing/reference-sieve.ts';
import { columnOf, contractOf, sift } from './testing/run-sieve.ts';

const columns = [columnOf('id', 'integer', { primaryKey: 1 }), columnOf('name', 'text'), columnOf('day', 'date'), columnOf('note', 'text')];
const header = 'id,name,day,note\n';
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('1', '42', '1,234', '', '-', '15/02/2568', '๑๕/๐๒/๒๕๖๘', '15 ก.พ. 68', '31/02/2568', 'ข้าวเจ้า', 'น้ำ', 'น\u0e4d\u0e49า', 'เเปลง', 'a b', ' x ', '\u00a0y', '“ดี”') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const quoted = fc.tuple(cell, fc.constantFrom('', ',', '\n', '\r\n', '""', '\r')).map(([text, inside]) => `"${text.replaceAll('"', '""')}${inside}"`);
const bare = cell.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
const goodRow = fc.tuple(fc.nat(9999), bare, fc.constantFrom('15/02/2568', '2567-02-29', ''), fc.oneof(bare, quoted)).map((cells) => cells.join(','));
const anyRow = fc.array(fc.oneof(bare, quoted), { minLength: 1, maxLength: 6 }).map((cells) => cells.join(','));
const rows = fc.array(fc.tuple(fc.oneof({ weight: 3, arbitrary: goodRow }, { weight: 1, arbitrary: anyRow }), fc.constantFrom('\n', '\n', '\r\n', '\r')), { maxLength: 12 });
const damage = fc.array(fc.tuple(fc.nat(2000), fc.constantFrom('"', '"', ',', '\n', '\0', '\xff', '\xe0', ''), fc.boolean()), { maxLength: 4 });

function spoil(text: string, damages: [number, string, boolean][]): Buffer {
  let bytes = Buffer.from(text).toString('latin1');
  for (const [at, put, removes] of damages) {
    const place = at % (bytes.length + 1);
    bytes = bytes.slice(0, place) + put + bytes.slice(place + (removes ? 1 : 0));
  }
  return Buffer.concat([Buffer.from(header), Buffer.from(bytes, 'latin1')]);
}

describe('the sieve against the reference', () => {
  test.each([{ multiline: true }, { multiline: false }, { multiline: true, maxRecordBytes: 40 }])('gives the same rows and rejects for any chunking %o', async (shape) => {
    const contract = contractOf(columns, { ...shape, calendar: 'mixed' });
    await fc.assert(fc.asyncProperty(rows, damage, async (list, damages) => {
      const bytes = spoil(list.map(([row, end]) => row + end).join(''), damages);
      const expected = referenceSieve(bytes, contract);
      for (const chunk of [1, 7, 65_536]) {
        const { clean, rejects, result } = await sift(bytes, contract, { chunk });
        expect(rejects.map((reject) => `${reject.line} ${reject.byteOffset} ${reject.byteLength} ${reject.code}`)).toEqual(expected.rejects);
        expect(clean).toBe(expected.clean.map((row) => `${row}\n`).join(''));
        for (const { byteOffset, byteLength, raw } of rejects) expect(Buffer.from(raw)).toEqual(bytes.subarray(byteOffset, byteOffset + byteLength));
        expect(result.rowsOk + result.rowsBad).toBe(result.rowsRead);
      }
    }), { numRuns: 60, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false });
  }, 60_000);
});
