import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { defaultLimits } from '#kernel/net/guarded-fetch.ts';
import { tooLarge } from '#kernel/net/limited-body.ts';
import { netProblem } from '#kernel/net/problems.ts';
import type { FetchContext, FetchResult } from '#modules/linkage/index.ts';
import { webProblem } from './problems.ts';
import type { PageAsked, PageReader, PageText } from './page-reader.ts';

/** What one page holds: records, a line of JSON each; how many there are in all, if it says so; what to ask for next. */
export interface Page { records: readonly string[]; total: number | null; next: PageAsked | null }
export interface SoFar { pages: number; rows: number; total: number | null }

/** A source that gives its records page by page. */
export interface PagedSource {
  first: PageAsked;
  /** Reads a page; `soFar` counts the pages before it. */
  read(page: PageText, asked: PageAsked, soFar: SoFar): Page;
}

export interface PagedLimits { pages: number; bytes: number; totalMs: number }
export const pagedLimits: PagedLimits = { pages: 100_000, bytes: defaultLimits.bytes, totalMs: defaultLimits.totalMs };

/**
 * The records of all pages as newline-delimited JSON. Breaks, so that nothing is kept, when a page or a question comes a second time, when the
 * count of the source changes or is not reached, and at the limits.
 */
export class PagedRecords {
  readonly soFar: SoFar = { pages: 0, rows: 0, total: null };
  readonly #source: PagedSource;
  readonly #reader: PageReader;
  readonly #limits: PagedLimits;
  readonly #seen = new Set<string>();

  constructor(source: PagedSource, reader: PageReader, limits: Partial<PagedLimits> = {}) {
    this.#source = source;
    this.#reader = reader;
    this.#limits = { ...pagedLimits, ...limits };
  }

  async* lines(onBytes: (received: number) => void): AsyncGenerator<Buffer> {
    const deadline = Date.now() + this.#limits.totalMs;
    let received = 0;
    for (let asked: PageAsked | null = this.#source.first; asked !== null;) {
      if (Date.now() > deadline) throw netProblem('timed-out', { waitedMs: this.#limits.totalMs });
      const page = await this.next(asked);
      if (page.records.length > 0) {
        const piece = Buffer.from(`${page.records.join('\n')}\n`, 'utf8');
        received += piece.length;
        if (received > this.#limits.bytes) throw tooLarge(this.#limits.bytes);
        onBytes(received);
        yield piece;
      }
      asked = page.next;
    }
    const { rows, total } = this.soFar;
    if (total !== null && rows !== total) throw webProblem('rows-missing', { rows, total, detailTh: `ได้ ${rows} จาก ${total}`, detailEn: `${rows} of ${total} came.` });
  }

  /** Reads one page and counts it. */
  async next(asked: PageAsked): Promise<Page> {
    const { soFar } = this;
    if (soFar.pages >= this.#limits.pages) throw webProblem('too-many-pages', { limit: this.#limits.pages, detailTh: `เกิน ${this.#limits.pages} หน้า`, detailEn: `More than ${this.#limits.pages} pages.` });
    this.#remember(hashOf(`${asked.method ?? 'GET'} ${asked.url}\n${asked.body ?? ''}`));
    const page = this.#source.read(await this.#reader.read(asked), asked, soFar);
    soFar.pages += 1;
    if (page.records.length > 0) this.#remember(hashOf(page.records.join('\n')));
    soFar.rows += page.records.length;
    if (page.total !== null && soFar.total !== null && page.total !== soFar.total) throw webProblem('changed-while-read', { before: soFar.total, after: page.total, detailTh: `จาก ${soFar.total} เป็น ${page.total}`, detailEn: `From ${soFar.total} to ${page.total}.` });
    soFar.total = page.total ?? soFar.total;
    return page;
  }

  /** A question or a page that was there before would be there for ever. */
  #remember(hash: string): void {
    if (this.#seen.has(hash)) throw webProblem('page-repeated', { page: this.soFar.pages, detailTh: `หน้าที่ ${this.soFar.pages}`, detailEn: `Page ${this.soFar.pages}.` });
    this.#seen.add(hash);
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 27);

/** Stores all records of a source. @param cursor the highest value seen, of a source that was asked for what lies behind another. */
export async function fetchRecords(records: PagedRecords, ctx: FetchContext, name: string, cursor?: () => string | null): Promise<FetchResult> {
  const isPart = ctx.bounds !== undefined && ctx.bounds.after !== null;
  const stored = await ctx.store(Readable.from(records.lines((received) => ctx.onBytes(received, null)), { objectMode: false }));
  if (ctx.since?.['sha256'] === stored.sha256 || (isPart && stored.bytes === 0)) return { kind: 'unchanged' };
  const mark = { sha256: stored.sha256, ...(cursor ? { cursor: cursor() } : {}) };
  return { kind: 'fetched', name: `${name}.ndjson`, mark, scope: isPart ? 'part' : 'all', sourceRows: records.soFar.total, ...stored };
}
