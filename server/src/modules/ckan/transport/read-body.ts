import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';
import type { KeptFile } from '#modules/catalog/index.ts';
import { problem } from '../errors.ts';

/** A file of a multipart body, already kept. */
export class Upload {
  readonly fileName: string;
  readonly mediaType: string;
  readonly format: string;
  readonly sha256: string;
  readonly bytes: number;
  constructor({ name, mediaType, format, sha256, bytes }: KeptFile) {
    this.fileName = name;
    this.mediaType = mediaType;
    this.format = format;
    this.sha256 = sha256;
    this.bytes = bytes;
  }
}

/** Where files of a body go as they come in; null when the action takes none. */
export type UploadSink = ((file: Readable, about: { fileName: string }) => Promise<Upload>) | null;

export interface Body { form: URLSearchParams | null; files: Record<string, Upload>; text: string }

const TEXT_BYTES = 8 * 1024 * 1024;
const FIELDS = 2_000;
const UPLOAD_BYTES = 1024 ** 3;

/** Reads a body of any content type. @throws `ckan.body-too-large`, `ckan.request-refused`. */
export async function readBody(request: FastifyRequest, sink: UploadSink): Promise<Body> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'multipart/form-data') return readMultipart(request, sink);
  const text = await readText(request.raw);
  return type === 'application/x-www-form-urlencoded' ? { form: formOf(text), files: {}, text: '' } : { form: null, files: {}, text };
}

/** `curl -d '{"a": 1}'` sends JSON under this type: `=`, `&` and `+` in it are not those of a form. */
function formOf(text: string): URLSearchParams {
  const raw = text.trim();
  if (!raw.startsWith('{')) return new URLSearchParams(text);
  return new URLSearchParams([[raw.endsWith('}') ? raw : decodeURIComponent(raw.replace(/=1?$/, '').replaceAll('+', ' ')), '']]);
}

async function readText(stream: Readable): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > TEXT_BYTES) throw problem('body-too-large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function readMultipart(request: FastifyRequest, sink: UploadSink): Promise<Body> {
  const form = new URLSearchParams();
  const files: Record<string, Upload> = {};
  const storing: Promise<unknown>[] = [];
  await new Promise<void>((resolve, reject) => {
    let parser: InstanceType<typeof Busboy>;
    const fail = (error: unknown) => { request.raw.unpipe(parser); request.raw.resume(); reject(error as Error); };
    try {
      parser = new Busboy({ headers: request.headers as { 'content-type': string }, limits: { fields: FIELDS, fieldSize: TEXT_BYTES, files: 4, fileSize: UPLOAD_BYTES } });
    } catch (error) {
      reject(problem('request-refused', { detailTh: 'อ่าน multipart ไม่ได้', detailEn: (error as Error).message }));
      return;
    }
    parser.on('field', (name: string, value: string, _n: boolean, cut: boolean) => { if (cut) fail(problem('body-too-large')); form.append(name, value); });
    parser.on('file', (name: string, file: Readable & { truncated?: boolean }, fileName: string | undefined) => {
      if (!sink) { file.resume(); return; }
      const stored = sink(file, { fileName: fileName ?? 'upload' }).then((made) => { if (file.truncated) throw problem('body-too-large'); files[name] = made; });
      stored.catch(fail);
      storing.push(stored);
    });
    for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) parser.on(limit, () => fail(problem('body-too-large')));
    parser.on('error', (error: unknown) => fail(problem('request-refused', { detailTh: 'อ่าน multipart ไม่ได้', detailEn: String((error as Error).message) })));
    parser.on('finish', resolve);
    request.raw.on('error', reject);
    request.raw.on('aborted', () => reject(problem('request-refused')));
    request.raw.pipe(parser);
  });
  await Promise.all(storing);
  return { form, files, text: '' };
}
