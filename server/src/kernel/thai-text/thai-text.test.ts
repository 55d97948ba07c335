import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, emptyDictionary, grams, highlight, makeDictionary, normalise, normaliseWithPlaces, segmentThai, tokenise } from './index.ts';

const dictionary = makeDictionary([
  ['กรมชลประทาน', 'ชป.', 'RID', 'Royal Irrigation Department'], ['อ่างเก็บน้ำ'], ['แพร่'], ['ชลประทาน'], ['อบต.', 'องค์การบริหารส่วนตำบล'], ['เชียงใหม่', 'Chiang Mai'],
]);
const termsOf = (text: string, kinds = ['word', 'phrase', 'same', 'run']) => tokenise(normalise(text), dictionary).filter(({ kind }) => kinds.includes(kind)).map(({ term }) => term);
const thai = fc.string({ unit: fc.oneof(fc.integer({ min: 0x0E01, max: 0x0E5B }).map((code) => String.fromCharCode(code)), fc.constantFrom('น้ำ', 'ข้าว', ' ', 'a', '1', '.', '\u200B', 'é', '😀')), maxLength: 60 });

describe('normalising', () => {
  it.each([
    ['sara am of two characters', 'น\u0E49\u0E4D\u0E32', 'น้ำ'], ['the same with the tone between', 'น\u0E4D\u0E49\u0E32', 'น้ำ'], ['a tone before its vowel', 'ท\u0E48\u0E35', 'ที่'],
    ['a tone twice', 'ที\u0E48\u0E48', 'ที่'], ['two sara e for sara ae', 'เเพร่', 'แพร่'], ['Thai digits', '๒๕๖๘', '2568'], ['invisible characters', 'ข้า\u200Bว\uFEFF', 'ข้าว'], ['capitals and accents', 'CAFÉ ｆｕｌｌ', 'cafe full'],
  ])('mends %s', (_what, written, meant) => { expect(normalise(written)).toBe(meant); });

  it('is the same done twice, and knows where each character was', () => {
    fc.assert(fc.property(thai, (text) => {
      const once = normalise(text);
      expect(normalise(once)).toBe(once);
      const { text: same, places } = normaliseWithPlaces(text);
      expect(places).toHaveLength(same.length + 1);
      expect(places.every((place, i) => i === 0 || place >= (places[i - 1] as number))).toBe(true);
    }), { numRuns: 300 });
  });
});

describe('segmenting', () => {
  it('loses no character, whatever the length', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('น้ำ', 'ข้าว', 'ตากลม', 'ประเทศไทย', 'ก', 'ๅๅ', 'กรมชลประทาน'), { minLength: 1, maxLength: 400 }), (parts) => {
      const run = parts.join('');
      const segments = segmentThai(run);
      expect(segments.map(({ text }) => text).join('')).toBe(run);
      expect(segments.every(({ text, start, end }) => run.slice(start, end) === text)).toBe(true);
    }), { numRuns: 50 });
  });

  it('cuts the same inside a run of 800 characters and across its end', () => {
    const long = 'ปริมาณน้ำในอ่างเก็บน้ำขนาดใหญ่'.repeat(60);
    expect(new Set(segmentThai(long).map(({ text }) => text))).toEqual(new Set(['ปริมาณ', 'น้ำ', 'ใน', 'อ่าง', 'เก็บ', 'ขนาด', 'ใหญ่']));
  });
});

describe('tokens', () => {
  it('of a query are found in every text that holds its words apart from others', () => {
    // One function for both: a piece between spaces gives the same tokens wherever it stands.
    fc.assert(fc.property(thai.filter((text) => /\S/.test(text)), thai, thai, (query, before, after) => {
      const asked = normalise(query).split(/\s+/).filter((piece) => piece !== '');
      const indexed = new Set(tokenise(normalise(`${before} \n ${query} \n ${after}`), dictionary).map(({ term }) => term));
      for (const piece of asked) for (const { term, kind } of tokenise(piece, dictionary)) if (kind !== 'phrase' || !term.includes(' ')) expect(indexed).toContain(term);
    }), { numRuns: 300 });
  });

  it('have words, phrases of the dictionary, and one name for what means the same', () => {
    expect(termsOf('ข้อมูลอ่างเก็บน้ำ ของกรมชลประทาน')).toEqual(expect.arrayContaining(['ข้อมูล', 'อ่าง', 'เก็บ', 'น้ำ', 'อ่างเก็บน้ำ', 'กรมชลประทาน', '@กรมชลประทาน']));
    for (const name of ['ชป.', 'ชป', 'RID', 'Royal Irrigation Department', 'กรมชลประทาน']) expect(termsOf(name)).toContain('@กรมชลประทาน');
    expect(termsOf('องค์การบริหารส่วนตำบล', ['same'])).toEqual(termsOf('อบต.', ['same']));
    expect(termsOf('Weather in Chiang Mai')).toContain('@เชียงใหม่');
  });

  it('find a short name only where a word begins and ends', () => {
    expect(termsOf('เผยแพร่ข้อมูล', ['phrase', 'same'])).toEqual([]);
    expect(termsOf('จังหวัดแพร่')).toContain('แพร่');
  });

  it('read abbreviations with and without dots, numbers with and without commas, English in one number', () => {
    expect(termsOf('มกษ. 9001')).toEqual(['มกษ', '9001']);
    expect(termsOf('ก.ค.ศ.')).toEqual(['กคศ']);
    expect(termsOf('12,500.75 ไร่')).toContain('12500');
    expect(termsOf('1,234 farms and cities')).toEqual(['1234', 'farm', 'and', 'city']);
  });

  it('say where they stand', () => {
    fc.assert(fc.property(thai, (text) => {
      const normal = normalise(text);
      for (const { term, kind, start, end } of tokenise(normal, emptyDictionary)) if (kind !== 'word' || /^[\u0E00-\u0E7F]+$/.test(normal.slice(start, end))) expect(normal.slice(start, end)).toBe(term);
    }), { numRuns: 200 });
  });

  it('of 100,000 characters come in line with the length, not its square', () => {
    const tokens = tokenise(normalise('ปริมาณน้ำในอ่างเก็บน้ำขนาดใหญ่'.repeat(3_400)), dictionary);
    expect(tokens.length).toBeGreaterThan(20_000);
  });
});

describe('trigrams and distance', () => {
  it('frame a word', () => { expect(grams('ข้าว')).toEqual(['#^ข้', '#ข้า', '#้าว', '#าว$']); });
  it.each([['ข้าว', 'ข้าว', 0], ['ขาว', 'ข้าว', 1], ['ชลประทน', 'ชลประทาน', 1], ['ab', 'ba', 1], ['rice', 'ride', 1], ['a', 'abcd', 3]])('%s and %s are %i apart', (a, b, apart) => { expect(distance(a, b, 2)).toBe(apart); });
});

describe('highlighting', () => {
  it('marks the original, with its marks and digits as they were', () => {
    const { text, marks } = highlight('ปริมาณน\u0E4D\u0E49\u0E32 ปี ๒๕๖๘', new Set(['น้ำ', '2568']), dictionary);
    expect(marks.map(([a, b]) => text.slice(a, b))).toEqual(['น\u0E4D\u0E49\u0E32', '๒๕๖๘']);
  });

  it('cuts a long text around what was found', () => {
    const { text, marks } = highlight(`${'ข้อความยาว '.repeat(80)}ข้าวหอมมะลิ ${'ต่อไปอีก '.repeat(50)}`, new Set(['หอม', 'มะลิ']), dictionary, 120);
    expect(text.length).toBeLessThan(125);
    expect(marks.map(([a, b]) => text.slice(a, b))).toEqual(['หอมมะลิ']);
  });
});
