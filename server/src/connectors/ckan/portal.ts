import { Problem } from '#kernel/problem.ts';
import type { PartitionAsked } from '#modules/linkage/index.ts';
import { connectorProblem } from '../problems.ts';
import type { PagedSource } from '../web/paged-records.ts';
import type { PageAsked, PageReader, PageText } from '../web/page-reader.ts';
import { webProblem } from '../web/problems.ts';
import { checkDivided, spanSql, type PortalField } from './partition-sql.ts';

interface Asked { url: string; resource: string; size?: number }
/** What a portal says of a resource. */
export interface Resource { name: string; url: string; hasRows: boolean; modified: string | null }

export async function readResource({ url, resource }: Asked, reader: PageReader): Promise<Resource> {
  const page = await reader.read({ url: `${actionOf(url, 'resource_show')}?${new URLSearchParams({ id: resource })}` });
  const { json } = checked(page);
  const text = (name: string) => json.value(json.at(`/result/${name}`));
  const address = text('url') ?? '';
  return {
    name: text('name') ?? resource, url: URL.canParse(address, page.url) ? new URL(address, page.url).href : address,
    hasRows: text('datastore_active')?.toLowerCase() === 'true', modified: text('last_modified') ?? text('metadata_modified'),
  };
}

/** The rows of the DataStore, all or of one partition, in the order of their numbers, without these numbers, which are the portal's own. @throws `connectors.partition-refused` */
export async function rowsOf({ url, resource, size = 10_000 }: Asked, reader: PageReader, partition?: PartitionAsked): Promise<PagedSource> {
  const ask = (action: string, body: object): PageAsked => ({ url: actionOf(url, action), method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const search = (more: object): PageAsked => ask('datastore_search', { resource_id: resource, ...more });
  const fields = fieldsOf(checked(await reader.read(search({ limit: 0 }))));
  if (partition) checkDivided(fields, partition);
  if (partition?.span) {
    const sql = spanSql(resource, fields, partition.column, partition.span);
    const sqlAsked = (text: string) => ask('datastore_search_sql', { sql: text });
    const total = await countBySql(reader, sqlAsked(sql.count), partition);
    return recordsPaged((offset) => sqlAsked(sql.page(size, offset)), () => total);
  }
  const filters = partition ? { filters: { [partition.column]: partition.id } } : {};
  const names = fields.map(({ name }) => name);
  return recordsPaged((offset) => search({ ...(names.length > 0 ? { fields: names } : {}), ...filters, sort: '_id', limit: size, offset, include_total: true }), totalOf);
}

function recordsPaged(pageAt: (offset: number) => PageAsked, totalIn: (page: PageText) => number | null): PagedSource {
  return {
    first: pageAt(0),
    read: (page, _asked, soFar) => {
      const { json: answer } = checked(page);
      const records = answer.at('/result/records');
      if (!records || answer.kind(records) !== 'list') throw refused(page);
      const slices = answer.elements(records);
      const total = totalIn(page);
      const rows = soFar.rows + slices.length;
      return { records: slices.map((each) => answer.line(each)), total, next: slices.length === 0 || (total !== null && rows >= total) ? null : pageAt(rows) };
    },
  };
}

function fieldsOf({ json }: PageText): PortalField[] {
  const list = json.at('/result/fields');
  const told = list && json.kind(list) === 'list' ? json.elements(list) : [];
  return told.map((field) => ({ name: json.value(json.at('id', field)) ?? '', type: json.value(json.at('type', field)) ?? '' })).filter(({ name }) => name !== '' && name !== '_id');
}

/** The count comes first: a portal that answers no SQL is known before anything is taken. */
async function countBySql(reader: PageReader, asked: PageAsked, { column, id }: PartitionAsked): Promise<number> {
  const page = await reader.read(asked).catch((error: unknown) => {
    if (!(error instanceof Problem) || error.code !== 'kernel.answer-refused') throw error;
    throw connectorProblem('partition-refused', { column, detailTh: `เว็บบัญชีข้อมูลนี้ไม่เปิดคำสั่ง datastore_search_sql จึงขอเฉพาะช่วงวันของงวด ${id} ไม่ได้`, detailEn: `The portal does not answer datastore_search_sql, so the days of ${id} alone cannot be asked for.` }, { cause: error });
  });
  const { json } = checked(page);
  const first = json.at('/result/records/0/n');
  const count = Number(json.value(first) ?? Number.NaN);
  if (!Number.isSafeInteger(count)) throw refused(page);
  return count;
}

function totalOf({ json }: PageText): number | null {
  const total = json.value(json.at('/result/total'));
  const isEstimated = json.value(json.at('/result/total_was_estimated')) === 'true';
  return total !== null && !isEstimated && /^\d{1,15}$/.test(total) ? Number(total) : null;
}

/** Actions answer `success: false` with 200 too, behind some gateways. */
function checked(page: PageText): PageText {
  if (page.json.value(page.json.at('success')) !== 'true') throw refused(page);
  return page;
}

function refused({ json, beginning }: PageText): Error {
  const words = json.value(json.at('/error/message')) ?? beginning;
  return webProblem('portal-refused', { detailTh: words.slice(0, 200), detailEn: words.slice(0, 200) });
}

const actionOf = (url: string, action: string): string => {
  const address = new URL(url);
  address.search = '';
  address.pathname = `${address.pathname.replace(/\/+$/, '').replace(/\/api(\/3(\/action)?)?$/, '')}/api/3/action/${action}`;
  return address.href;
};
