import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../../app/module-folders.ts';
import { theHouse, type Principal } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createDataset } from '../operations/create-dataset.ts';
import { updateDataset } from '../operations/update-dataset.ts';
import { createRecord } from './operations/create-record.ts';
import { moveRecord } from './operations/move-record.ts';
import { addResource, changeResource, removeResource } from './operations/resources.ts';
import { saveRecord } from './operations/save-record.ts';
import { findRecord, listRecords } from './reads/find-record.ts';
import { completeDraft } from './testing/complete-draft.ts';

let test: TestDatabase;
beforeAll(async () => { test = await testDatabase(moduleFolders); });
afterAll(() => test?.close());

const steward = (name: string, agency = 'rid') => principalOf('steward', { name, agencies: [agency] });
const secretariat = principalOf('secretariat', { name: 'siriporn' });
const as = (who: Principal) => scopedDatabase(test.db, who);
let serial = 0;
async function made(over: object = {}): Promise<string> {
  serial += 1;
  const slug = `rid-made-${serial}`;
  await as(steward('somchai')).tx((tx) => createRecord(tx, steward('somchai'), { ...completeDraft, ...over, slug, agencyId: 'rid', titleTh: `น้ำ ${serial}` }));
  return slug;
}
const refusal = (code: string) => expect.objectContaining({ code });

describe('a record', () => {
  it('is there from the first moment of its dataset, as a draft with its first version', async () => {
    await test.db.tx((tx) => createDataset(tx, theHouse, { slug: 'rid-plain', agencyId: 'rid', titleTh: 'เปล่า', titleEn: 'Plain' }));
    const record = await test.db.read((tx) => findRecord(tx, 'rid-plain'));
    expect(record).toMatchObject({ state: 'draft', version: 1, filled: ['title', 'owner_org'], metadata: { data_classification: '02' }, agency: { id: 'rid', nameTh: 'กรมชลประทาน' } });
    expect(await test.db.read((tx) => findRecord(tx, record?.id as string))).toEqual(record);
  });

  it('takes codes, texts and Thai digits, and keeps codes', async () => {
    const slug = await made({ metadata: { ...completeDraft.metadata, data_type: 'ข้อมูลสถิติ', data_format: ['CSV', 'XLS/XLSX'], update_frequency_interval: '๓' } });
    const record = await test.db.read((tx) => findRecord(tx, slug));
    expect(record?.metadata).toMatchObject({ data_type: '2', data_format: ['2', '11'], update_frequency_interval: 3 });
    expect(record?.filled).toHaveLength(14);
  });

  it('may be incomplete as a draft, and names every refused field with its item', async () => {
    const slug = await made();
    await as(steward('somchai')).tx((tx) => saveRecord(tx, steward('somchai'), slug, { metadata: { data_source: null } }));
    await expect(as(steward('somchai')).tx((tx) => saveRecord(tx, steward('somchai'), slug, { titleTh: '<script>alert(1)</script>', metadata: { created_date: '2568-02-19', maintainer_email: 'ไม่มี', data_type: '7', nope: 'x' } })))
      .rejects.toMatchObject({ code: 'catalog.record-refused', fields: { errors: [
        { pointer: '/titleTh', code: 'wrong:2' }, { pointer: '/metadata/created_date', th: expect.stringContaining('2025-02-19') }, { pointer: '/metadata/maintainer_email', code: 'wrong:5' },
        { pointer: '/metadata/data_type', code: 'wrong:1' }, { pointer: '/metadata/nope' }] } });
    await expect(as(steward('somchai')).tx((tx) => moveRecord(tx, steward('somchai'), slug, 'submit'))).rejects.toMatchObject({ code: 'catalog.record-incomplete', fields: { errors: [{ code: 'missing:11' }] } });
  });

  it('goes its way from hand to hand, and is found by those it is published to', async () => {
    const slug = await made({ audience: 'open', metadata: { ...completeDraft.metadata, data_category: '1', data_classification: '01' } });
    const seen = async (who: Principal) => (await as(who).read((tx) => findRecord(tx, slug)))?.state ?? null;
    expect((await as(steward('somchai')).tx((tx) => findRecord(tx, slug)))?.level).toBe(1);
    await as(steward('somchai')).tx((tx) => moveRecord(tx, steward('somchai'), slug, 'submit'));
    await expect(as(steward('somchai')).tx((tx) => moveRecord(tx, steward('somchai'), slug, 'check'))).rejects.toEqual(refusal('catalog.own-submission'));
    await expect(as(steward('doae', 'doae')).tx((tx) => moveRecord(tx, steward('doae', 'doae'), slug, 'check'))).rejects.toEqual(refusal('catalog.dataset-not-found'));
    await as(steward('malee')).tx((tx) => moveRecord(tx, steward('malee'), slug, 'check'));
    await expect(as(steward('malee')).tx((tx) => moveRecord(tx, steward('malee'), slug, 'approve'))).rejects.toEqual(refusal('catalog.record-not-yours-to-move'));
    await as(secretariat).tx((tx) => moveRecord(tx, secretariat, slug, 'approve'));
    expect(await seen(principalOf('visitor'))).toBeNull();
    await as(secretariat).tx((tx) => moveRecord(tx, secretariat, slug, 'publish'));
    expect(await seen(principalOf('visitor'))).toBe('published');
    expect((await test.db.read((tx) => findRecord(tx, slug)))?.level).toBe(0);
  });

  it('is shown to officers when it is for the government, and to nobody else when internal', async () => {
    const [government, internal] = [await made({ audience: 'government' }), await made({ audience: 'internal' })];
    for (const slug of [government, internal]) await test.db.tx((tx) => moveRecord(tx, theHouse, slug, 'publish'));
    const finds = async (who: Principal) => (await as(who).read((tx) => listRecords(tx, { limit: 100 }))).records.map(({ slug }) => slug).filter((slug) => [government, internal].includes(slug));
    expect(await finds(principalOf('visitor'))).toEqual([]);
    expect(await finds(steward('doae', 'doae'))).toEqual([government]);
    expect(await finds(steward('malee'))).toEqual([government, internal]);
  });

  it('stays complete once published, opens further only by those who publish, and returns with a reason', async () => {
    const slug = await made({ audience: 'government' });
    await test.db.tx((tx) => moveRecord(tx, theHouse, slug, 'publish'));
    const save = (who: Principal, draft: object) => as(who).tx((tx) => saveRecord(tx, who, slug, draft));
    await expect(save(steward('somchai'), { metadata: { data_source: null } })).rejects.toEqual(refusal('catalog.record-incomplete'));
    await expect(save(steward('somchai'), { audience: 'open', metadata: { data_category: '1', data_classification: '01', license_id: 'odc' } })).rejects.toEqual(refusal('catalog.wider-needs-approval'));
    expect((await save(secretariat, { audience: 'open', metadata: { data_category: '1', data_classification: '01', license_id: 'odc' } })).level).toBe(0);
    await expect(as(secretariat).tx((tx) => moveRecord(tx, secretariat, slug, 'return', ' '))).rejects.toEqual(refusal('catalog.reason-missing'));
    expect((await as(secretariat).tx((tx) => moveRecord(tx, secretariat, slug, 'return', 'ชื่อไม่ชัด'))).state).toBe('draft');
  });

  it('keeps files and links with their places, and tells a version for each change', async () => {
    const slug = await made();
    const link = { kind: 'link', url: 'https://example.go.th/a.csv', nameTh: 'ไฟล์', format: 'CSV' } as const;
    const first = await test.db.tx((tx) => addResource(tx, theHouse, slug, link));
    const second = await test.db.tx((tx) => addResource(tx, theHouse, slug, { ...link, nameTh: 'สอง' }));
    await test.db.tx((tx) => changeResource(tx, theHouse, second.id, { description: 'แก้แล้ว' }));
    await test.db.tx((tx) => removeResource(tx, theHouse, first.id));
    expect(await test.db.read((tx) => findRecord(tx, slug))).toMatchObject({ version: 5, resources: [{ id: second.id, position: 2, description: 'แก้แล้ว', nameEn: 'สอง' }] });
    await expect(test.db.tx((tx) => addResource(tx, theHouse, slug, { ...link, url: 'javascript:alert(1)' }))).rejects.toEqual(refusal('catalog.resource-refused'));
  });

  it('refuses what somebody saved in between, and follows what is changed on the dataset', async () => {
    const slug = await made();
    await test.db.tx((tx) => updateDataset(tx, theHouse, slug, { titleTh: 'ใหม่', level: 2 }));
    expect(await test.db.read((tx) => findRecord(tx, slug))).toMatchObject({ titleTh: 'ใหม่', version: 2, metadata: { data_classification: '03' } });
    await expect(test.db.tx((tx) => saveRecord(tx, theHouse, slug, { tags: ['น้ำ'] }, { expectVersion: 1 }))).rejects.toEqual(refusal('catalog.record-changed-meanwhile'));
    expect((await test.db.tx((tx) => updateDataset(tx, theHouse, slug, { archived: true }))).archivedAt).not.toBeNull();
    expect((await test.db.read((tx) => findRecord(tx, slug)))?.state).toBe('archived');
  });

  it('is listed in pages that miss none', async () => {
    const all: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listRecords>> = await test.db.read((tx) => listRecords(tx, { after, limit: 3 }));
      all.push(...page.records.map(({ slug }) => slug));
      after = page.next;
    } while (after);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe((await test.db.read((tx) => tx.query('select count(*)::int as n from catalog.record'))).rows[0].n);
  });
});
