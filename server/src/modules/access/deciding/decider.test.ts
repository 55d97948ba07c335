import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../../app/module-folders.ts';
import type { Tx } from '#kernel/db.ts';
import { theHouse, type Principal } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { createAgreement } from '../agreements/create-agreement.ts';
import { endAgreement } from '../agreements/end-agreement.ts';
import { openDecider, type OpenDecider } from './decider.ts';

const policiesDir = new URL('../../../../../definitions/policies/', import.meta.url);
const terms = { purposes: ['research'], since: '2026-01-01', until: '2026-12-31', documentNo: 'กษ 1/2569' };
const during = new Date('2026-11-22T03:00:00Z');
let test: TestDatabase;
let decider: OpenDecider;
beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  decider = await openDecider({ db: test.db, policiesDir });
  await test.db.tx(async (tx) => {
    for (const [slug, level, personal] of [['rid-open', 0, false], ['rid-internal', 1, false], ['rid-secret', 2, false], ['rid-people', 1, true], ['rid-top', 4, false]] as const) {
      await createDataset(tx, theHouse, { slug, agencyId: 'rid', titleTh: 'ชุด', titleEn: 'Set', level, personal });
    }
    await createDataset(tx, theHouse, { slug: 'rid-draft', agencyId: 'rid', titleTh: 'ร่าง', titleEn: 'Draft', level: 0 });
    await openToAll(tx, 'rid-open');
  });
});
afterAll(async () => { await decider?.close(); await test?.close(); });

/** As publishing leaves a record; the way there is the catalogue's own test. */
const openToAll = (tx: Tx, slug: string) => tx.query("update catalog.record r set state = 'published', published_at = now(), audience = 'open' from catalog.dataset d where d.id = r.dataset_id and d.slug = $1", [slug]);

const ask = (who: Principal, id: string, asked: { purpose?: string; now?: Date } = {}, action = 'lake.read-releases') =>
  test.db.tx((tx) => decider.decide(tx, who, action, { kind: 'dataset', id }, { now: during, ...asked }));
const because = async (...asked: Parameters<typeof ask>) => { const { allowed, reasons } = await ask(...asked); return [allowed, ...reasons.map(({ policy }) => policy)]; };
const doae = principalOf('reader', { agencies: ['doae'] });

describe('the decider', () => {
  it('lets people read by level, and tells the sentence in both languages', async () => {
    expect(await because(principalOf('citizen'), 'rid-open')).toEqual([true, 'read-open']);
    expect(await because(principalOf('citizen'), 'rid-internal')).toMatchObject([false, 'above-clearance', 'citizens-read-open-data-only']);
    expect(await because(principalOf('visitor'), 'rid-open')).toEqual([true, 'read-open']);
    for (const slug of ['rid-internal', 'rid-people', 'rid-secret']) expect((await ask(principalOf('visitor'), slug)).allowed).toBe(false);
    expect(await because(doae, 'rid-internal')).toEqual([true, 'read-internal']);
    expect(await because(doae, 'rid-secret')).toEqual([false, 'no-agreement']);
    expect(await because(principalOf('reader'), 'rid-secret')).toEqual([true, 'read-own-agency']);
    expect(await because(principalOf('operator'), 'rid-secret')).toEqual([false, 'above-clearance']);
    expect(await because(principalOf('secretariat'), 'rid-top')).toEqual([false, 'above-clearance']);
    expect((await ask(doae, 'rid-secret')).reasons[0]).toMatchObject({ th: expect.stringMatching(/[ก-๙]/), en: expect.stringMatching(/agreement/) });
  });

  it('opens data to everybody with the publication of its record, and closes it again, at once', async () => {
    const outside = [principalOf('visitor'), principalOf('citizen'), principalOf('service', { agencies: ['doae'] })];
    const answers = () => Promise.all(outside.map(async (who) => (await ask(who, 'rid-draft')).allowed));
    expect(await answers()).toEqual([false, false, false]);
    expect(await because(principalOf('visitor'), 'rid-draft')).toEqual([false, 'above-clearance']);
    expect(await because(doae, 'rid-draft')).toEqual([true, 'read-internal']);
    await test.db.tx((tx) => openToAll(tx, 'rid-draft'));
    await expect.poll(answers, { timeout: 20_000 }).toEqual([true, true, true]);
    await test.db.tx((tx) => tx.query("update catalog.record r set state = 'draft' from catalog.dataset d where d.id = r.dataset_id and d.slug = 'rid-draft'"));
    await expect.poll(answers, { timeout: 20_000 }).toEqual([false, false, false]);
  });

  it('asks for two factors before data about people', async () => {
    expect(await because(principalOf('reader', { aal: 1 }), 'rid-people')).toEqual([false, 'personal-needs-two-factors']);
    expect((await ask(principalOf('reader', { aal: 2 }), 'rid-people')).allowed).toBe(true);
  });

  it('lets a steward change the own agency only, and a delegate do what was delegated there', async () => {
    expect(await because(principalOf('steward'), 'rid-secret', {}, 'catalog.update-dataset')).toEqual([true, 'steward-own-agency']);
    expect(await because(principalOf('steward', { agencies: ['doae'] }), 'rid-secret', {}, 'catalog.update-dataset')).toEqual([false, 'no-agreement']);
    const delegate = principalOf('reader', { roles: [], persona: 'delegation:1', powers: ['linkage.decide-run'] });
    expect(await because(delegate, 'rid-secret', {}, 'linkage.decide-run')).toEqual([true, 'delegated-power']);
    expect((await ask(delegate, 'rid-secret', {}, 'plans.set-due-date')).allowed).toBe(false);
  });

  it('follows an agreement: purpose, days, columns, rows, and its end at once', async () => {
    const id = await test.db.tx((tx) => createAgreement(tx, theHouse, { ...terms, dataset: 'rid-secret', consumerAgencyId: 'doae', columns: ['a'], rowFilter: [{ column: 'province', op: 'eq', value: "สุ'ริน" }] }));
    await expect.poll(() => because(doae, 'rid-secret', { purpose: 'research' })).toEqual([true, 'read-by-agreement']);
    expect(await ask(doae, 'rid-secret', { purpose: 'research' })).toMatchObject({ columns: ['a'], rows: { sql: 't."province" = cast_to_type($1::varchar, t."province")', values: ["สุ'ริน"], columns: ['province'] } });
    expect(await because(doae, 'rid-secret')).toEqual([false, 'purpose-missing-or-other']);
    expect(await because(doae, 'rid-secret', { purpose: 'tax' })).toEqual([false, 'purpose-missing-or-other']);
    expect(await because(principalOf('reader', { agencies: ['oae'] }), 'rid-secret', { purpose: 'research' })).toEqual([false, 'no-agreement']);
    expect((await ask(doae, 'rid-secret', { purpose: 'research', now: new Date('2026-12-31T16:59:59Z') })).allowed).toBe(true);
    expect(await because(doae, 'rid-secret', { purpose: 'research', now: new Date('2026-12-31T17:00:00Z') })).toEqual([false, 'agreement-ended']);
    await test.db.tx((tx) => endAgreement(tx, theHouse, id, 'เลิกใช้'));
    await expect.poll(() => because(doae, 'rid-secret', { purpose: 'research' })).toEqual([false, 'no-agreement']);
  });

  it('refuses what it does not know, and says so when the thing does not exist', async () => {
    expect(await because(principalOf('operator'), 'rid-open', {}, 'lake.burn')).toEqual([false, 'unknown-operation']);
    await expect(ask(principalOf('operator'), 'nothing')).rejects.toMatchObject({ code: 'access.resource-not-found' });
  });

  it.each<[{ consumerAgencyId: string; until?: string }, string]>([[{ consumerAgencyId: 'rid' }, '/consumerAgencyId'], [{ consumerAgencyId: 'nobody' }, '/consumerAgencyId'], [{ consumerAgencyId: 'doae', until: '2025-01-01' }, '/until']])('makes no agreement with %j', async (over, pointer) => {
    await expect(test.db.tx((tx) => createAgreement(tx, theHouse, { ...terms, dataset: 'rid-open', ...over }))).rejects.toMatchObject({ code: 'access.agreement-refused', fields: { errors: [{ pointer }] } });
  });
});
