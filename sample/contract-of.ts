import type { Column, Contract, SourceShape } from '@saphan/contracts/contract';
import { defaultGates, defaultRetention, defaultSource } from '@saphan/contracts/odcs/defaults';
import { writeContract } from '@saphan/contracts/odcs/write';
import { delimiters } from './files/delimited.ts';
import { headerRow, headerRows, sheetName } from './files/workbook.ts';
import type { KindColumn } from './kind.ts';
import { kinds } from './kinds/index.ts';
import type { Generated, Shape } from './ministry.ts';
import { writesCommonEra } from './spell.ts';

/** Data of the `stale` stories is this much older than today; their contracts allow half of it. */
export const staleByDays = 120;
const usualDataAgeDays = 365;

const bare: Omit<Column, 'name' | 'source' | 'titleTh' | 'titleEn' | 'type' | 'fieldId'> = {
  required: false, unique: false, primaryKey: null, precision: 0, scale: 0, pattern: null, min: null, max: null, maxLength: null, codeList: null, calendar: null,
  geocodeDigits: null, classification: 'open', personalData: null,
};

/** Header of a column in a file of this shape. */
export function headerOf({ name, titleTh, group }: KindColumn, shape: Shape): string {
  if (shape === 'xlsx') return group === undefined ? titleTh : `${group} / ${titleTh}`;
  return shape === 'json' || shape === 'ndjson' || shape === 'parquet' || shape === 'postgres' ? name : titleTh;
}

function sourceOf(shape: Shape): SourceShape {
  const calendar = writesCommonEra(shape) ? 'ce' as const : 'be' as const;
  switch (shape) {
    case 'xlsx': return { ...defaultSource, format: 'xlsx', sheet: sheetName, headerRow, headerRows, calendar };
    case 'json': case 'ndjson': case 'parquet': return { ...defaultSource, format: shape, calendar };
    // A table arrives as the CSV of COPY … TO STDOUT.
    case 'postgres': return { ...defaultSource, format: 'csv', calendar };
    default: return { ...defaultSource, format: 'csv', calendar, delimiter: delimiters[shape], encoding: shape === 'csv-874' ? 'windows-874' : 'utf-8' };
  }
}

/** The contract of a generated dataset. */
export function contractOf(dataset: Generated): Contract {
  const kind = kinds[dataset.kind];
  const stale = dataset.story === 'stale';
  return {
    dataset: dataset.slug, titleTh: dataset.titleTh, titleEn: dataset.titleEn, source: sourceOf(dataset.shape),
    columns: kind.columns(dataset.words).map(({ group, ...column }, i) => ({ ...bare, ...column, source: headerOf({ group, ...column }, dataset.shape), fieldId: i + 1 })),
    duplicates: 'first', deletes: 'snapshot', gates: defaultGates,
    rules: ('rules' in kind ? kind.rules ?? [] : []).map((rule) => ({ ...rule, severity: 'reject' as const })),
    freshness: { promiseHours: dataset.promiseHours, dataColumn: kind.dataColumn, maxDataAgeDays: stale ? staleByDays / 2 : usualDataAgeDays },
    legalBasis: null, retention: defaultRetention,
  };
}

/** The same as a YAML document. */
export function contractYamlOf(dataset: Generated): string {
  return writeContract(contractOf(dataset), { status: 'active', domain: dataset.agencyId, purpose: 'ข้อมูลสังเคราะห์สำหรับกระทรวงตัวอย่าง' });
}
