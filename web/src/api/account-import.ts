import { apiUrl, readAnswer, Unreachable } from './client.ts';
import { houseFetch } from './house-fetch.ts';
import type { Answer } from './shape.ts';

export type ImportPreview = Answer<'previewAccountImport', 200>;
export type Imported = Answer<'confirmAccountImport', 200>;

/** What a file of accounts would do; nothing is kept. @throws {ApiProblem} when the file cannot be read; {@link Unreachable}. */
export const previewImport = (agency: string, file: File) => sendBytes<ImportPreview>(apiUrl('/account-imports', { agency }), file);

/** Imports the file as previewed, whole or not at all. @param plan of the preview. */
export const confirmImport = (agency: string, file: File, plan: string) => sendBytes<Imported>(apiUrl('/account-imports/confirm', { agency, plan }), file);

async function sendBytes<Told>(url: string, file: File): Promise<Told> {
  const answer = await houseFetch(url, { method: 'POST', body: file, headers: { accept: 'application/json', 'content-type': 'application/octet-stream' } }).catch((error: unknown) => { throw new Unreachable(String(error)); });
  return readAnswer<Told>(answer);
}
