import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDecider } from '#modules/access/index.ts';
import { roles, type Role } from '#kernel/policy.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { assertMay } from '../actions/action.ts';
import { actions } from '../actions/index-of-actions.ts';
import { openCkanHouse, type CkanHouse } from '../testing/ckan-house.ts';

let house: CkanHouse;
beforeAll(async () => { house = await openCkanHouse(openDecider); await house.linked('rid-farmers', 30); });
afterAll(() => house?.close());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };
const abroad = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site', cookie: '__Host-saphan=abc' };

/** A body as `requests` builds it. */
function multipart(fields: Record<string, string>, file?: { name: string; fileName: string; type: string; bytes: Buffer }): { payload: Buffer; headers: Record<string, string> } {
  const line = '----saphan';
  const parts: Uint8Array[] = Object.entries(fields).map(([name, value]) => Buffer.from(`--${line}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  if (file) parts.push(Buffer.from(`--${line}\r\nContent-Disposition: form-data; name="${file.name}"; filename="${file.fileName}"\r\nContent-Type: ${file.type}\r\n\r\n`), file.bytes, Buffer.from('\r\n'));
  return { payload: Buffer.concat([...parts, Buffer.from(`--${line}--\r\n`)]), headers: { 'content-type': `multipart/form-data; boundary=${line}` } };
}

describe('an address', () => {
  it.each(['/api/3/action/status_show', '/api/action/status_show', '/th/api/3/action/status_show', '/en/api/action/status_show', '/api/3/action/status_show/'])('%s answers without leading on', async (url) => {
    expect(await house.get(url)).toMatchObject({ status: 200, body: { success: true, help: 'http://127.0.0.1/api/3/action/help_show?name=status_show' }, type: 'application/json;charset=utf-8' });
    expect((await house.post(url, '')).status).toBe(200);
  });

  it('with an action that nobody knows answers a sentence', async () => { expect(await house.get('/api/3/action/burn_down')).toMatchObject({ status: 400, body: 'Bad request - Action name not known: burn_down' }); });
});

describe('arguments', () => {
  const limitOf = ({ body }: { body: any }) => body.result?.limit;
  const url = '/api/3/action/datastore_search';
  it.each<[string, () => ReturnType<CkanHouse['get']>, number | undefined]>([
    ['JSON', () => house.post(url, '{"resource_id": "rid-farmers", "limit": 1}', JSON_TYPE), 1], ['JSON without a content type', () => house.post(url, '{"resource_id": "rid-farmers", "limit": 2}'), 2],
    ['what curl -d sends', () => house.post(url, '{"resource_id": "rid-farmers", "limit": 3}', FORM), 3], ['the same with = behind', () => house.post(url, `${encodeURIComponent('{"resource_id": "rid-farmers", "limit": 4}')}=1`, FORM), 4],
    ['JSON of curl with signs of a form in it', () => house.post(url, '{"resource_id": "rid-farmers", "limit": 5, "q": "a=b&c+d%20"}', FORM), 5],
    ['a form', () => house.post(url, 'resource_id=rid-farmers&limit=6', FORM), 6], ['a multipart form', () => { const { payload, headers } = multipart({ resource_id: 'rid-farmers', limit: '7' }); return house.post(url, payload, headers); }, 7],
    ['the address', () => house.get(`${url}?resource_id=rid-farmers&limit=8`), 8], ['the address of a POST without body', () => house.post(`${url}?resource_id=rid-farmers&limit=9`, ''), 9],
    ['the address before JSON', () => house.post(`${url}?resource_id=rid-farmers&limit=10`, '{"resource_id": "rid-farmers", "limit": 1}', JSON_TYPE), 10], ['a form before the address', () => house.post(`${url}?resource_id=x&limit=1`, 'resource_id=rid-farmers&limit=11', FORM), 11],
  ])('come as %s', async (_how, call, limit) => { expect(limitOf(await call())).toBe(limit); });

  it('that come again are a list', async () => { expect((await house.get('/api/3/action/package_search?rows=0&facet.field=tags&facet.field=organization')).body.result.search_facets).toMatchObject({ tags: {}, organization: {} }); });

  it.each<[string, string, Record<string, string>]>([
    ['JSON that is none', '{"a": ', JSON_TYPE], ['a list', '[1]', JSON_TYPE], ['a bare word', '"x"', JSON_TYPE], ['a form of one key that is no JSON', 'abc=', FORM], ['a multipart body without end', 'x', { 'content-type': 'multipart/form-data; boundary=y' }], ['a multipart body without boundary', 'x', { 'content-type': 'multipart/form-data' }],
  ])('that are %s are refused in a sentence', async (_what, payload, headers) => {
    const { status, body } = await house.post('/api/3/action/package_show', payload, headers);
    expect([status, body]).toEqual([400, expect.stringMatching(/^Bad request - /)]);
  });

  it('beyond 8 MB are refused', async () => { expect((await house.post('/api/3/action/package_show', `{"id": "${'x'.repeat(9_000_000)}"}`, JSON_TYPE)).status).toBe(413); });

  it('bring no prototype', async () => { expect((await house.post('/api/3/action/package_search', '{"__proto__": {"q": "x"}, "rows": 0}', JSON_TYPE)).status).toBe(200); });

  it('of a change do not come by GET', async () => { expect(await house.get('/api/3/action/package_create?name=x')).toMatchObject({ status: 400, body: expect.stringContaining('POST') }); });
});

describe('who asks', () => {
  const user = async (headers: Record<string, string>) => (await house.post('/api/3/action/user_show', '', headers)).body;
  it('is told by a bare token in either header, or with Bearer', async () => {
    const { steward = '' } = house.tokens;
    for (const headers of [{ authorization: steward }, { 'x-ckan-api-key': steward }, { authorization: steward, 'x-ckan-api-key': steward }, { authorization: `Bearer ${steward}` }] as Record<string, string>[]) expect((await user(headers)).result).toMatchObject({ name: 'demo-steward' });
  });

  it('is nobody with a token that counts no more, with another scheme, with a cookie, or by JSONP', async () => {
    expect((await user({ authorization: 'spn_no' })).error.__type).toBe('Authorization Error');
    expect((await house.post('/api/3/action/status_show', '', { authorization: 'spn_no' })).status).toBe(403);
    expect((await house.post('/api/3/action/status_show', '', { authorization: 'Basic eDp5' })).status).toBe(200);
    expect((await user({ cookie: '__Host-saphan=abc' })).error.__type).toBe('Authorization Error');
    const { steward = '' } = house.tokens;
    expect((await house.get('/api/3/action/organization_list_for_user?callback=cb', { authorization: steward })).body).toBe('cb({"help":"http://127.0.0.1/api/3/action/help_show?name=organization_list_for_user","success":true,"result":[]});');
  });

  it('reads no more than a stranger with a token that was issued for something else', async () => {
    await house.linked('rid-narrow', 5, 1);
    const seen = async (scope: string) => (await house.get('/api/3/action/datastore_search?resource_id=rid-narrow', { authorization: await house.issue('secretariat', [scope]) })).status;
    expect([await seen('lake.read-releases'), await seen('ckan:read'), await seen('ckan')]).toEqual([404, 200, 200]);
    expect((await house.get('/datastore/dump/rid-narrow', { authorization: await house.issue('secretariat', ['catalog:read']) })).status).toBe(404);
  });

  it('may be a page of any site, which reads as a stranger and changes nothing', async () => {
    expect(await house.get('/api/3/action/package_list', abroad)).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' } });
    expect((await house.post('/api/3/action/package_create', '{"name":"x"}', { ...abroad, 'content-type': 'text/plain' })).status).toBe(403);
  });

  it('names a function for JSONP, and nothing else', async () => {
    expect((await house.get('/api/3/action/status_show?callback=a.b')).type).toBe('application/javascript;charset=utf-8');
    for (const callback of ['alert(1)//', '<script>', 'a b', '1a']) expect((await house.get(`/api/3/action/status_show?callback=${encodeURIComponent(callback)}`)).status).toBe(400);
  });

  it.each([...actions.values()].map((action) => [action.name, action] as const))('for %s is let in or refused as its policy says', (_name, { policy }) => {
    for (const role of roles) {
      const may = () => assertMay(policy, principalOf(role as Role));
      if (policy.roles.includes(role)) expect(may).not.toThrow(); else expect(may).toThrow();
    }
    if (!policy.roles.includes('visitor')) expect(() => assertMay(policy, principalOf('operator', { scopes: ['lake.read-releases'] }))).toThrow();
  });
});

describe('the counter of uses', () => {
  it('hears of what a client was given of which dataset, and of nothing that was refused', async () => {
    const csv = (await house.call('package_show', { id: 'rid-farmers' })).body.result.resources.find(({ format }: { format: string }) => format === 'CSV').id as string;
    house.used.length = 0;
    for (const [action, args] of [['package_show', { id: 'rid-farmers' }], ['resource_show', { id: csv }], ['datastore_search', { resource_id: csv, limit: 1 }], ['datastore_search_sql', { sql: `select count(*) from "${csv}"` }], ['package_show', { id: 'no-such' }], ['package_search', {}]] as const) await house.call(action, args);
    expect((await house.get(`/datastore/dump/${csv}?limit=1`)).status).toBe(200);
    expect(house.used).toEqual([...Array.from({ length: 4 }, () => ({ slug: 'rid-farmers', use: 'apiCalls' })), { slug: 'rid-farmers', use: 'downloads' }]);
  });
});

describe('an upload', () => {
  it('is kept whole, named after its file, and saved rather than shown', async () => {
    await house.call('package_create', { name: 'rid-files', title: 'ไฟล์', owner_org: 'rid' }, 'steward');
    const bytes = Buffer.from('<html><script>alert(1)</script>ข้าว</html>'.repeat(9_000));
    const { payload, headers } = multipart({ package_id: 'rid-files', url: '', name: '' }, { name: 'upload', fileName: 'รายงาน น้ำ.html', type: 'text/html', bytes });
    const token = { authorization: house.tokens.steward ?? '' };
    const made = (await house.post('/api/action/resource_create', payload, { ...headers, ...token })).body.result;
    expect(made).toMatchObject({ name: 'รายงาน น้ำ.html', url_type: 'upload', size: bytes.length, format: 'HTML', mimetype: 'text/html', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const path = new URL(made.url).pathname;
    expect((await house.get(path)).status).toBe(404);
    const file = await house.get(path, token);
    expect([file.status, file.type, file.headers['content-length'], file.body.length > 1000]).toEqual([200, 'application/octet-stream', String(bytes.length), true]);
    expect(file.headers).toMatchObject({ 'content-disposition': expect.stringMatching(/^attachment/), 'content-security-policy': expect.stringContaining('sandbox') });
    const again = multipart({ id: made.id }, { name: 'upload', fileName: 'b.csv', type: 'text/csv', bytes: Buffer.from('a,b\n1,2\n') });
    expect((await house.post('/api/action/resource_patch', again.payload, { ...again.headers, ...token })).body.result).toMatchObject({ id: made.id, size: 8, format: 'CSV', name: 'รายงาน น้ำ.html' });
    expect((await house.post('/api/action/resource_create', payload, headers)).status).toBe(403);
  });
});
