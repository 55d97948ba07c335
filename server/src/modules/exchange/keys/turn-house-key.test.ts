import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { moduleFolders } from '../../../app/module-folders.ts';
import { openHouseKey, readHouseKeys } from './house-key.ts';
import { forgetHouseKeys, turnHouseKey } from './turn-house-key.ts';

const HOUR_MS = 3_600_000;
const masterKey = Buffer.alloc(32, 7);
/** Days ago, so that what ends then has ended. */
const began = new Date(Date.now() - 10 * 24 * HOUR_MS);
const at = (hours: number) => new Date(began.getTime() + hours * HOUR_MS);
let test: TestDatabase;
const kidAt = async (hours: number) => (await openHouseKey(test.db, masterKey, at(hours))).kid;
const turn = (hours: number, more: { atOnce?: boolean } = {}) => test.db.tx((tx) => turnHouseKey(tx, masterKey, theHouse, { reason: 'ครบปี', ...more }, at(hours)));

beforeAll(async () => { test = await testDatabase(moduleFolders); });
afterAll(() => test?.close());

describe('the key by which the house signs', () => {
  it('turns a day after the next one was published, once at a time', async () => {
    const first = await kidAt(0);
    const { kid, before } = await turn(1);
    expect([before, await kidAt(25.9), await kidAt(26.01)]).toEqual([first, first, kid]);
    await expect(turn(2)).rejects.toMatchObject({ code: 'exchange.house-key-turning', status: 409 });
    expect((await test.db.one(readHouseKeys)).map((each) => [each.kid, each.retiredAt === null])).toEqual([[kid, true], [first, false]]);
  });

  it('turns at once when others may have it, also while the next one waits', async () => {
    const { kid: announced } = await turn(30);
    const { kid } = await turn(31, { atOnce: true });
    expect([await kidAt(31.001), await kidAt(60)]).toEqual([kid, kid]);
    expect((await test.db.one(readHouseKeys)).find((each) => each.kid === announced)?.retiredAt).toBe(at(31 + 1 / 30).toISOString());
  });

  it('stays published when it signs no more, without its private half, and signs as it says', async () => {
    await forgetHouseKeys.run(test.db, new AbortController().signal);
    const { rows } = await test.db.one((tx) => tx.query('select kid, sealed_jwk is null as gone, retired_at is null as active, reason from exchange.signing_key order by created_at'));
    expect(rows.map(({ gone, active, reason }) => [gone, active, reason])).toEqual([[true, false, 'ครบปี'], [true, false, 'ครบปี'], [true, false, 'ครบปี'], [false, true, null]]);
    const key = await openHouseKey(test.db, masterKey, new Date());
    const { jwk } = (await test.db.one(readHouseKeys)).find(({ kid }) => kid === key.kid) as { jwk: Record<string, unknown> };
    const signatures = [key.sign('text'), await key.signBeside('text')];
    expect([key.kid, ...signatures.map((each) => verify(null, Buffer.from('text'), createPublicKey({ key: jwk as never, format: 'jwk' }), Buffer.from(each, 'base64')))]).toEqual([rows[3].kid, true, true]);
  });

  it('is an entry of the ledger and of the audit each time it turns', async () => {
    const entries = (await test.db.one((tx) => tx.query(`select facts from ledger.entry where kind = 'exchange.key-turned' order by number`))).rows.map(({ facts }) => JSON.parse(facts));
    const audited = (await test.db.one((tx) => tx.query(`select count(*)::int as n from kernel.audit where action = 'exchange.key-turned'`))).rows[0].n;
    expect([entries.length, audited, entries[1].from === entries[0].to]).toEqual([3, 3, true]);
  });
});
