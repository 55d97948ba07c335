import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { appoint, createPerson, createPost, createUnit } from '#modules/organisations/index.ts';
import { privacyRoutes } from './routes.ts';
import { openRoutesHouse, personOf, type RoutesHouse } from './testing/privacy-house.ts';
import { actsAsProtectionOfficer, findRecordedPurposes } from './index.ts';

let house: RoutesHouse;
beforeAll(async () => { house = await openRoutesHouse(privacyRoutes); });
afterAll(() => house.close());

const content = {
  data: [{ name: 'เลขประจำตัวประชาชน', subjects: 'ผู้ถือบัตรสวัสดิการ', sensitive: false }],
  purposes: [{ code: 'flood-aid', th: 'จ่ายเงินช่วยเหลือน้ำท่วม', en: 'Paying flood aid', basis: 'pdpa-24-4', law: null }],
  controller: { name: 'กรมส่งเสริมการเกษตร', contact: 'dpo@doae.example' }, retention: { months: 24, words: 'สองปีหลังจ่ายเงิน' },
  rights: 'ยื่นคำร้องที่กรม', disclosures: '', refusals: '', security: 'เข้ารหัสและจำกัดผู้เข้าถึง',
};
const record = { agencyId: 'doae', titleTh: 'จ่ายเงินช่วยเหลือ', titleEn: 'Paying aid', content, datasets: [] };

describe('records of processing', () => {
  it('keeps versions, holds the second of two who change one, and writes each version into the ledger', async () => {
    const made = await house.as('steward doae')('POST', '/privacy/records', record);
    expect(made.status).toBe(201);
    const path = `/privacy/records/${made.body.id}`;
    const change = { seen: 1, reason: 'เพิ่มวัตถุประสงค์', ended: false, titleTh: record.titleTh, titleEn: record.titleEn, datasets: [], content: { ...content, security: 'เข้ารหัสสองชั้น' } };
    const changed = await house.as('steward doae')('PUT', path, change);
    expect(changed.body.versions.map(({ version }: any) => version)).toEqual([2, 1]);
    const late = await house.as('steward doae')('PUT', path, change);
    expect([late.status, late.body.code]).toEqual([409, 'privacy.changed-meanwhile']);
    expect(late.body).toMatchObject({ by: 'doae-steward', version: 2 });
    expect(await house.query(`select count(*)::int as n from ledger.entry_v1 where kind = 'privacy.record-kept' and subject = $1`, [`record:${made.body.id}`])).toEqual([{ n: 2 }]);
    await expect(house.query('update privacy.record_version set actor = $1', ['x'])).rejects.toThrow();
    expect(await house.db.read((tx) => findRecordedPurposes(tx, 'doae', ['flood-aid', 'other']))).toEqual(new Map([['flood-aid', made.body.id]]));
  });

  it('ends a record so that its purposes count no more, and refuses to change what ended', async () => {
    const { body } = await house.as('steward rid')('POST', '/privacy/records', { ...record, agencyId: 'rid', content: { ...content, purposes: [{ ...content.purposes[0], code: 'survey' }] } });
    const ending = { seen: 1, reason: 'เลิกโครงการ', ended: true, titleTh: record.titleTh, titleEn: record.titleEn, datasets: [], content: body.content };
    expect((await house.as('steward rid')('PUT', `/privacy/records/${body.id}`, ending)).body).toMatchObject({ state: 'ended', mayChange: false });
    expect((await house.db.read((tx) => findRecordedPurposes(tx, 'rid', ['survey']))).size).toBe(0);
    expect((await house.as('steward rid')('PUT', `/privacy/records/${body.id}`, { ...ending, seen: 2 })).body.code).toBe('privacy.record-ended');
  });

  it('names each place that is wrong at once', async () => {
    const wrong = await house.as('steward doae')('POST', '/privacy/records', { ...record, datasets: ['nothing'], content: { ...content, data: [{ ...content.data[0], sensitive: true }], purposes: [{ ...content.purposes[0], basis: 'dga-13' }, { ...content.purposes[0], basis: 'own-law' }] } });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map(({ pointer }: any) => pointer)).toEqual(['/content/purposes/0/basis', '/content/purposes/1/code', '/content/purposes/1/law', '/content/purposes', '/datasets/0']);
  });

  it.each(['steward rid', 'reader doae', 'agency-admin rid'])('refuses %s to write for the agency', async (who) => {
    expect((await house.as(who)('POST', '/privacy/records', record)).body.code).toBe('privacy.not-own-agency');
  });
  it.each(['operator', 'secretariat', 'auditor', 'citizen', 'service', 'visitor'])('refuses %s to write records at all', async (who) => {
    expect([401, 403]).toContain((await house.as(who)('POST', '/privacy/records', record)).status);
  });
});

describe('the data protection officer', () => {
  it('is whoever holds the post that the agency named, and its administrator while nobody does', async () => {
    const personId = await house.db.tx(async (tx) => {
      const unit = await createUnit(tx, theHouse, { agencyId: 'dld', code: 'law', nameTh: 'กองกฎหมาย', nameEn: 'Law', since: '2020-01-01' });
      const post = await createPost(tx, theHouse, { unitId: unit.id, titleTh: 'เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล', titleEn: 'Data protection officer', responsible: false, roles: [], since: '2020-01-01' });
      const person = await createPerson(tx, theHouse, { givenTh: 'คุ้ม', familyTh: 'ครอง' });
      await appoint(tx, theHouse, { personId: person.id, postId: post.id, kind: 'holder', since: '2020-01-01', documentNo: '1/2563', documentOn: '2020-01-01' });
      return person.id;
    });
    const acts = (who: string) => house.db.read((tx) => actsAsProtectionOfficer(tx, personOf(who), 'dld'));
    expect([await acts(`reader dld#${personId}`), await acts('agency-admin dld'), await acts('agency-admin rid')]).toEqual([false, true, false]);
    const { body } = await house.as('agency-admin dld')('GET', '/privacy/officers');
    const post = body.posts.find(({ titleEn }: any) => titleEn === 'Data protection officer');
    expect((await house.as('agency-admin rid')('PUT', '/privacy/officers/dld', { postId: post.id, documentNo: '5/2569' })).body.code).toBe('privacy.not-own-agency');
    expect((await house.as('agency-admin rid')('PUT', '/privacy/officers/rid', { postId: post.id, documentNo: '5/2569' })).body.code).toBe('privacy.post-unknown');
    expect((await house.as('agency-admin dld')('PUT', '/privacy/officers/dld', { postId: post.id, documentNo: '5/2569' })).status).toBe(204);
    expect([await acts(`reader dld#${personId}`), await acts('agency-admin dld')]).toEqual([true, false]);
    expect((await house.as('auditor')('GET', '/privacy/officers')).body.items.find(({ agency }: any) => agency.id === 'dld').holders).toEqual(['คุ้ม ครอง']);
    expect((await house.as(`reader dld#${personId}`)('POST', '/privacy/records', { ...record, agencyId: 'dld' })).status).toBe(201);
  });
});
