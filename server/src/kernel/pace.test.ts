import { describe, expect, it } from 'vitest';
import { Type } from 'typebox';
import { buildHttp } from './http.ts';
import { openLog } from './log.ts';
import { networkOf, Pace } from './pace.ts';
import { definePolicies, roles, type Principal } from './policy.ts';
import { route } from './route.ts';
import { principalOf } from './testing/principals.ts';

const policies = definePolicies('paced', { take: { roles, th: 'ทดสอบ', en: 'Test' } });

describe('the pace of visitors', () => {
  it('lets a minute of requests through at once, then as many as come back, network by network', () => {
    let now = 0;
    const pace = new Pace(6, () => now);
    const wait = (address: string) => { try { pace.take(address); return 0; } catch (error) { return (error as { fields: { retryAfter: number } }).fields.retryAfter; } };
    expect(Array.from({ length: 7 }, () => wait('203.0.113.7'))).toEqual([0, 0, 0, 0, 0, 0, 10]);
    expect(wait('203.0.113.8')).toBe(0);
    now = 4_000;
    expect(wait('203.0.113.7')).toBe(6);
    now = 10_000;
    expect([wait('203.0.113.7'), wait('203.0.113.7')]).toEqual([0, 10]);
  });

  it('forgets the oldest network rather than growing, and sets no limit at 0', () => {
    const pace = new Pace(1);
    for (let at = 0; at < 20_002; at += 1) pace.take(`10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`);
    expect(() => pace.take('10.0.0.0')).not.toThrow();
    const free = new Pace(0);
    for (let at = 0; at < 50; at += 1) free.take('1.1.1.1');
  });

  it.each([['::ffff:192.0.2.1', '192.0.2.1'], ['192.0.2.1', '192.0.2.1'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'], ['2001:0db8::1', '2001:db8:0:0'], ['fe80::1%eth0', 'fe80:0:0:0'], ['::1', '0:0:0:0']])('%s is of the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('holds for visitors at the addresses that ask for it, says when to come back, and not for whoever signed in', async () => {
    let who: Principal = principalOf('visitor');
    const taking = (path: string, paced?: true) => route({ method: 'GET', path, operationId: `take${path.slice(1)}`, summary: 'x', policy: policies.take, response: { 200: Type.Object({}) }, ...(paced && { paced }), handler: async () => ({}) });
    const app = await buildHttp({ db: { scoped: () => ({}) } as never, log: openLog('test', 'silent'), version: 'test', hosts: ['h'], visitorDownloads: 2, authenticate: async () => who, routes: [taking('/file', true), taking('/list')] });
    const ask = (url: string) => app.inject({ url: `/api/v1${url}`, headers: { host: 'h' } });
    expect([(await ask('/file')).statusCode, (await ask('/file')).statusCode]).toEqual([200, 200]);
    const refused = await ask('/file');
    expect([refused.statusCode, refused.json().code, Number(refused.headers['retry-after']) > 0]).toEqual([429, 'kernel.too-often', true]);
    expect((await ask('/list')).statusCode).toBe(200);
    who = principalOf('reader');
    expect((await ask('/file')).statusCode).toBe(200);
    await app.close();
  });
});
