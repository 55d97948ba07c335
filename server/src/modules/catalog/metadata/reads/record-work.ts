import type { RecordProblem } from '@saphan/contracts/catalogue/definition';
import type { CatalogueRecord, RecordState } from '@saphan/contracts/catalogue/record';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../../errors.ts';
import { policies } from '../policies.ts';
import { listComments, type RecordComment } from '../operations/comments.ts';
import { listVerbs, type Verb } from '../operations/move-record.ts';
import { may } from '../operations/who.ts';
import { findProblems } from '../rules/check.ts';
import { selectRecord } from './find-record.ts';
import { findWork } from './work.sql.gen.ts';

/** A record as those see it who work on it. */
export interface RecordWork {
  record: CatalogueRecord;
  problems: RecordProblem[];
  verbs: Verb[];
  maySave: boolean;
  comments: RecordComment[];
  submittedBy: string | null;
  checkedBy: string | null;
  approvedBy: string | null;
}

/** @throws `catalog.dataset-not-found`. */
export async function readRecordWork(tx: Tx, actor: Actor, slug: string): Promise<RecordWork> {
  const record = await selectRecord(tx, slug);
  const work = await findWork(tx, { slug: record.slug });
  if (!work) throw problem('dataset-not-found', { slug });
  const state = work.state as RecordState;
  const closed = state === 'archived' || (['submitted', 'checked', 'approved'].includes(state) && !may(actor, policies['publish-record']));
  return {
    record, problems: findProblems({ ...record }), verbs: listVerbs(actor, state, work.submitted_by), maySave: !closed && may(actor, policies['save-record']),
    comments: await listComments(tx, work.dataset_id), submittedBy: work.submitted_by, checkedBy: work.checked_by, approvedBy: work.approved_by,
  };
}

/** The number of a record's dataset in the register. @throws `catalog.dataset-not-found`. */
export async function selectDatasetId(tx: Tx, slug: string): Promise<number> {
  const work = await findWork(tx, { slug });
  if (!work) throw problem('dataset-not-found', { slug });
  return work.dataset_id;
}
