import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Static } from 'typebox';
import type { Actor } from '#kernel/policy.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { RawView, UploadView } from '../schemas.ts';
import { appendToUpload, createUploadFile, finishUploadFile, uploadOffset } from '../uploads/upload-file.ts';
import { completeUpload as writeCompleted, findRaw, findUpload, insertRaw, insertUpload, type FindUploadRow } from './upload.sql.gen.ts';

/** Begins an upload of a known size; its bytes follow in one or many appends. */
export async function beginUpload(ports: LinkagePorts, actor: Actor, asked: { name: string; size: number }): Promise<Static<typeof UploadView>> {
  if (asked.size > ports.maxUploadBytes) throw linkageProblem('upload-too-large', { limitBytes: ports.maxUploadBytes });
  if (asked.size === 0) throw linkageProblem('empty-file');
  const id = randomUUID();
  await createUploadFile(ports.uploadDir, id);
  await ports.db.tx((tx) => insertUpload(tx, { id, name: asked.name, size: asked.size, created_by: actor.name }));
  return { id, name: asked.name, size: asked.size, offset: 0, state: 'open', rawId: null };
}

async function selectRow(ports: LinkagePorts, id: string): Promise<FindUploadRow> {
  const row = await ports.db.read((tx) => findUpload(tx, { id }));
  if (!row || row.state === 'expired') throw linkageProblem('upload-not-found', { uploadId: id });
  return row;
}

export async function selectUpload(ports: LinkagePorts, id: string): Promise<Static<typeof UploadView>> {
  const row = await selectRow(ports, id);
  const offset = row.state === 'complete' ? row.size : await uploadOffset(ports.uploadDir, id);
  return { id, name: row.name, size: row.size, offset, state: row.state, rawId: row.raw_id };
}

/** Appends a stream at the offset reached; what arrived before a break stays. */
export async function appendUpload(ports: LinkagePorts, id: string, offset: number, bytes: Readable): Promise<Static<typeof UploadView>> {
  const row = await selectRow(ports, id);
  if (row.state !== 'open') throw linkageProblem('upload-not-found', { uploadId: id });
  await appendToUpload(ports.uploadDir, id, { offset, size: row.size, bytes });
  return selectUpload(ports, id);
}

/** Ends an upload whose bytes are all there: they move into the store under their hash. */
export async function completeUpload(ports: LinkagePorts, id: string, expectSha256: string | null): Promise<Static<typeof RawView>> {
  const row = await selectRow(ports, id);
  if (row.state === 'complete' && row.raw_id !== null) return viewRaw(ports, row.raw_id);
  const stored = await finishUploadFile(ports.uploadDir, id, ports.objects, { size: row.size, expectSha256 });
  return ports.db.tx(async (tx) => {
    const raw = await insertRaw(tx, { sha256: stored.sha256, bytes: stored.bytes, object_key: stored.key, name: row.name });
    await writeCompleted(tx, { id, raw_id: raw.id });
    return { rawId: raw.id, sha256: stored.sha256, bytes: stored.bytes, name: row.name };
  });
}

async function viewRaw(ports: LinkagePorts, id: number): Promise<Static<typeof RawView>> {
  const raw = await selectRaw(ports, id);
  return { rawId: raw.id, sha256: raw.sha256, bytes: raw.bytes, name: raw.name };
}

/** A raw file still in the store. Throws `linkage.raw-not-found`. */
export async function selectRaw(ports: LinkagePorts, id: number) {
  const raw = await ports.db.read((tx) => findRaw(tx, { id }));
  if (!raw) throw linkageProblem('raw-not-found', { rawId: id });
  return raw;
}

/** Keeps a stream as a raw file: the way in for the command line, the sample and watched folders. */
export async function keepRaw(ports: LinkagePorts, source: Readable | { file: string }, name: string): Promise<Static<typeof RawView>> {
  const { key, sha256, bytes } = await ports.objects.putContentAddressed('raw', source);
  return ports.db.tx(async (tx) => {
    const { id } = await insertRaw(tx, { sha256, bytes, object_key: key, name });
    return { rawId: id, sha256, bytes, name };
  });
}
