import { dayInBangkok } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import type { DatasetState } from '../schemas.ts';
import { listItemFacts as listItemFactRows } from './item-facts.sql.gen.ts';

/** The way of one dataset to being linked, as known at a moment; days are ISO days in Bangkok. */
export interface ItemFacts {
  readonly datasetId: number;
  readonly slug: string;
  readonly titleTh: string;
  readonly titleEn: string;
  readonly agencyId: string;
  readonly state: DatasetState;
  /** Whether it has a current release. */
  readonly linked: boolean;
  readonly dueOn: string | null;
  /** The first due date that was recorded: the baseline. */
  readonly baselineDueOn: string | null;
  /** How often the due date was moved. */
  readonly moves: number;
  readonly listedOn: string;
  readonly sourceOn: string | null;
  readonly contractOn: string | null;
  readonly linkedOn: string | null;
}

/** What was known at a moment of every dataset in the catalogue. @param at ISO instant. */
export async function readItemFacts(tx: Tx, at: string): Promise<ItemFacts[]> {
  const rows = await listItemFactRows(tx, { at });
  return rows.map((row) => ({
    datasetId: row.id, slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, agencyId: row.agency_id, state: row.state as DatasetState, linked: row.linked,
    dueOn: row.due_on, baselineDueOn: row.first_due_on, moves: Math.max(0, row.times_due - 1),
    listedOn: dayOf(row.created_at) as string, sourceOn: dayOf(row.source_at), contractOn: dayOf(row.contract_at), linkedOn: dayOf(row.linked_at),
  }));
}

const dayOf = (instant: string | null): string | null => instant && dayInBangkok(instant);
