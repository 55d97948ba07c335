import { ApiProblem, ask, readAnswer, Unreachable } from './client.ts';
import { houseFetch } from './house-fetch.ts';
import type { Raw, Upload } from './types.ts';

const sliceBytes = 8 * 1024 * 1024;
const pausesMs = [500, 1500, 4000, 8000];
/** Answers after which the server is asked how far it is, and sending goes on from there. */
const goesOn = new Set(['linkage.upload-offset', 'linkage.upload-busy', 'linkage.upload-incomplete']);
/** Answers that say the upload itself is no more. */
const isGone = new Set(['linkage.upload-not-found', 'linkage.upload-lost']);

export interface SendOptions { signal: AbortSignal; onSent: (bytes: number) => void }

/**
 * Sends a file in slices and goes on where an earlier attempt stopped, also after the page was closed (same file, same tab).
 *
 * @throws {ApiProblem} when the server refuses, `Unreachable` after four silent attempts, `AbortError` when stopped.
 */
export async function sendFile(file: File, options: SendOptions): Promise<Raw> {
  const { id, offset } = await openUpload(file);
  let at = offset;
  let failures = 0;
  options.onSent(at);
  while (at < file.size) {
    try {
      at = (await putSlice(id, file, at, options.signal)).offset;
      failures = 0;
      options.onSent(at);
    } catch (error) {
      const pause = pausesMs[failures];
      if (!canGoOn(error) || pause === undefined) throw error;
      failures += 1;
      await waitFor(pause, options.signal);
      at = await reachedOffset(id, at);
    }
  }
  const raw = await ask<Raw>('POST', `/uploads/${id}/complete`, { body: {}, signal: options.signal });
  forget(file);
  return raw;
}

async function openUpload(file: File): Promise<Pick<Upload, 'id' | 'offset'>> {
  const known = recall(file);
  if (known) {
    try {
      return await ask<Upload>('GET', `/uploads/${known}`);
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isGone.has(error.problem.code)) throw error;
    }
  }
  const upload = await ask<Upload>('POST', '/uploads', { body: { name: file.name, size: file.size } });
  remember(file, upload.id);
  return upload;
}

async function putSlice(id: string, file: File, at: number, signal: AbortSignal): Promise<Upload> {
  const body = file.slice(at, at + sliceBytes);
  try {
    return await readAnswer<Upload>(await houseFetch(`/api/v1/uploads/${id}?offset=${at}`, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body, signal }));
  } catch (error) {
    if (error instanceof TypeError) throw new Unreachable(String(error));
    throw error;
  }
}

function canGoOn(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof ApiProblem && goesOn.has(error.problem.code));
}

async function reachedOffset(id: string, before: number): Promise<number> {
  try {
    return (await ask<Upload>('GET', `/uploads/${id}`)).offset;
  } catch (error) {
    if (error instanceof Unreachable) return before;
    throw error;
  }
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => { clearTimeout(timer); reject(new DOMException('stopped', 'AbortError')); }, { once: true });
  });
}

const keyOf = (file: File) => `saphan-upload:${file.name}:${file.size}:${file.lastModified}`;
const recall = (file: File): string | null => { try { return sessionStorage.getItem(keyOf(file)); } catch { return null; } };
const remember = (file: File, id: string): void => { try { sessionStorage.setItem(keyOf(file), id); } catch { /* storage is off: a closed page begins anew */ } };
const forget = (file: File): void => { try { sessionStorage.removeItem(keyOf(file)); } catch { /* nothing was kept */ } };
