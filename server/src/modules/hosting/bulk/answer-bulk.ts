import type { Readable } from 'node:stream';
import { jsonAnswer, releaseHeaders, servedRelease } from '../answers/served-release.ts';
import { withinRelease } from '../answers/fields.ts';
import type { HostedAnswer, HostedCall } from '../call.ts';
import { hostingProblem } from '../errors.ts';
import { refuseParameter } from '../grammar/asked.ts';
import { withinGrant } from '../grant/within.ts';
import type { Offer } from '../offers/offer.ts';
import type { HostingPorts } from '../ports.ts';
import { cutFile, findCut, type BulkFormat } from './cut-file.ts';

const TYPES: Record<BulkFormat, string> = { parquet: 'application/vnd.apache.parquet', csv: 'text/csv; charset=utf-8' };

/** The files of the release that is served now, within the grant: what to fetch, how long it is, and how to know that it came whole. */
export async function answerManifest(ports: HostingPorts, offer: Offer, call: HostedCall): Promise<HostedAnswer> {
  const format = formatOf(call);
  const release = await servedRelease(ports, offer);
  const within = withinRelease(release, withinGrant(offer, call.grant));
  const file = await cutFile(ports, offer, release, within, format);
  const name = nameOf(offer, release.number, format);
  return jsonAnswer(releaseHeaders(offer, release), JSON.stringify({
    dataset: offer.dataset, release: release.number, contentHash: release.contentHash, publishedAt: release.publishedAt, dataAsOf: release.dataAsOf,
    columns: within.columns.map(({ name: column, titleTh, titleEn, type }) => ({ name: column, titleTh, titleEn, type })), rows: file.rows,
    files: [{ name, path: `bulk/${release.number}/${name}`, format, bytes: file.bytes, rows: file.rows, sha256: file.sha256 }],
  }));
}

const nameOf = (offer: Offer, number: number, format: BulkFormat) => `${offer.dataset}-r${number}.${format}`;

function formatOf({ query }: HostedCall): BulkFormat {
  for (const name of query.keys()) if (name !== 'format') throw refuseParameter(name, 'รับเฉพาะ format', 'only format is taken');
  const format = query.get('format') ?? 'parquet';
  if (format !== 'parquet' && format !== 'csv') throw refuseParameter('format', 'ใช้ parquet หรือ csv', 'use parquet or csv');
  return format;
}

/** A file of the manifest, whole or from a byte on. @throws `hosting.file-not-found` also when its release is not the one that is served now. */
export async function answerFile(ports: HostingPorts, offer: Offer, call: HostedCall): Promise<HostedAnswer> {
  const release = await servedRelease(ports, offer);
  const format = (['parquet', 'csv'] as const).find((each) => call.pathParams['file'] === nameOf(offer, release.number, each));
  if (!format || call.pathParams['release'] !== String(release.number)) throw hostingProblem('file-not-found');
  const file = await findCut(ports, offer, release, withinRelease(release, withinGrant(offer, call.grant)), format);
  if (!file) throw hostingProblem('file-not-found');
  const headers = { ...releaseHeaders(offer, release), 'content-type': TYPES[format], 'accept-ranges': 'bytes', 'etag': `"${file.sha256}"` };
  const range = bytesOf(call, file);
  if (!range) return { status: 200, headers: { ...headers, 'content-length': String(file.bytes) }, body: file.bytes === 0 ? Buffer.alloc(0) : await ports.lake.objects.get(file.object_key) };
  const body: Readable = await ports.lake.objects.get(file.object_key, { start: range.start, end: range.end });
  return { status: 206, headers: { ...headers, 'content-length': String(range.end - range.start), 'content-range': `bytes ${range.start}-${range.end - 1}/${file.bytes}` }, body };
}

/** One range of bytes; `if-range` with another file's mark asks for the whole. */
function bytesOf({ headers }: HostedCall, { bytes, sha256 }: { bytes: number; sha256: string }): { start: number; end: number } | null {
  const asked = headers?.['range'];
  if (asked === undefined || (headers?.['if-range'] !== undefined && headers['if-range'] !== `"${sha256}"`)) return null;
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked.trim()) ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) throw refuseParameter('Range', 'เขียนเป็น bytes=แรก-สุดท้าย', 'write bytes=first-last');
  const start = from === '' ? Math.max(bytes - Number(to), 0) : Number(from);
  const end = from === '' || to === '' ? bytes : Math.min(Number(to) + 1, bytes);
  if (start >= bytes || end <= start) throw hostingProblem('range-refused', { total: bytes, detailTh: `ไฟล์ยาว ${bytes} ไบต์`, detailEn: `the file has ${bytes} bytes` });
  return { start, end };
}
