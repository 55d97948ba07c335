import { Readable } from 'node:stream';
import type { ObjectStore } from '#kernel/objects.ts';
import { contentKey } from '#kernel/objects/keys.ts';
import { problem } from '../../errors.ts';
import { extensionOf, HEAD_BYTES, judgeFile } from './judge-file.ts';

/** A file that is kept, with what a resource says of it. */
export interface KeptFile { name: string; bytes: number; sha256: string; format: string; mediaType: string }

/** Where files of resources lie; `FORMER` held those that came with harvested records before there was one way of keeping them. */
const PREFIX = 'catalogue';
const FORMER = 'files';

/** For names that are plain; everything else is bytes. */
const mediaTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv', tsv: 'text/tab-separated-values', txt: 'text/plain', md: 'text/plain', json: 'application/json', geojson: 'application/geo+json', jsonld: 'application/ld+json', ndjson: 'application/x-ndjson', xml: 'application/xml', html: 'text/html', htm: 'text/html',
  kml: 'application/vnd.google-earth.kml+xml', kmz: 'application/vnd.google-earth.kmz', gml: 'application/gml+xml', gpkg: 'application/geopackage+sqlite3', ttl: 'text/turtle', rdf: 'application/rdf+xml', pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg',
  gif: 'image/gif', tif: 'image/tiff', tiff: 'image/tiff', zip: 'application/zip', gz: 'application/gzip', '7z': 'application/x-7z-compressed', parquet: 'application/vnd.apache.parquet', xls: 'application/vnd.ms-excel', doc: 'application/msword', ppt: 'application/vnd.ms-powerpoint',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', ods: 'application/vnd.oasis.opendocument.spreadsheet', odt: 'application/vnd.oasis.opendocument.text',
};

/**
 * Keeps a file of a resource under the hash of its bytes, whoever brings it: a person on the page, a program, a harvest. Nothing is kept of one that is refused.
 *
 * @param given `name` as it was sent; `maxBytes` the most that is taken.
 * @throws `catalog.file-refused` for programs and for content that is not what the name says, `catalog.file-too-large`, `kernel.disk-full`.
 */
export async function keepFile(objects: ObjectStore, source: Readable, given: { name: string; maxBytes: number }): Promise<KeptFile> {
  const name = fileNameOf(given.name);
  try {
    const { bytes, sha256 } = await objects.putContentAddressed(PREFIX, Readable.from(looked(source, name, given.maxBytes), { objectMode: false }));
    const extension = extensionOf(name);
    return { name, bytes, sha256, format: extension.toUpperCase(), mediaType: mediaTypes[extension] ?? 'application/octet-stream' };
  } catch (error) {
    // What is still under way is read and forgotten: a sender that is cut off hears no reason.
    source.on('error', () => undefined).resume();
    throw error;
  }
}

/** Where a kept file is read from, as resources name it. */
export const fileUrl = (id: string, name: string): string => `/api/v1/catalogue/files/${id}/${encodeURIComponent(name)}`;

/** The object that holds these bytes; null when they are lost. */
export async function findFileKey(objects: ObjectStore, sha256: string): Promise<string | null> {
  for (const prefix of [PREFIX, FORMER]) {
    const key = contentKey(prefix, sha256);
    if (await objects.stat(key)) return key;
  }
  return null;
}

/** The last part of a path, without what no file system takes, what turns the direction of writing, and dots at its ends; never empty. */
export function fileNameOf(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  // oxlint-disable-next-line no-control-regex
  const clean = last.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '').replace(/[<>:"|?*]/g, '_').replace(/^[\s.]+|[\s.]+$/g, '');
  const extension = extensionOf(clean);
  return clean.length <= 150 ? clean || 'file' : `${clean.slice(0, 140)}${extension && `.${extension}`}`;
}

async function* looked(source: Readable, name: string, maxBytes: number): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  let bytes = 0;
  for await (const part of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maxBytes) throw tooLarge(name, maxBytes);
    if (head === null) { yield part; continue; }
    head = Buffer.concat([head, part]);
    if (head.length < HEAD_BYTES) continue;
    refuseFault(name, head);
    yield head;
    head = null;
  }
  if (head === null) return;
  refuseFault(name, head);
  yield head;
}

function refuseFault(name: string, head: Buffer): void {
  const fault = judgeFile(name, head.subarray(0, HEAD_BYTES));
  if (fault) throw problem('file-refused', { detailTh: fault.th, detailEn: fault.en });
}

/** @throws nothing; the problem that says how much would be taken. */
export const tooLarge = (name: string, maxBytes: number) => problem('file-too-large', {
  detailTh: `“${name}” ใหญ่กว่า ${Math.floor(maxBytes / 1e6)} เมกะไบต์`, detailEn: `"${name}" is larger than ${Math.floor(maxBytes / 1e6)} MB.`, maxBytes,
});
