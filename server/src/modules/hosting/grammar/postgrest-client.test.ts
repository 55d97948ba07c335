import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PostgrestClient } from '@supabase/postgrest-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem, problemDocument } from '#kernel/problem.ts';
import { farmColumns, farms, farmsSql } from '../testing/farms.ts';
import { hostingHouse, idKey, type HostingHouse } from '../testing/hosting-house.ts';

let house: HostingHouse;
let server: Server;
let client: PostgrestClient<any, any, any>;
const all = farms(200);
beforeAll(async () => {
  house = await hostingHouse();
  const dataset = await house.dataset('rid-farms');
  await house.release(dataset, farmColumns, farmsSql(all, idKey));
  const service = await house.offer(dataset, 'rows', farmColumns);
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const headers = Object.fromEntries(['accept', 'prefer', 'range'].flatMap((name) => { const value = request.headers[name]; return typeof value === 'string' ? [[name, value]] : []; }));
    house.ask(service, url.search, { headers }).then(
      ({ status, headers: said, bytes }) => response.writeHead(status, said).end(bytes),
      (error: unknown) => { if (error instanceof Problem) response.writeHead(error.status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problemDocument(error, '1'))); else response.writeHead(500).end(); },
    );
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  client = new PostgrestClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => { server?.closeAllConnections(); server?.close(); await house?.close(); });

const ids = (data: any) => (data as { id: number }[]).map(({ id }) => id);
const rows = () => client.from('rows');

describe('a client made for PostgREST', () => {
  it('selects, compares, orders and pages', async () => {
    const { data, error } = await rows().select('id, crop').gte('id', 10).lt('id', 20).neq('province', '10').order('id', { ascending: false }).limit(4);
    expect(error).toBeNull();
    expect(data).toEqual(all.filter(({ id, province }) => id >= 10 && id < 20 && province !== '10').reverse().slice(0, 4).map(({ id, crop }) => ({ id, crop })));
    expect(ids((await rows().select().range(5, 7)).data)).toEqual([6, 7, 8]);
  });

  it('asks in, like, is, or, not and match', async () => {
    expect(ids((await rows().select().in('crop', ['อ้อย', 'ข้าวโพด "หวาน"', 'ก,ข']).lt('id', 30)).data)).toEqual(all.filter(({ crop, id }) => id < 30 && (crop === 'อ้อย' || crop === 'ข้าวโพด "หวาน"')).map(({ id }) => id));
    expect(ids((await rows().select().ilike('crop', '%ยาง%').limit(3)).data)).toEqual(all.filter(({ crop }) => crop === 'ยางพารา').slice(0, 3).map(({ id }) => id));
    expect(ids((await rows().select().is('crop', null).limit(2)).data)).toEqual([11, 22]);
    expect(ids((await rows().select().or('id.eq.3,and(id.gt.197,irrigated.is.true)')).data)).toEqual(all.filter(({ id, irrigated }) => id === 3 || (id > 197 && irrigated === true)).map(({ id }) => id));
    expect(ids((await rows().select().not('id', 'gt', 2)).data)).toEqual([1, 2]);
    expect(ids((await rows().select().match({ province: all[0]?.province, id: 1 })).data)).toEqual([1]);
  });

  it('counts exactly, and takes one row', async () => {
    const { count, data } = await rows().select('id', { count: 'exact' }).eq('province', '12').limit(3);
    expect([count, data?.length]).toEqual([all.filter(({ province }) => province === '12').length, 3]);
    expect((await rows().select('id').eq('id', 9).single()).data).toEqual({ id: 9 });
    expect((await rows().select('id').eq('id', 9_999).maybeSingle()).data).toBeNull();
    expect((await rows().select('id').lt('id', 3).single()).error?.code).toBe('hosting.not-one-row');
  });

  it('takes lines of CSV: what is in quotes, what is empty, and nothing for a column that there is not', async () => {
    const { data, error } = await rows().select('no:id,crop,area_rai').lte('id', 13).order('id').csv();
    expect(error).toBeNull();
    const cell = (text: string | null) => text === null ? '' : /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    expect(data).toBe(['no,crop,area_rai', ...all.filter(({ id }) => id <= 13).map(({ id, crop, area_rai: area }) => `${id},${cell(crop)},${cell(area)}`), ''].join('\n'));
    expect(data).toMatch(/"ข้าวโพด ""หวาน""",/);
    expect((await rows().select('nope').csv()).error).not.toBeNull();
  });

  it('is told what is wrong in its own error', async () => {
    const { error, status } = await rows().select('nope');
    expect([status, error?.code]).toEqual([400, 'hosting.parameter-refused']);
    expect((await rows().select().textSearch('crop', 'ข้าว')).status).toBe(400);
    for (const [place, asked] of Object.entries({
      id: rows().select().eq('id', 'x'), crop: rows().select().contains('crop', ['ข้าว']), order: rows().select().order('crop->a'), select: rows().select('id, owner(name)'), or: rows().select().or('id.eq.1,(crop'), limit: rows().select().limit(10_001),
    })) expect(JSON.stringify((await asked).error), place).toContain(`/query/${place}`);
  });
});
