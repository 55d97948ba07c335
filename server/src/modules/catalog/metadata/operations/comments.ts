import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../../errors.ts';
import { fieldOf } from '../definition/fields.ts';
import { insertComment, listComments as listRows, settleComment as settleRow, type ListCommentsRow } from './comments.sql.gen.ts';
import { lockRecord } from './write-record.ts';

export interface RecordComment { id: number; version: number; field: string | null; body: string; author: string; role: string; at: string; settledAt: string | null; settledBy: string | null }

const commentOf = (row: ListCommentsRow): RecordComment =>
  ({ id: row.id, version: row.version, field: row.field, body: row.body, author: row.author, role: row.role, at: row.at, settledAt: row.settled_at, settledBy: row.settled_by });

/** Oldest first. */
export async function listComments(tx: Tx, datasetId: number): Promise<RecordComment[]> {
  return (await listRows(tx, { dataset_id: datasetId })).map(commentOf);
}

/** Keeps a comment about a version, or about one field of it. */
export async function addCommentRow(tx: Tx, actor: Actor, given: { datasetId: number; version: number; field: string | null; body: string }): Promise<RecordComment> {
  return commentOf(await insertComment(tx, { dataset_id: given.datasetId, version: given.version, field: given.field, body: given.body, author: actor.name, role: actor.role }));
}

/** @throws `catalog.field-unknown`, `catalog.dataset-not-found`, `catalog.dataset-not-yours`. */
export async function addComment(tx: Tx, actor: Actor, idOrSlug: string, given: { field?: string | null; body: string }): Promise<RecordComment> {
  if (given.field && !fieldOf(given.field)) throw problem('field-unknown', { field: given.field });
  const held = await lockRecord(tx, idOrSlug);
  const comment = await addCommentRow(tx, actor, { datasetId: held.datasetId, version: held.version, field: given.field ?? null, body: given.body.trim() });
  await audit(tx, actor, 'catalog.record-commented', `dataset:${held.datasetId}`, { comment: comment.id, field: comment.field });
  return comment;
}

/** @throws `catalog.comment-not-found`. */
export async function settleComment(tx: Tx, actor: Actor, idOrSlug: string, id: number): Promise<RecordComment[]> {
  const held = await lockRecord(tx, idOrSlug);
  if (!await settleRow(tx, { id, dataset_id: held.datasetId, actor: actor.name })) throw problem('comment-not-found', { id });
  await audit(tx, actor, 'catalog.comment-settled', `dataset:${held.datasetId}`, { comment: id });
  return listComments(tx, held.datasetId);
}
