import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../app/module-folders.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { WritingLimits } from './writing.ts';

const masterKey = randomBytes(32);
let test: TestDatabase;
beforeAll(async () => { test = await testDatabase(moduleFolders); });
afterAll(() => test?.close());

describe('what is written in public', () => {
  it('is limited by network and in all, by every web process together, and what is refused counts for nothing', async () => {
    const processes = [new WritingLimits({ db: test.db, masterKey }), new WritingLimits({ db: test.db, masterKey })] as const;
    let turn = 0;
    const write = (ip: string, who = principalOf('visitor')) => processes[turn++ % 2 === 0 ? 0 : 1].take(who, { ip } as FastifyRequest).then(() => 'taken', ({ code, fields }: { code: string; fields: { retryAfter: number } }) => (fields.retryAfter > 0 && fields.retryAfter <= 3_600 ? code : 'no time told'));
    const first: string[] = [];
    for (let n = 0; n < 30; n += 1) first.push(await write('203.0.113.9'));
    expect(first.filter((each) => each === 'taken')).toHaveLength(6);
    expect(new Set(first)).toEqual(new Set(['taken', 'portal.wait-a-while']));
    for (let n = 0; n < 19 * 6; n += 1) expect(await write(`198.51.100.${n % 19}`)).toBe('taken');
    expect(await write('198.51.100.200')).toBe('portal.wait-a-while');
    const citizen = principalOf('citizen', { accountId: '01998000-0000-7000-8000-000000000001' });
    expect(await write('203.0.113.9', citizen)).toBe('taken');
    const { rows } = await test.db.tx((tx) => tx.query('select key from portal.writing_hour'));
    expect(rows.some(({ key }: { key: string }) => /203|198|0199/.test(key) && key.includes('.'))).toBe(false);
  });
});
