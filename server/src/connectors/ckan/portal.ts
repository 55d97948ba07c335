import type { PagedSource } from '../web/paged-records.ts';
import type { PageAsked, PageReader, PageText } from '../web/page-reader.ts';
import { webProblem } from '../web/problems.ts';

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

/** The rows of the DataStore in the order of their numbers, without these numbers, which are the portal's own. */
export async function rowsOf({ url, resource, size = 10_000 }: Asked, reader: PageReader): Promise<PagedSource> {
  const ask = (more: object): PageAsked => ({
    url: actionOf(url, 'datastore_search'), method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ resource_id: resource, ...more }),
  });
  const { json } = checked(await reader.read(ask({ limit: 0 })));
  const list = json.at('/result/fields');
  const fields = list && json.kind(list) === 'list' ? json.elements(list).map((field) => json.value(json.at('id', field))).filter((name) => name !== null && name !== '_id') : [];
  const pageAt = (offset: number) => ask({ ...(fields.length > 0 ? { fields } : {}), sort: '_id', limit: size, offset, include_total: true });
  return {
    first: pageAt(0),
    read: (page, _asked, soFar) => {
      const { json: answer } = checked(page);
      const records = answer.at('/result/records');
      if (!records || answer.kind(records) !== 'list') throw refused(page);
      const slices = answer.elements(records);
      const total = totalOf(page);
      const rows = soFar.rows + slices.length;
      return { records: slices.map((each) => answer.line(each)), total, next: slices.length === 0 || (total !== null && rows >= total) ? null : pageAt(rows) };
    },
  };
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
