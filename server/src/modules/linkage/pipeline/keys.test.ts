import { tmpdir } from 'node:os';
import type { Column, Contract } from '@saphan/contracts/contract';
import { openEngine, type Engine } from '#modules/lake/index.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnOf, contractOf } from '../sieve/testing/run-sieve.ts';
import { applyKeyRules } from './keys.ts';
import { createQuarantine } from './quarantine.ts';
import { applyRowRules } from './rules.ts';
import { createStage } from './stage.ts';

let engine: Engine;
beforeAll(async () => { engine = await openEngine({ databasePath: ':memory:', memoryMb: 200, threads: 2, spillDir: tmpdir() }); });
afterAll(() => engine.close());

/** Lines that the rules refuse, of rows with these values in the first column. */
async function badLines(column: Column, values: (string | null)[], rules: (engine: Engine, contract: Contract) => Promise<unknown>, more: Partial<Contract> = {}): Promise<number[]> {
  const contract = { ...contractOf([column]), ...more };
  await createQuarantine(engine);
  await createStage(engine, contract);
  for (const [i, value] of values.entries()) await engine.run(`insert into stage values (${i + 1}, 0, 0, $1)`, [value]);
  await rules(engine, contract);
  return (await engine.rows<{ line: number }>('select distinct _line::double as line from bad order by 1')).map(({ line }) => line);
}

describe('keys', () => {
  const key = columnOf('id', 'integer', { primaryKey: 1 });
  test.each<[string, string[], number[]]>([
    ['close together', ['10', '11', '12', '11', '13'], [2, 4]],
    ['far apart', ['1', '9000000000000000000', '-9000000000000000000', '1'], [1, 4]],
    ['at the ends of their type', ['-9223372036854775808', '9223372036854775807', '9223372036854775807'], [2, 3]],
    ['all different', ['5', '4', '3'], []],
    ['alone', ['7'], []],
  ])('that repeat are refused: numbers %s', async (_name, values, lines) => {
    expect(await badLines(key, values, applyKeyRules)).toEqual(lines);
  });

  test('that are text, and unique columns with nothing in them', async () => {
    expect(await badLines(columnOf('id', 'text', { primaryKey: 1 }), ['ก', 'ข', 'ก'], applyKeyRules)).toEqual([1, 3]);
    expect(await badLines(columnOf('id', 'integer', { unique: true }), ['1', null, null, '1'], applyKeyRules)).toEqual([4]);
    expect(await badLines(columnOf('id', 'integer', { unique: true }), [null, null], applyKeyRules)).toEqual([]);
  });
});

describe('ranges', () => {
  test.each<[string, Partial<Column>, string[], number[]]>([
    ['of the column’s own places', { min: '0.01', max: '5000' }, ['0.00', '0.01', '5000.00', '5000.01'], [1, 4]],
    ['of more places than the column keeps', { min: '0.005', max: '1.995' }, ['0.00', '0.01', '1.99', '2.00'], [1, 4]],
    ['of more digits than the column holds', { max: '99999999999' }, ['999999.99'], []],
    ['written with zeros', { min: '001.500' }, ['1.49', '1.50'], [1]],
  ])('are exact with limits %s', async (_name, limits, values, lines) => {
    expect(await badLines(columnOf('v', 'decimal', { precision: 8, scale: 2, ...limits }), values, applyRowRules)).toEqual(lines);
  });

  test('of whole numbers take limits with a fraction', async () => {
    expect(await badLines(columnOf('v', 'integer', { min: '1.5' }), ['1', '2'], applyRowRules)).toEqual([1]);
  });
});
