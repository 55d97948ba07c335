import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../contract.ts';
import { parseContract } from './parse.ts';
import { writeContract } from './write.ts';

const plots = readFileSync(new URL('../../../definitions/contracts/farmer-plots.yaml', import.meta.url), 'utf8');
const provinces = readFileSync(new URL('../../../definitions/contracts/provinces.yaml', import.meta.url), 'utf8');

/** The example with one place changed (undefined takes it away). */
function changed(path: (string | number)[], value: unknown): string {
  const document = parseDocument(plots);
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, value);
  return document.toString();
}

const column = (index: number, ...rest: (string | number)[]): (string | number)[] => ['schema', 0, 'properties', index, ...rest];
const own = (index: number, ...rest: (string | number)[]): (string | number)[] => column(index, 'customProperties', 0, 'value', ...rest);
const block = (...rest: (string | number)[]): (string | number)[] => ['customProperties', 0, 'value', ...rest];

function problems(yaml: string) {
  const read = parseContract(yaml);
  return 'problems' in read ? read.problems : [];
}

test('the examples are contracts, and defaults fill what they leave out', () => {
  expect(problems(plots)).toEqual([]);
  const read = parseContract(provinces) as { contract: Contract };
  expect(read.contract).toMatchObject({ dataset: 'thai-provinces', duplicates: 'reject', deletes: 'snapshot', freshness: { promiseHours: 8760 } });
  expect(read.contract.columns[0]).toMatchObject({ name: 'code', source: 'code', type: 'geocode', geocodeDigits: 2, primaryKey: 1, fieldId: 1 });
});

describe('a wrong contract is refused at its place', () => {
  const cases: [string, (string | number)[], unknown, string][] = [
    ['an unknown key of the standard', ['statuss'], 'x', '/statuss'],
    ['an unknown key of our block', block('sourse'), {}, '/customProperties/0/value/sourse'],
    ['an unknown key in a column block', own(1, 'personaldata'), 'direct', '/schema/0/properties/1/customProperties/0/value/personaldata'],
    ['another version of the standard', ['apiVersion'], 'v2.2.2', '/apiVersion'],
    ['a dataset name with blanks', ['id'], 'Farmer plots', '/id'],
    ['a missing title', block('titleEn'), undefined, '/customProperties/0/value/titleEn'],
    ['an unknown encoding', block('source', 'encoding'), 'tis620', '/customProperties/0/value/source/encoding'],
    ['an unknown calendar', block('source', 'calendar'), 'buddhist', '/customProperties/0/value/source/calendar'],
    ['no calendar though there are dates', block('source', 'calendar'), 'ce', ''],
    ['a gate above 1', block('gates', 'maxRejectRatio'), 5, '/customProperties/0/value/gates/maxRejectRatio'],
    ['a column name in capitals', column(0, 'name'), 'PlotId', '/schema/0/properties/0/name'],
    ['a column name twice', column(1, 'name'), 'plot_id', '/schema/0/properties/1/name'],
    ['a reserved column name', column(1, 'name'), '_line', '/schema/0/properties/1/name'],
    ['a header twice', column(1, 'physicalName'), ' รหัสแปลง ', '/schema/0/properties/1/physicalName'],
    ['a field id twice', own(1, 'fieldId'), 1, '/schema/0/properties/1'],
    ['a key that may be empty', column(0, 'required'), false, '/schema/0/properties/0/required'],
    ['a gap in the key', column(0, 'primaryKeyPosition'), 2, '/schema/0/properties/0/primaryKeyPosition'],
    ['a key place without a key', column(1, 'primaryKeyPosition'), 2, '/schema/0/properties/1/primaryKeyPosition'],
    ['an area code without digits', own(2, 'geocodeDigits'), undefined, '/schema/0/properties/2/customProperties/0/value/geocodeDigits'],
    ['a scale above the precision', own(4, 'scale'), 13, '/schema/0/properties/4/customProperties/0/value/scale'],
    ['a decimal without precision', own(4, 'precision'), undefined, '/schema/0/properties/4/customProperties/0/value/precision'],
    ['a minimum above the maximum', column(4, 'logicalTypeOptions', 'minimum'), 20000, '/schema/0/properties/4/logicalTypeOptions/minimum'],
    ['a bound of more digits than tools keep', column(4, 'logicalTypeOptions', 'maximum'), 1234567890123456, '/schema/0/properties/4/logicalTypeOptions/maximum'],
    ['a Buddhist bound', column(6, 'logicalTypeOptions', 'minimum'), '2552-10-01', '/schema/0/properties/6/logicalTypeOptions/minimum'],
    ['a range on text', column(3, 'logicalTypeOptions'), { minimum: 1 }, '/schema/0/properties/3/logicalTypeOptions/minimum'],
    ['a pattern with look-ahead', column(0, 'logicalTypeOptions', 'pattern'), 'P(?=x)', '/schema/0/properties/0/logicalTypeOptions/pattern'],
    ['a pattern with a back reference', column(0, 'logicalTypeOptions', 'pattern'), '(a)\\1', '/schema/0/properties/0/logicalTypeOptions/pattern'],
    ['a pattern that does not close', column(0, 'logicalTypeOptions', 'pattern'), '(a', '/schema/0/properties/0/logicalTypeOptions/pattern'],
    ['a code list of both kinds', own(3, 'codeList', 'dataset'), 'crops', '/schema/0/properties/3/customProperties/0/value/codeList'],
    ['a code list by half', own(3, 'codeList'), { dataset: 'crops' }, '/schema/0/properties/3/customProperties/0/value/codeList'],
    ['a code list of itself', own(3, 'codeList'), { dataset: 'doae-farmer-plots', column: 'crop' }, '/schema/0/properties/3/customProperties/0/value/codeList/dataset'],
    ['a rule of two statements', ['schema', 0, 'quality', 0, 'implementation'], 'true; drop table x', '/schema/0/quality/0/implementation'],
    ['a rule with a query', ['schema', 0, 'quality', 0, 'implementation'], 'exists (select 1)', '/schema/0/quality/0/implementation'],
    ['a rule that reads a file', ['schema', 0, 'quality', 0, 'implementation'], "read_text('/etc/passwd') is null", '/schema/0/quality/0/implementation'],
    ['a rule with an open quote', ['schema', 0, 'quality', 0, 'implementation'], "crop = 'x", '/schema/0/quality/0/implementation'],
    ['a check of another engine', ['schema', 0, 'quality', 0, 'engine'], 'soda', '/schema/0/quality/0/engine'],
    ['no promise of freshness', ['slaProperties', 0], undefined, '/slaProperties'],
    ['a promise in moons', ['slaProperties', 0, 'unit'], 'moon', '/slaProperties/0/value'],
    ['freshness of a missing column', ['slaProperties', 1, 'element'], 'data.registerd_on', '/slaProperties/1/element'],
    ['open personal data without a law', column(1, 'classification'), 'open', ''],
    ['a second table', ['schema', 1], { name: 'x', properties: [] }, '/schema'],
  ];
  test.each(cases)('%s', (_, path, value, pointer) => {
    const found = problems(changed(path, value));
    if (pointer === '') { expect(found).toEqual([]); return; }
    expect(found.map((one) => one.pointer)).toContain(pointer);
    const one = found.find((problem) => problem.pointer === pointer)!;
    expect(one.th).toMatch(/[ก-๙]/);
    expect(one.en).toMatch(/[a-z]/);
    expect(one.line).toBeGreaterThan(path[0] === 'customProperties' ? 90 : 1);
  });

  test('open personal data needs a legal basis', () => {
    const document = parseDocument(changed(column(1, 'classification'), 'open'));
    document.setIn(block('legalBasis'), null);
    expect(problems(document.toString()).map((one) => one.pointer)).toEqual(['/schema/0/properties/1/classification']);
  });

  test('line and column point at the key as typed', () => {
    const line = plots.split('\n').findIndex((text) => text.includes('encoding: windows-874')) + 1;
    expect(problems(plots.replace('encoding: windows-874', 'encoding: latin1'))[0]).toMatchObject({ line, column: 9 });
  });

  test('a slip of a key is answered with the key that is meant', () => {
    expect(problems(plots.replace('delimiter:', 'delimeter:')).map((one) => one.en).join()).toContain('Is “delimiter” meant?');
  });
});

describe('a document that would harm the reader is refused', () => {
  test('aliases that multiply', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n`;
    expect(problems(bomb)[0]?.en).toContain('alias');
  });
  test('more than 4 MB, deep nesting, two documents, tags, repeated keys, the empty text', () => {
    expect(problems(`# ${'ก'.repeat(1_400_000)}`)[0]?.en).toContain('bytes long');
    for (const text of ['['.repeat(50_000), `${plots}\n---\n${plots}`, 'id: !!js/function x', 'id: a\nid: b', '', 'null', '[]', '"text"', '\0']) expect(problems(text).length, text.slice(0, 20)).toBeGreaterThan(0);
  });
  test('keys that would change objects', () => {
    expect(problems(`${plots}\n__proto__: { polluted: true }\n`).length).toBeGreaterThan(0);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('field ids', () => {
  const first = (parseContract(provinces) as { contract: Contract }).contract;
  test('stay with their column and are never given twice', () => {
    const withThird = provinces.replace('slaProperties:', '      - { name: region, logicalType: string }\nslaProperties:');
    const second = (parseContract(withThird, [first]) as { contract: Contract }).contract;
    expect(second.columns.map((one) => one.fieldId)).toEqual([1, 2, 3]);
    const third = (parseContract(provinces.replace('slaProperties:', '      - { name: zone, logicalType: string }\nslaProperties:'), [first, second]) as { contract: Contract }).contract;
    expect(third.columns.map((one) => one.fieldId)).toEqual([1, 2, 4]);
  });
});

test('5,000 columns are read', () => {
  const read = parseContract(provinces) as { contract: Contract };
  const wide = { ...read.contract, columns: Array.from({ length: 5000 }, (_, n) => ({ ...read.contract.columns[1]!, name: `c${n}`, source: `คอลัมน์ ${n}`, fieldId: n + 1 })) };
  expect(parseContract(writeContract(wide))).toEqual({ contract: wide });
});
