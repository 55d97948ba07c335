import type { Tx } from '#kernel/db.ts';
import type { DatasetState, Overdue } from '../schemas.ts';
import { listMovesAfter, listTitles, selectCatalogueRevision } from './board.sql.gen.ts';
import type { Moment } from './moment.ts';

/** One dataset on the board at one moment. */
export interface Cell {
  slug: string;
  titleTh: string;
  titleEn: string;
  agencyId: string;
  dueOn: string | null;
  state: DatasetState;
  /** Where an overdue dataset is stuck. */
  step: Overdue['step'] | null;
}

interface Title { slug: string; titleTh: string; titleEn: string; agencyId: string }

/** Names of all datasets by id, and the day on which the first of them entered the catalogue. */
export interface Titles { titles: ReadonlyMap<number, Title>; firstOn?: string }

/** Letters of `plans.mark_of`. */
const meaning: Record<string, Pick<Cell, 'state' | 'step'>> = {
  f: { state: 'fresh', step: null }, s: { state: 'stale', step: null }, x: { state: 'failing', step: null }, h: { state: 'held', step: null },
  p: { state: 'planned', step: null }, N: { state: 'overdue', step: 'no-source' }, C: { state: 'overdue', step: 'contract' },
  R: { state: 'overdue', step: 'run' }, H: { state: 'overdue', step: 'held' }, J: { state: 'overdue', step: 'rejected' },
};

// Reading 5,000 titles takes longer than all else the board reads, and they change rarely: kept until the catalogue's revision changes.
let kept: (Titles & { revision: string }) | null = null;

/** Names the datasets of a picture; titles are as they are now, whose they are and everything else as of the picture's moment. */
export async function cellsOf(tx: Tx, titles: Titles['titles'], picture: { dataset_ids: number[]; due_on: (string | null)[]; marks: string }, moment: Moment): Promise<Cell[]> {
  const owners = moment.over ? await ownersAt(tx, moment) : null;
  const cells: Cell[] = [];
  for (let i = 0; i < picture.dataset_ids.length; i += 1) {
    const title = titles.get(picture.dataset_ids[i] as number);
    const mark = meaning[picture.marks[i] as string];
    if (!title || !mark) continue;
    const { slug, titleTh, titleEn, agencyId } = title;
    cells.push({ slug, titleTh, titleEn, agencyId: owners?.get(picture.dataset_ids[i] as number) ?? agencyId, dueOn: picture.due_on[i] ?? null, state: mark.state, step: mark.step });
  }
  return cells;
}

/** Whose a dataset was at a moment, where it went to another agency since: the first move after it says from whom. */
export async function ownersAt(tx: Tx, { at }: Pick<Moment, 'at'>): Promise<Map<number, string>> {
  return new Map((await listMovesAfter(tx, { at })).map(({ dataset_id, from_agency_id }) => [dataset_id, from_agency_id]));
}

/** What the catalogue says of all datasets, as it is now. */
export async function titlesOf(tx: Tx): Promise<Titles> {
  const revision = (await selectCatalogueRevision(tx, {})).value;
  if (kept?.revision === revision) return kept;
  const rows = await listTitles(tx, {});
  const titles = new Map(rows.map((row) => [row.id, { slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, agencyId: row.agency_id }]));
  const firstOn = rows.map(({ since }) => since).sort()[0];
  kept = { revision, titles, ...(firstOn !== undefined && { firstOn }) };
  return kept;
}
