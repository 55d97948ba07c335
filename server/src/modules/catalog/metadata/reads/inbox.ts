import type { RecordState } from '@saphan/contracts/catalogue/record';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { listVerbs, type Verb } from '../operations/move-record.ts';
import { mayPublish } from '../operations/who.ts';
import { filledItems } from '../rules/filled.ts';
import { countStates, listInHand } from './work.sql.gen.ts';

export interface InboxItem {
  slug: string; titleTh: string; titleEn: string; agencyId: string; agencyTh: string; agencyEn: string; state: RecordState; filled: number;
  /** Last step: what, by whom, when. */
  what: string; actor: string; since: string;
  submittedBy: string | null;
  comment: string | null;
  /** What whoever asks may do with it now. */
  verbs: Verb[];
  /** Whether it waits for whoever asks, rather than for others. */
  mine: boolean;
}

/** Records on their way: those that wait for whoever asks first, then those that wait for others. */
export async function readInbox(tx: Tx, actor: Actor): Promise<{ items: InboxItem[]; waiting: number; states: Record<string, number> }> {
  const items = (await listInHand(tx, {})).map((row) => {
    const verbs = listVerbs(actor, row.state as RecordState, row.submitted_by);
    const forward = row.state === 'draft' ? verbs.includes('submit') && !mayPublish(actor) : verbs.some((verb) => verb === 'check' || verb === 'approve' || (verb === 'publish' && row.state === 'approved'));
    return {
      slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, agencyId: row.agency_id, agencyTh: row.agency_th, agencyEn: row.agency_en, state: row.state as RecordState,
      filled: filledItems({ titleTh: row.title_th, descriptionTh: row.description_th, tags: row.tags, metadata: row.doc }).length, what: row.what, actor: row.actor, since: row.since,
      submittedBy: row.submitted_by, comment: row.comment, verbs, mine: forward,
    };
  });
  const states = Object.fromEntries((await countStates(tx, {})).map(({ state, records }) => [state, records]));
  return { items: items.toSorted((a, b) => Number(b.mine) - Number(a.mine)), waiting: items.filter(({ mine }) => mine).length, states };
}
