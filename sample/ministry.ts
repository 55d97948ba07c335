import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Measure, Words } from './kind.ts';
import type { KindName } from './kinds/index.ts';

/**
 * What becomes of a dataset in the sample, each reached by real runs over its files:
 * `real` data of a public package · `fresh` · `stale` data older than promised · `failing` header changed in the second file ·
 * `held` a third of the rows vanished in the second file · `first-held` too many bad rows in the first file · `rejected` the same, turned down ·
 * `contract` agreed but no file · `source` set up but no contract · `no-source` overdue with nothing · `planned` not due yet.
 */
export type Story = 'real' | 'fresh' | 'stale' | 'failing' | 'held' | 'first-held' | 'rejected' | 'contract' | 'source' | 'no-source' | 'planned';
export type Shape = 'csv-874' | 'csv-bom' | 'csv-semicolon' | 'csv-pipe' | 'tsv' | 'xlsx' | 'json' | 'ndjson' | 'parquet' | 'postgres';

interface Planned { agencyId: string; slug: string; titleTh: string; titleEn: string; dueInDays: number; story: Story; promiseHours: number }
/** A dataset whose rows are generated. */
export interface Generated extends Planned { kind: KindName; shape: Shape; rows: number; releases: number; words: Words }
export type SampleDataset = Planned & Partial<Omit<Generated, keyof Planned>>;

export const isGenerated = (dataset: SampleDataset): dataset is Generated => dataset.kind !== undefined;

interface Entry {
  slug: string; th: string; en: string; due: number; story: Story; promise?: number; kind?: KindName; shape?: Shape; rows?: number; releases?: number;
  items?: string[]; measures?: string;
}
type MeasureTuple = [name: string, th: string, en: string, low: number, high: number, decimals: number];

const folder = new URL('./datasets/', import.meta.url);
const read = (name: string): any => parse(readFileSync(new URL(name, folder), 'utf8'));

/** The 133 datasets of the sample ministry, agency by agency, from `datasets/*.yaml`. */
export function readMinistry(): SampleDataset[] {
  const measures = read('measures.yaml') as Record<string, MeasureTuple[]>;
  return readdirSync(folder).filter((name) => name !== 'measures.yaml').sort().flatMap((name) => {
    const { agency, datasets } = read(name) as { agency: string; datasets: Entry[] };
    return datasets.map((entry) => datasetOf(agency, entry, measures));
  });
}

function datasetOf(agencyId: string, entry: Entry, measures: Record<string, MeasureTuple[]>): SampleDataset {
  const { slug, th, en, due, story, kind, shape, rows, releases = 1 } = entry;
  const planned = { agencyId, slug, titleTh: th, titleEn: en, dueInDays: due, story, promiseHours: (entry.promise ?? 30) * 24 };
  if (!kind || !shape || !rows) return planned;
  return { ...planned, kind, shape, rows, releases, words: { prefix: prefixOf(slug), items: entry.items ?? [], measures: (measures[entry.measures ?? ''] ?? []).map(measureOf) } };
}

/** `doae-farmer-registry` → `DOAEF`: short, and different between an agency's datasets often enough for a reader. */
function prefixOf(slug: string): string {
  const [agency = '', first = ''] = slug.split('-');
  return `${agency}${first.slice(0, 1)}`.toUpperCase();
}

const measureOf = ([name, th, en, low, high, decimals]: MeasureTuple): Measure => ({ name, th, en, low, high, decimals });
