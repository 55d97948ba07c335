import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Dict = Record<string, unknown>;

/** A CKAN as anchors and harvesters know it, with whatever bad manners a test gives it. */
export interface SmallCkan {
  readonly url: string;
  packages: Dict[];
  siteUrl: string;
  /** What it says of itself when it is a Saphan; null for others. */
  saphan: { instanceId: string; publicUrl: string } | null;
  /** Answers before the good one: taken from the front, one a request of `package_search`. */
  misbehave: ((request: IncomingMessage, response: ServerResponse) => boolean)[];
  /** Queries of `package_search` as they came. */
  readonly searches: URLSearchParams[];
  readonly agents: (string | undefined)[];
  /** What the count says besides the truth. */
  countOff: number;
  /** Gives the first page whatever `start` says. */
  repeats: boolean;
  /** Largest page, whatever was asked for. */
  rowsMax: number;
  files: Map<string, { body: Buffer; type: string }>;
  close(): Promise<void>;
}

const send = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'content-type': 'application/json;charset=utf-8', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body));
};
const ok = (result: unknown) => ({ help: 'http://ckan/api/3/action/help_show', success: true, result });

export async function openSmallCkan(): Promise<SmallCkan> {
  const server = createServer((request, response) => answer(ckan, request, response));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ckan: SmallCkan = {
    url, packages: [], siteUrl: url, saphan: null, misbehave: [], searches: [], agents: [], countOff: 0, repeats: false, rowsMax: 1_000, files: new Map(),
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
  return ckan;
}

function answer(ckan: SmallCkan, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', ckan.url);
  const file = ckan.files.get(pathname);
  if (file) { response.writeHead(200, { 'content-type': file.type }).end(file.body); return; }
  if (ckan.saphan && pathname === '/api/v1/system') return send(response, 200, ckan.saphan);
  const action = /^\/(?:th\/)?api(?:\/3)?\/action\/(\w+)$/.exec(pathname)?.[1];
  if (action === 'status_show') return send(response, 200, ok({ site_url: ckan.siteUrl, site_title: 'ทะเบียนทดสอบ', ckan_version: '2.10.4', thaigdc_version: '2.2.4', ...(ckan.saphan && { saphan_version: '1' }) }));
  if (action === 'organization_list') return send(response, 200, ok([...new Set(ckan.packages.map((each) => JSON.stringify(each['organization'])))].map((text) => JSON.parse(text) as unknown)));
  if (action !== 'package_search') return send(response, 400, '"Bad request - Action name not known"');
  ckan.searches.push(searchParams);
  ckan.agents.push(request.headers['user-agent']);
  if (ckan.misbehave.shift()?.(request, response)) return;
  const start = ckan.repeats ? 0 : Number(searchParams.get('start') ?? 0);
  const rows = Math.min(Number(searchParams.get('rows') ?? 10), ckan.rowsMax);
  const sorted = ckan.packages.toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
  send(response, 200, ok({ count: sorted.length + ckan.countOff, sort: searchParams.get('sort'), results: sorted.slice(start, start + rows), facets: {}, search_facets: {} }));
}

/** A dataset that the government's rules let be published. */
export function goodPackage(number: number, over: Dict = {}): Dict {
  const id = `id-${String(number).padStart(5, '0')}`;
  return {
    id, name: `dataset_${number}`, title: `ชุดข้อมูลที่ ${number}`, notes: `รายละเอียดของชุดข้อมูลที่ ${number}`, state: 'active', private: false, metadata_modified: '2026-01-02T03:04:05.678901',
    organization: { id: 'o1', name: 'rid', title: 'กรมชลประทาน' }, tags: [{ name: 'น้ำ', display_name: 'น้ำ' }], data_type: 'ข้อมูลระเบียน', maintainer: 'ฝ่ายข้อมูล', maintainer_email: 'data@rid.go.th', objective: ['พันธกิจหน่วยงาน'],
    update_frequency_unit: 'เดือน', update_frequency_interval: '1', geo_coverage: 'จังหวัด', data_source: 'สถานีวัด', data_format: ['CSV'], data_category: 'ข้อมูลสาธารณะ', license_id: 'Open Data Common', created_date: '2565-01-31',
    resources: [{ id: `${id}-r1`, name: 'ไฟล์ CSV', url: `https://ckan.example/${id}.csv`, format: 'CSV', position: 0 }], num_resources: 1, num_tags: 1, ...over,
  };
}
