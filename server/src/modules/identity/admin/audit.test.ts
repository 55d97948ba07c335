import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from '#kernel/audit.ts';
import { theHouse } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { openAskers } from '#modules/organisations/testing/house.ts';
import { auditRoutes } from './audit-routes.ts';

let test: TestDatabase;
let api: Awaited<ReturnType<typeof openAskers>>;
const at = (name: string) => ({ name, migrations: new URL(`../../${name}/migrations/`, import.meta.url) });
const list = async (query = '', who = 'auditor') => (await api.ask(who, 'GET', `/audit${query}`)).body;

beforeAll(async () => {
  test = await testDatabase([at('organisations'), at('ledger'), at('identity')]);
  api = await openAskers(test, auditRoutes, { auditor: principalOf('auditor'), operator: principalOf('operator'), rid: principalOf('agency-admin') });
  await test.db.tx(async (tx) => {
    for (const [name, action, subject] of [['somchai', 'identity.invited', 'account:1'], ['somchai', 'identity.invited_x', 'account:2'], ['malee', 'lake.release-withdrawn', 'dataset:1']] as const) await audit(tx, { ...theHouse, name }, action, subject, { n: 1 });
    // Half past midnight in Bangkok is still the day before in UTC.
    await tx.query("insert into kernel.audit (at, actor, role, action, subject) values ('2026-01-01T17:30:00Z', 'past', 'operator', 'plans.closed', 'day:1'), ('2026-01-01T16:30:00Z', 'past', 'operator', 'plans.closed', 'day:0')");
  });
});
afterAll(async () => { await api.close(); await test.close(); });

describe('the audit search', () => {
  it('finds by who, what, to what and when, newest first', async () => {
    expect((await list()).items).toHaveLength(5);
    expect((await list('?actor=somchai')).items).toMatchObject([{ subject: 'account:2', role: 'operator', detail: { n: 1 } }, { subject: 'account:1' }]);
    expect((await list('?action=identity.')).items).toHaveLength(2);
    expect((await list('?action=lake.release-withdrawn&actor=malee')).items).toMatchObject([{ subject: 'dataset:1' }]);
    expect((await list('?subject=account:1')).items).toHaveLength(1);
    expect((await list('?action=%25')).items).toEqual([]);
    expect((await list('?action=identity_')).items).toEqual([]);
  });

  it('counts days as Bangkok does', async () => {
    expect((await list('?from=2026-01-02&to=2026-01-02')).items).toMatchObject([{ subject: 'day:1' }]);
    expect((await list('?to=2026-01-01')).items).toMatchObject([{ subject: 'day:0' }]);
    expect(await list('?from=2026-01-02&to=2026-01-01')).toMatchObject({ code: 'identity.days-refused' });
    expect(await list('?from=yesterday')).toMatchObject({ status: 400 });
  });

  it('goes on page by page', async () => {
    await test.db.tx(async (tx) => { for (let each = 0; each < 201; each += 1) await audit(tx, { ...theHouse, name: 'many' }, 'x.y', 'z:1'); });
    const first = await list('?actor=many');
    const second = await list(`?actor=many&cursor=${first.nextCursor}`);
    const third = await list(`?actor=many&cursor=${second.nextCursor}`);
    expect([first.items.length, second.items.length, third.items.length, third.nextCursor]).toEqual([100, 100, 1, null]);
    expect(new Set([...first.items, ...second.items, ...third.items].map((row: { id: number }) => row.id)).size).toBe(201);
  });

  it('is for operators and auditors', async () => {
    expect((await list('', 'operator')).items.length).toBeGreaterThan(0);
    expect(await list('', 'rid')).toMatchObject({ code: 'kernel.not-allowed' });
    expect(await list('', 'nobody')).toMatchObject({ code: 'kernel.sign-in-needed' });
  });
});
