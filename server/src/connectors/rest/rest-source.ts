import { readJsonPath } from '@saphan/contracts/json-path';
import type { ReadBounds } from '#modules/linkage/index.ts';
import type { Slice } from '../web/json-text.ts';
import { linkOf } from '../web/link-header.ts';
import { nextAddress } from '../web/next-address.ts';
import type { PageAsked, PageText } from '../web/page-reader.ts';
import type { Page, PagedSource, SoFar } from '../web/paged-records.ts';
import { webProblem } from '../web/problems.ts';
import { HighestValue } from './highest-value.ts';
import type { Paging, RestConfig } from './rest-config.ts';

/** A JSON API as pages of records. */
export class RestSource implements PagedSource {
  readonly first: PageAsked;
  readonly highest: HighestValue | null;
  readonly #config: RestConfig;

  /** @throws `connectors.cursor-unset`, `connectors.body-no-json`. */
  constructor(config: RestConfig, bounds: ReadBounds | undefined) {
    this.#config = config;
    this.highest = bounds ? new HighestValue(bounds) : null;
    this.first = firstQuestion(config, bounds);
  }

  read(page: PageText, asked: PageAsked, soFar: SoFar): Page {
    const { json } = page;
    const list = json.at(this.#config.records ?? '');
    if (list === null || json.kind(list) !== 'list') throw recordsMissing(page, this.#config.records ?? '');
    const slices = json.elements(list);
    if (this.highest) for (const each of slices) this.highest.see(json.value(json.at(this.highest.column, each)));
    const total = this.#total(page);
    const rows = soFar.rows + slices.length;
    const isLast = slices.length === 0 || (total !== null && rows >= total);
    return { records: slices.map((each) => json.line(each)), total, next: isLast ? null : nextQuestion(this.#config.paging, page, asked, { pages: soFar.pages + 1, rows }) };
  }

  #total({ json }: PageText): number | null {
    if (!this.#config.total) return null;
    const told = json.value(json.at(this.#config.total));
    return told !== null && /^\d{1,15}$/.test(told) ? Number(told) : null;
  }
}

function firstQuestion({ url, method = 'GET', body, parameters = [], paging, since }: RestConfig, bounds: ReadBounds | undefined): PageAsked {
  if (bounds && !since) throw webProblem('cursor-unset', { column: bounds.column });
  let asked: PageAsked = method === 'POST' ? { url, method, body: readBody(body), headers: { 'content-type': 'application/json' } } : { url };
  for (const { name, value } of parameters) asked = withParameter(asked, name, value);
  if (since && bounds?.after) {
    const [name = '', ...value] = since.split('=');
    asked = withParameter(asked, name, value.join('=').replaceAll('{after}', bounds.after));
  }
  if ('sizeParameter' in paging && paging.sizeParameter && paging.size) asked = withParameter(asked, paging.sizeParameter, paging.size);
  if (paging.style === 'page') asked = withParameter(asked, paging.parameter, paging.firstPage ?? 1);
  return paging.style === 'offset' ? withParameter(asked, paging.parameter, 0) : asked;
}

function nextQuestion(paging: Paging, page: PageText, asked: PageAsked, soFar: { pages: number; rows: number }): PageAsked | null {
  switch (paging.style) {
    case 'none': return null;
    case 'page': return withParameter(asked, paging.parameter, (paging.firstPage ?? 1) + soFar.pages);
    case 'offset': return withParameter(asked, paging.parameter, soFar.rows);
    case 'cursor': {
      const mark = valueAt(page, paging.path);
      return mark === null ? null : withParameter(asked, paging.parameter, mark);
    }
    case 'next': case 'link': {
      const named = paging.style === 'next' ? valueAt(page, paging.path) : linkOf(page.headers['link'], 'next');
      return named === null ? null : { ...asked, url: nextAddress(named, page.url) };
    }
  }
}

/** A mark or address of the next page; null, false and an empty text mean that there is none. */
function valueAt({ json }: PageText, path: string): string | null {
  const value = json.value(json.at(path));
  return value === '' || value === 'false' ? null : value;
}

/** The question with a parameter: in its address, or at a place of its body. */
function withParameter(asked: PageAsked, name: string, value: string | number): PageAsked {
  if (name.startsWith('/') && asked.body !== undefined) return { ...asked, body: withValueAt(asked.body, readJsonPath(name), value) };
  const url = new URL(asked.url);
  url.searchParams.set(name, String(value));
  return { ...asked, url: url.href };
}

function withValueAt(body: string, steps: string[], value: string | number): string {
  const whole = JSON.parse(body) as Record<string, unknown>;
  const last = steps.pop() as string;
  let here = whole;
  for (const step of steps) {
    if (typeof here[step] !== 'object' || here[step] === null || !Object.hasOwn(here, step)) here[step] = {};
    here = here[step] as Record<string, unknown>;
  }
  Object.defineProperty(here, last, { value, enumerable: true, configurable: true, writable: true });
  return JSON.stringify(whole);
}

function readBody(body: string | undefined): string {
  const text = body?.trim() || '{}';
  try {
    if (JSON.parse(text) !== null && text.startsWith('{')) return text;
  } catch { /* said below */ }
  throw webProblem('body-no-json');
}

/** Says what the answer holds instead, and where lists are. */
function recordsMissing({ json, beginning }: PageText, path: string): Error {
  const lists = json.kind(json.whole) === 'object' ? listsOf(json, json.whole, '') : [];
  const found = lists.slice(0, 5).join(', ');
  return webProblem('records-missing', {
    path, lists,
    detailTh: `${path ? `ที่ “${path}”` : 'คำตอบไม่ใช่รายการ'}${found ? ` มีรายการที่ ${found}` : ''} คำตอบขึ้นต้นว่า ${beginning}`,
    detailEn: `${path ? `Nothing at “${path}”` : 'The answer is no list'}${found ? `; lists are at ${found}` : ''}. It begins ${beginning}`,
  });
}

function listsOf(json: PageText['json'], object: Slice, before: string): string[] {
  return [...json.members(object)].flatMap(([name, slice]) => {
    const kind = json.kind(slice);
    const path = before === '' ? name : `${before}.${name}`;
    return kind === 'list' ? [path] : kind === 'object' && before.split('.').length < 4 ? listsOf(json, slice, path) : [];
  });
}
