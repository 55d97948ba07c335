import { addDays } from '@saphan/contracts/dates';
import { headerOf, staleByDays } from './contract-of.ts';
import { writeDelimited } from './files/delimited.ts';
import { writeJson } from './files/json.ts';
import { writeParquet } from './files/parquet.ts';
import { writeWorkbook } from './files/workbook.ts';
import { withFlaws, type FileRow } from './flaws.ts';
import type { Kind, KindColumn, Row } from './kind.ts';
import { kinds } from './kinds/index.ts';
import type { Generated, Shape, Story } from './ministry.ts';
import { randomFrom } from './random.ts';
import { writesCommonEra } from './spell.ts';

const usualFlaws = 0.008;
/** Above the contract's gate of five percent. */
const tooManyFlaws = 0.12;
const keptOfHeld = 0.65;

export interface Delivery { dataset: Generated; /** 1-based: the first file, the second … */ round: number; today: string }
/** A dataset that is delivered as files, not read from the agency's database. */
export type Filed = Generated & { shape: Exclude<Shape, 'postgres'> };
export const isFiled = (dataset: Generated): dataset is Filed => dataset.shape !== 'postgres';
export interface SampleFile { name: string; bytes: Buffer }

/** How many files an agency delivers in its story. */
export function roundsOf({ story, releases }: Generated): number {
  if (story === 'failing' || story === 'held') return 2;
  return ['fresh', 'stale', 'first-held', 'rejected'].includes(story) ? releases : 0;
}

/** Columns and rows of a delivery, flaws included; the same arguments give the same rows. */
export function rowsOf({ dataset, round, today }: Delivery): { columns: KindColumn[]; rows: FileRow[] } {
  const kind: Kind = kinds[dataset.kind];
  const columns = kind.columns(dataset.words);
  const day = dataset.story === 'stale' ? addDays(today, -staleByDays) : today;
  const rows = deliveredRows(kind, columns, dataset, round, day);
  const random = randomFrom(`${dataset.slug}/flaws/${round}`);
  const flawed = withFlaws(columns, rows, {
    random, share: flawShare(dataset.story), typed: dataset.shape === 'parquet' || dataset.shape === 'postgres', commonEra: writesCommonEra(dataset.shape),
  });
  return { columns, rows: flawed };
}

const flawShare = (story: Story): number => (story === 'first-held' || story === 'rejected' ? tooManyFlaws : usualFlaws);

/** Later files begin with newer rows, drop the oldest and correct a few figures; the second file of a held dataset has lost a third. */
function deliveredRows(kind: Kind, columns: readonly KindColumn[], dataset: Generated, round: number, today: string): Row[] {
  const step = Math.max(1, Math.floor(dataset.rows * 0.02));
  const later = dataset.releases - round;
  const all = kind.rows({ random: randomFrom(dataset.slug), words: dataset.words, count: dataset.rows + step * dataset.releases, today });
  if (dataset.story === 'held') return all.slice(0, round === 1 ? dataset.rows : Math.floor(dataset.rows * keptOfHeld));
  if (dataset.story === 'failing' || dataset.releases === 1) return all.slice(0, dataset.rows);
  const figure = columns.findIndex((column) => column.type === 'decimal' && column.max === undefined);
  return all.slice(later * step, later * step + dataset.rows + (round > 1 ? Math.floor(step / 2) : 0))
    .map((row, i) => (round > 1 && figure >= 0 && (i + round) % 40 === 0 ? corrected(row, figure) : row));
}

function corrected(row: Row, figure: number): Row {
  const value = row[figure];
  return typeof value === 'number' ? row.map((cell, i) => (i === figure ? Math.round(value * 90) / 100 : cell)) : row;
}

/**
 * The file an agency delivers, byte for byte the same for the same arguments.
 *
 * @param scratch folder for the Parquet engine's temporary files.
 */
export async function makeFile(delivery: Delivery & { dataset: Filed }, scratch: string): Promise<SampleFile> {
  const { dataset, round } = delivery;
  const { columns, rows } = rowsOf(delivery);
  const named = dataset.story === 'failing' && round > 1 ? withRenamedHeader(columns) : columns;
  const name = (extension: string): string => `${dataset.slug}-${round}.${extension}`;
  switch (dataset.shape) {
    case 'json': case 'ndjson': return { name: name(dataset.shape), bytes: writeJson(named, rows, dataset.shape) };
    case 'xlsx': return { name: name('xlsx'), bytes: await writeWorkbook(`${dataset.titleTh} (ข้อมูลสังเคราะห์)`, named, rows) };
    case 'parquet': return { name: name('parquet'), bytes: await writeParquet(named, rows, scratch) };
    case 'tsv': return { name: name('tsv'), bytes: writeDelimited(named.map((column) => headerOf(column, 'tsv')), named, rows, 'tsv') };
    default: {
      const { shape } = dataset;
      return { name: name('csv'), bytes: writeDelimited(named.map((column) => headerOf(column, shape)), named, rows, shape) };
    }
  }
}

/** The agency's program was changed: a column has another name than the contract says. */
function withRenamedHeader(columns: readonly KindColumn[]): KindColumn[] {
  return columns.map((column, i) => (i === 2 ? { ...column, name: `${column.name}_new`, titleTh: `${column.titleTh} (แก้ไขใหม่)` } : column));
}
