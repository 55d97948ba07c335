import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type Static, Type } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { nullable } from '#kernel/nullable.ts';
import type { Actor } from '#kernel/policy.ts';
import { Problem } from '#kernel/problem.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { appendUpload as append, beginUpload, completeUpload as complete, selectUpload } from '../operations/upload-file.ts';
import { findNewestContract } from '../operations/contract.sql.gen.ts';
import { startRun } from '../operations/start-run.ts';
import { pushProblem } from './problems.ts';
import { findPush, type FindPushRow, insertPush, notePushRun, renewPush } from './push.sql.gen.ts';

export const PushBody = Type.Object({
  key: Type.String({ minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$', description: 'Your own name for this delivery: asked twice, it is one push. Another file needs another key.' }),
  name: Type.String({ minLength: 1, maxLength: 255, description: 'Name of the file.' }),
  size: Type.Integer({ minimum: 1, description: 'Bytes.' }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the whole file, lower-case hex.' }),
}, { additionalProperties: false });

export const PushView = Type.Object({
  id: Type.String(), key: Type.String(), name: Type.String(), size: Type.Number(), sha256: Type.String(),
  offset: Type.Number({ description: 'Bytes that have arrived: send on from here.' }),
  state: Type.Union([Type.Literal('open'), Type.Literal('complete')]),
  run: nullable(Type.Object({ id: Type.Integer(), state: Type.String(), release: nullable(Type.Integer()), problem: nullable(Type.Object({}, { additionalProperties: true })) })),
  createdAt: Type.String(),
});
export type PushView = Static<typeof PushView>;
export interface Target { readonly id: number; readonly slug: string }

/**
 * Begins a push, or gives the one that stands under this key.
 *
 * @throws `linkage.contract-missing`, `linkage.upload-too-large`, `linkage.push-key-reused` when the key stands for another file.
 */
export async function beginPush(ports: LinkagePorts, actor: Actor, dataset: Target, asked: Static<typeof PushBody>): Promise<PushView> {
  const standing = await ports.db.read((tx) => findPush(tx, { dataset_id: dataset.id, id: null, key: asked.key }));
  if (standing) return resumePush(ports, actor, dataset, standing, asked);
  if (!await ports.db.read((tx) => findNewestContract(tx, { dataset_id: dataset.id }))) throw linkageProblem('contract-missing', { dataset: dataset.slug });
  const upload = await beginUpload(ports, actor, { name: asked.name, size: asked.size });
  const id = randomUUID();
  const made = await ports.db.tx(async (tx) => {
    const row = await insertPush(tx, { id, dataset_id: dataset.id, ...asked, upload_id: upload.id, created_by: actor.name });
    if (row) await audit(tx, actor, 'linkage.push-begun', `dataset:${dataset.id}`, { push: id, name: asked.name, size: asked.size });
    return row;
  });
  // Asked twice at the same moment: the other one is the push.
  return made ? selectPush(ports, dataset, id) : beginPush(ports, actor, dataset, asked);
}

/** An upload that expired, or whose bytes another machine held, is begun anew under the same push. */
async function resumePush(ports: LinkagePorts, actor: Actor, dataset: Target, push: FindPushRow, asked: Static<typeof PushBody>): Promise<PushView> {
  if (push.sha256 !== asked.sha256 || push.size !== asked.size) throw pushProblem('push-key-reused', { key: asked.key });
  try {
    return await viewPush(ports, push);
  } catch (error) {
    if (!(error instanceof Problem) || !['linkage.upload-not-found', 'linkage.upload-lost'].includes(error.code)) throw error;
    const upload = await beginUpload(ports, actor, { name: push.name, size: push.size });
    await ports.db.tx((tx) => renewPush(tx, { id: push.id, upload_id: upload.id }));
    return selectPush(ports, dataset, push.id);
  }
}

/** How far a push is, and what became of its run. @throws `linkage.push-not-found`. */
export async function selectPush(ports: LinkagePorts, dataset: Target, id: string): Promise<PushView> {
  return viewPush(ports, await selectRow(ports, dataset, id));
}

/** Appends bytes where the push stands; what arrived before a break stays. */
export async function appendPush(ports: LinkagePorts, dataset: Target, id: string, offset: number, bytes: Readable): Promise<PushView> {
  const push = await selectRow(ports, dataset, id);
  await append(ports, push.upload_id, offset, bytes);
  return selectPush(ports, dataset, id);
}

/** Ends a push: its bytes are compared with the hash that was announced, and a run of them begins. Asked again, it gives the same run. */
export async function completePush(ports: LinkagePorts, actor: Actor, dataset: Target, id: string): Promise<PushView> {
  const push = await selectRow(ports, dataset, id);
  if (push.run_id === null) {
    const raw = await complete(ports, push.upload_id, push.sha256);
    await ports.db.tx((tx) => startPushedRun(tx, actor, dataset, id, raw.rawId));
  }
  return selectPush(ports, dataset, id);
}

async function startPushedRun(tx: Tx, actor: Actor, dataset: Target, id: string, rawId: number): Promise<void> {
  const run = await startRun(tx, actor, { dataset, rawId, trigger: 'push' });
  await notePushRun(tx, { id, run_id: run });
}

async function selectRow(ports: LinkagePorts, dataset: Target, id: string): Promise<FindPushRow> {
  const row = await ports.db.read((tx) => findPush(tx, { dataset_id: dataset.id, id, key: null }));
  if (!row) throw pushProblem('push-not-found', { push: id });
  return row;
}

async function viewPush(ports: LinkagePorts, row: FindPushRow): Promise<PushView> {
  const { id, key, name, size, sha256, created_at: createdAt } = row;
  const offset = row.upload_state === 'complete' ? size : (await selectUpload(ports, row.upload_id)).offset;
  const run = row.run_id === null ? null : { id: row.run_id, state: row.run_state as string, release: row.release_number, problem: row.run_problem };
  return { id, key, name, size, sha256, offset, state: run ? 'complete' : 'open', run, createdAt };
}
