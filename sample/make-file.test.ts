import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseContract } from '@saphan/contracts/odcs/parse';
import { contractOf, contractYamlOf } from './contract-of.ts';
import { isFiled, makeFile, roundsOf, rowsOf, type Filed } from './make-file.ts';
import { isGenerated, readMinistry, type Generated } from './ministry.ts';

const generated = readMinistry().filter(isGenerated);
const delivered = generated.filter((dataset) => roundsOf(dataset) > 0);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const oneOf = (shape: Generated['shape']): Filed => delivered.filter(isFiled).find((dataset) => dataset.shape === shape) as Filed;
const today = '2026-11-21';

describe('files of the sample ministry', () => {
  it.each(['csv-874', 'csv-bom', 'csv-semicolon', 'csv-pipe', 'tsv', 'xlsx', 'json', 'ndjson', 'parquet'] as const)('makes a %s file byte for byte again', async (shape) => {
    const delivery = { dataset: oneOf(shape), round: 1, today };
    const [first, second] = [await makeFile(delivery, tmpdir()), await makeFile(delivery, tmpdir())];
    expect(first.bytes.length).toBeGreaterThan(1000);
    expect(sha256(first.bytes)).toBe(sha256(second.bytes));
  });

  it('makes the same file on every machine and in every year to come', async () => {
    const { bytes } = await makeFile({ dataset: oneOf('csv-874'), round: 1, today }, tmpdir());
    expect(sha256(bytes)).toMatchInlineSnapshot(`"657eaf2b0e6aaddcbdc0224298c787067003c000588975be4b86cc1a33faef0a"`);
  });

  it('makes another file on another day', async () => {
    const dataset = oneOf('csv-pipe');
    const [one, other] = [await makeFile({ dataset, round: 1, today }, tmpdir()), await makeFile({ dataset, round: 1, today: '2027-01-05' }, tmpdir())];
    expect(sha256(one.bytes)).not.toBe(sha256(other.bytes));
  });

  it('writes Windows-874 without losing a character', async () => {
    for (const dataset of delivered.filter(isFiled).filter(({ shape }) => shape === 'csv-874')) {
      const { bytes } = await makeFile({ dataset, round: 1, today }, tmpdir());
      expect(iconv.decode(bytes, 'windows-874'), dataset.slug).not.toMatch(/[?\uFFFD]/);
    }
  });
});

describe('rows of the sample ministry', () => {
  it('keeps keys unique but for the rows entered twice on purpose', () => {
    for (const dataset of delivered) {
      const places = contractOf(dataset).columns.flatMap((column, i) => (column.primaryKey === null ? [] : [i]));
      const { rows } = rowsOf({ dataset, round: 1, today });
      const keys = new Set(rows.map(({ cells }) => places.map((i) => JSON.stringify(cells[i])).join()));
      expect(rows.length - keys.size, dataset.slug).toBeLessThanOrEqual(rows.length * 0.04);
    }
  });

  it('lets a third of the rows vanish from the second file of a held dataset', () => {
    const held = delivered.filter(({ story }) => story === 'held');
    expect(held).toHaveLength(3);
    for (const dataset of held) {
      const [first, second] = [1, 2].map((round) => rowsOf({ dataset, round, today }).rows.length) as [number, number];
      expect(second / first).toBeLessThan(0.7);
    }
  });

  it('adds, drops and corrects rows between the files of one dataset', () => {
    const dataset = delivered.find(({ slug }) => slug === 'oae-farm-prices') as Generated;
    const [first, last] = [1, 3].map((round) => rowsOf({ dataset, round, today }).rows.map(({ cells }) => JSON.stringify(cells))) as [string[], string[]];
    const before = new Set(first);
    const same = last.filter((row) => before.has(row)).length;
    expect(same).toBeGreaterThan(last.length * 0.8);
    expect(same).toBeLessThan(last.length);
  });
});

describe('contracts of the sample ministry', () => {
  it.each(generated.map((dataset) => [dataset.slug, dataset] as const))('%s has a contract that is accepted as written', (_slug, dataset) => {
    expect(parseContract(contractYamlOf(dataset))).toEqual({ contract: contractOf(dataset) });
  });
});
