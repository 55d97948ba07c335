import { isProblemDocument } from '@saphan/contracts/problem';
import { ApiProblem, apiUrl, Unreachable } from './client.ts';
import { ownPage } from './house-fetch.ts';
import type { SendOptions } from './send-file.ts';
import type { Answer } from './shape.ts';

export type RecordFile = Answer<'addFile', 201>;

/** Where a file goes: to a dataset as a new one, or in the place of one. */
export type FilePlace = { slug: string } | { id: string };

/**
 * Sends a file of a dataset as it is. By `XMLHttpRequest`, the one way in a browser to hear how far sending is.
 *
 * @throws {ApiProblem} when the server refuses, `Unreachable` when the line breaks, `AbortError` when stopped.
 */
export function sendRecordFile(place: FilePlace, file: File, { signal, onSent }: SendOptions): Promise<RecordFile> {
  const [method, path] = 'slug' in place ? ['POST', `/catalogue/records/${encodeURIComponent(place.slug)}/files`] : ['PUT', `/catalogue/resources/${encodeURIComponent(place.id)}/file`];
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, apiUrl(path, { name: file.name }));
    for (const [name, value] of Object.entries({ ...ownPage, accept: 'application/json', 'content-type': 'application/octet-stream' })) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () => {
      const read = readJson(request.responseText);
      if (request.status < 300 && read !== null) resolve(read as RecordFile);
      else reject(isProblemDocument(read) ? new ApiProblem(read) : new Unreachable(String(request.status)));
    };
    request.onerror = () => reject(new Unreachable(path));
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
