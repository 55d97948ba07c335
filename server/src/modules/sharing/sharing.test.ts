import { sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personOf } from '#modules/privacy/testing/privacy-house.ts';
import { addWorkingDays } from '#kernel/calendar/working-days.ts';
import { followServices } from './following/follow-services.ts';
import { remindOfEnds } from './jobs/remind.ts';
import { daysOffAround, remindOfSteps } from './reminders/remind-steps.ts';
import { createSharingAgreement, createOffer, decideAgreement, listSharingAgreements, requestAgreement, signAgreement } from './index.ts';
import { fillRandomHistories } from './testing/random-histories.ts';
import { addService, askedTerms, consumerPath, openSharingHouse, openTerms, type SharingHouse } from './testing/sharing-house.ts';

let house: SharingHouse;
beforeAll(async () => {
  house = await openSharingHouse();
  await house.record('doae', 'flood-aid');
  await house.record('doae', 'water-watch');
});
afterAll(() => house.close());

const page = async (number: string, who = 'secretariat') => (await house.as(who)('GET', `/exchange/agreements/${number}`)).body;
const gateway = async (number: string) => (await house.query('select * from sharing.agreement_v1 where number = $1', [number]))[0];
const approve = (as: 'owner' | 'officer') => ({ as, verdict: 'approved', message: null });
const signed = async (number: string) => ({ sha256: (await page(number)).versions[0].sha256 });

/** Through every step until both sides may sign. */
async function untilSigning(number: string, personal = true): Promise<void> {
  expect((await house.act('steward doae', number, 'request')).status).toBe(200);
  expect((await house.act('steward rid', number, 'decisions', approve('owner'))).status).toBe(200);
  if (!personal) return;
  expect((await house.act('agency-admin rid', number, 'decisions', approve('officer'))).status).toBe(200);
  expect((await house.act('agency-admin doae', number, 'decisions', approve('officer'))).status).toBe(200);
}
async function activate(number: string, personal = true): Promise<void> {
  await untilSigning(number, personal);
  expect((await house.act('agency-admin rid', number, 'signatures', await signed(number))).status).toBe(200);
  expect((await house.act('agency-admin doae', number, 'signatures', await signed(number))).status).toBe(200);
}

describe('the life of a sharing agreement', () => {
  it('goes from draft over owner and both officers to two signatures, and the gateway reads what was signed', async () => {
    const number = await house.draft('farmers');
    expect(number).toMatch(/^SA-25\d\d-\d{4}$/);
    expect((await house.act('steward doae', number, 'request')).body).toMatchObject({ state: 'requested', review: { version: 1, state: 'requested' } });
    expect((await gateway(number)).state).toBe('requested');
    expect((await house.act('steward rid', number, 'review')).body).toMatchObject({ state: 'owner-review', waitsForMe: true });
    const due = (await page(number)).review.dueOn;
    expect(due > todayInBangkok(new Date())).toBe(true);
    expect((await house.act('steward rid', number, 'decisions', approve('owner'))).body.state).toBe('dpo-review');
    expect((await house.act('agency-admin rid', number, 'decisions', approve('officer'))).body.state).toBe('dpo-review');
    expect((await house.act('agency-admin rid', number, 'decisions', approve('officer'))).body.code).toBe('sharing.already-signed');
    expect((await house.act('agency-admin doae', number, 'decisions', approve('officer'))).body.state).toBe('signing');
    expect((await house.act('agency-admin rid', number, 'signatures', await signed(number))).body.state).toBe('signing');
    const { body } = await house.act('agency-admin doae', number, 'signatures', await signed(number));
    expect(body).toMatchObject({ state: 'active', version: 1, review: null, daysLeft: 365 });
    expect(body.versions[0].signatures.map(({ side, aal }: any) => [side, aal])).toEqual([['provider', 3], ['consumer', 3]]);
    expect(await gateway(number)).toMatchObject({
      state: 'active', version: 1, operations: ['findFarmer'], fields: ['name', 'province'], purposes: ['flood-aid'], legal_basis: 'pdpa-24-4', quota_per_day: 1000, rate_per_second: 5, needs_case: true, min_assurance: 3,
      row_filter: { all: [{ column: 'province', op: 'in', values: ['10', '12'] }] }, disclosure: 'now', disclosure_days: null, terms_sha256: body.versions[0].sha256,
    });
    const kinds = (await house.query(`select kind from ledger.entry_v1 where subject = $1 order by number`, [`agreement:${number}`])).map(({ kind }) => kind.replace('sharing.agreement-', ''));
    expect(kinds).toEqual(['requested', 'owner-approved', 'dpo-approved', 'dpo-approved', 'signed', 'signed', 'activated']);
  });

  it('leaves the officers out where nothing is personal', async () => {
    const number = await house.draft('levels', openTerms);
    await activate(number, false);
    expect(await gateway(number)).toMatchObject({ state: 'active', fields: null, row_filter: null });
  });

  it('is suspended at once by either side or the secretariat, resumed by who suspended it, and ended for good', async () => {
    const number = await house.draft('farmers');
    await activate(number);
    const reason = { reason: 'พบการเรียกใช้ผิดปกติ' };
    expect((await house.act('steward rid', number, 'suspension', reason)).body.state).toBe('suspended');
    expect((await gateway(number)).state).toBe('suspended');
    expect((await house.act('steward doae', number, 'resumption', reason)).body.code).toBe('sharing.not-own-agency');
    const record = (state: string) => house.query(`insert into privacy.record_version select record_id, version + 1, $1, title_th, title_en, purposes, dataset_ids, service_ids, content, 'x', actor, account_id, now() from privacy.record_version where 'flood-aid' = any(purposes) order by version desc limit 1`, [state]);
    await record('ended');
    expect((await house.act('steward rid', number, 'resumption', reason)).body.code).toBe('sharing.record-missing');
    await record('current');
    expect((await house.act('steward rid', number, 'resumption', reason)).body.state).toBe('active');
    expect((await house.act('secretariat', number, 'suspension', reason)).body.state).toBe('suspended');
    expect((await house.act('steward rid', number, 'resumption', reason)).body.code).toBe('sharing.not-own-agency');
    expect((await house.act('steward doae', number, 'end', reason)).body.state).toBe('ended');
    expect((await house.act('steward rid', number, 'resumption', reason)).body.code).toBe('sharing.not-now');
  });

  it('keeps the version in force while the next is under way, and shows what differs', async () => {
    const number = await house.draft('farmers');
    await activate(number);
    const before = await gateway(number);
    const proposal = await house.act('steward doae', number, 'versions', { reason: 'ต้องเรียกมากขึ้น', terms: { ...askedTerms, quotaPerDay: 5000, fields: [...askedTerms.fields as object[], { name: 'rai', reason: null }] } });
    expect(proposal.body).toMatchObject({ state: 'active', version: 1, review: { version: 2, state: 'draft' } });
    expect((await page(number, 'steward rid')).review).toBeNull();
    expect((await page(number, 'steward rid')).versions).toHaveLength(1);
    await untilSigning(number);
    expect(await gateway(number)).toEqual(before);
    expect((await page(number)).versions[0].changes).toEqual([
      { term: 'fields', before: 'name: พิมพ์ในใบสำคัญจ่าย\nprovince', after: 'name: พิมพ์ในใบสำคัญจ่าย\nprovince\nrai' }, { term: 'quotaPerDay', before: '1000', after: '5000' },
    ]);
    await house.act('agency-admin rid', number, 'signatures', await signed(number));
    await house.act('agency-admin doae', number, 'signatures', await signed(number));
    expect(await gateway(number)).toMatchObject({ version: 2, state: 'active', quota_per_day: 5000 });
    expect((await page(number)).versions.map(({ version, state }: any) => [version, state])).toEqual([[2, 'active'], [1, 'replaced']]);
  });

  it('is sent back, mended and asked again; refused for good; withdrawn by whoever asked', async () => {
    const number = await house.draft('farmers');
    await house.act('steward doae', number, 'request');
    expect((await house.act('steward rid', number, 'decisions', { as: 'owner', verdict: 'sent-back', message: ' ' })).body.errors[0].pointer).toBe('/message');
    expect((await house.act('steward rid', number, 'decisions', { as: 'owner', verdict: 'sent-back', message: 'ขอเฉพาะจังหวัดที่น้ำท่วม' })).body.state).toBe('draft');
    const { event } = await page(number);
    expect((await house.as('steward doae')('PUT', `/exchange/agreements/${number}`, { seen: event, terms: { ...askedTerms, quotaPerDay: 10 } })).status).toBe(200);
    await house.act('steward doae', number, 'request');
    expect((await house.act('steward rid', number, 'decisions', { as: 'owner', verdict: 'refused', message: 'ไม่มีอำนาจตามกฎหมาย' })).body.state).toBe('refused');
    const other = await house.draft('farmers');
    await house.act('steward doae', other, 'request');
    expect((await house.act('steward rid', other, 'withdrawal', { reason: 'x' })).body.code).toBe('sharing.not-own-agency');
    expect((await house.act('steward doae', other, 'withdrawal', { reason: 'ไม่ต้องใช้แล้ว' })).body.state).toBe('withdrawn');
  });
});

describe('what stands in the way', () => {
  it('refuses a personal request whose purpose no record of processing of the consumer names, with the way to mend it', async () => {
    const number = await house.draft('farmers', { purposes: [{ code: 'something-else', th: 'อื่น', en: 'else' }] });
    const refused = await house.act('steward doae', number, 'request');
    expect([refused.status, refused.body.code]).toEqual([422, 'sharing.record-missing']);
    expect(refused.body).toMatchObject({ errors: [{ pointer: '/terms/purposes/0/code' }], link: '/privacy/records/new?agency=doae&purpose=something-else' });
    expect((await page(number)).recordsMissing).toEqual({ consumer: ['something-else'], provider: ['something-else'] });
  });

  it('refuses a signature under another text, and by the key of another system; takes one by the own key', async () => {
    const number = await house.draft('farmers');
    await untilSigning(number);
    const { text, sha256 } = (await page(number)).versions[0];
    expect((await house.act('agency-admin doae', number, 'signatures', { sha256: 'a'.repeat(64) })).body.code).toBe('sharing.text-changed');
    const [own, foreign] = [await house.addKey(consumerPath), await house.addKey('TH/GOV/dld/cattle')];
    const by = ({ kid, privateKey }: typeof own, over = text) => ({ sha256, keySignature: { kid, signature: sign(null, Buffer.from(over), privateKey).toString('base64') } });
    expect((await house.act('agency-admin doae', number, 'signatures', by(foreign))).body.code).toBe('sharing.key-signature-wrong');
    expect((await house.act('agency-admin doae', number, 'signatures', by(own, `${text} `))).body.code).toBe('sharing.key-signature-wrong');
    const done = await house.act('agency-admin doae', number, 'signatures', by(own));
    expect(done.body.versions[0].signatures[0]).toMatchObject({ side: 'consumer', kid: own.kid, sha256 });
    expect((await house.act('agency-admin doae', number, 'signatures', by(own))).body.code).toBe('sharing.already-signed');
  });

  it('tells the second of two who decide at once who was first', async () => {
    const number = await house.draft('farmers');
    const { body } = await house.act('steward doae', number, 'request');
    const decide = () => house.as('steward rid')('POST', `/exchange/agreements/${number}/decisions`, { seen: body.event, ...approve('owner') });
    const both = await Promise.all([decide(), decide()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'sharing.changed-meanwhile', by: 'rid-steward', what: 'owner-approved' });
  });

  it('names each place of the terms that is wrong at once', async () => {
    const terms = {
      ...askedTerms, legalBasis: 'dga-13', operations: ['nothing'], fields: [{ name: 'name', reason: null }, { name: 'ghost', reason: null }], rowFilter: { all: [{ column: 'rai', op: 'lt', values: ['many'] }, { column: 'province', op: 'eq', values: [] }] },
      minAssurance: 1, quotaPerDay: 999_999_999, validFrom: '2569-01-01', disclosure: { kind: 'delayed', days: null, reason: 'because' }, conditions: { ...askedTerms.conditions, onwardSharing: 'maybe' },
    };
    const { status, body } = await house.as('steward doae')('POST', '/exchange/agreements', { systemPath: consumerPath, service: 'farmers', terms });
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: any) => pointer.replace('/terms', ''))).toEqual([
      '/legalBasis', '/operations/0', '/fields/0/reason', '/fields/1/name', '/rowFilter/all/0/values/0', '/rowFilter/all/1/values', '/quotaPerDay', '/minAssurance', '/validFrom', '/disclosure/days', '/disclosure/reason', '/conditions/onwardSharing',
    ]);
    expect(body.errors.find(({ pointer }: any) => pointer === '/terms/validFrom').th).toContain('2026-01-01');
  });

  it('asks for each field of a live service about persons: nobody here knows which of them are', async () => {
    const [{ id }] = await house.query("select id from registry.system where path = 'TH/GOV/rid/gate'") as [{ id: number }];
    await addService(house, id, { slug: 'live-farmers', personal: true, classification: 2, minAssurance: 3, operation: 'findFarmer', live: true });
    const ask = (fields: unknown) => house.as('steward doae')('POST', '/exchange/agreements', { systemPath: consumerPath, service: 'live-farmers', terms: { ...askedTerms, rowFilter: null, fields } as object });
    expect((await ask(null)).body).toMatchObject({ code: 'sharing.terms-refused', errors: [{ pointer: '/terms/fields' }] });
    expect((await ask([{ name: 'items.name', reason: null }])).body.errors).toMatchObject([{ pointer: '/terms/fields/0/reason' }]);
    expect((await ask([{ name: 'items.name', reason: 'พิมพ์ในใบสำคัญจ่าย' }])).status).toBe(201);
  });
});

describe('who may', () => {
  it.each(['steward rid', 'agency-admin dld'])('%s cannot ask for a system of another agency', async (who) => {
    expect((await house.as(who)('POST', '/exchange/agreements', { systemPath: consumerPath, service: 'farmers', terms: askedTerms })).body.code).toBe('sharing.not-own-agency');
  });
  it.each(['operator', 'secretariat', 'auditor', 'reader doae', 'citizen', 'service', 'visitor'])('%s cannot ask at all', async (who) => {
    expect([401, 403]).toContain((await house.as(who)('POST', '/exchange/agreements', { systemPath: consumerPath, service: 'farmers', terms: askedTerms })).status);
  });

  it('refuses each step to everybody whose it is not', async () => {
    const number = await house.draft('farmers');
    const others = ['operator', 'secretariat', 'auditor', 'citizen', 'service', 'visitor', 'steward dld', 'agency-admin dld'];
    const refused = async (whoever: string[], what: string, body: object = {}) => { for (const who of whoever) expect([401, 403, 404], `${who} ${what}`).toContain((await house.act(who, number, what, body)).status); };
    await refused([...others, 'steward rid', 'reader doae'], 'request');
    await house.act('steward doae', number, 'request');
    await refused([...others, 'steward doae', 'reader rid'], 'decisions', approve('owner'));
    await house.act('steward rid', number, 'decisions', approve('owner'));
    await refused([...others, 'steward doae', 'steward rid', 'reader rid'], 'decisions', approve('officer'));
    await house.act('agency-admin rid', number, 'decisions', approve('officer'));
    await house.act('agency-admin doae', number, 'decisions', approve('officer'));
    await refused([...others, 'steward doae', 'steward rid', 'reader doae'], 'signatures', await signed(number));
    await house.act('agency-admin rid', number, 'signatures', await signed(number));
    await house.act('agency-admin doae', number, 'signatures', await signed(number));
    await refused(['auditor', 'citizen', 'service', 'visitor', 'steward dld', 'reader doae'], 'suspension', { reason: 'x' });
    await refused([...others, 'reader doae'], 'end', { reason: 'x' });
    expect((await house.as('steward dld')('GET', `/exchange/agreements/${number}`)).status).toBe(404);
    expect((await house.as('auditor')('GET', `/exchange/agreements/${number}`)).status).toBe(200);
  });

  it('lets whoever holds a responsible post sign, and then no administrator', async () => {
    const person = await house.appointResponsible('rid');
    const number = await house.draft('levels', openTerms);
    await untilSigning(number, false);
    expect((await house.act('agency-admin rid', number, 'signatures', await signed(number))).body.code).toBe('sharing.not-signer');
    expect((await house.act(`reader rid#${person}`, number, 'signatures', await signed(number))).body.versions[0].signatures[0]).toMatchObject({ side: 'provider', postTh: 'ตำแหน่งทดสอบ' });
  });

  it('asks for a fresh sign-in before a signature', async () => {
    const { policies } = await import('./policies.ts');
    expect(policies['sign-agreement'].needs).toEqual({ freshMinutes: 15, notByToken: true });
  });
});

describe('days', () => {
  const past = new Date('2025-03-03T03:00:00Z');
  /** An agreement about what is open that was made in March 2025. */
  async function madeInPast(validFrom: string, validTo: string): Promise<string> {
    const [person] = await house.query(`select m.person_id from organisations.mandate_v1 m join organisations.post_v1 p on p.id = m.post_id and p.responsible where m.agency_id = 'rid'`);
    const owner = personOf(`reader rid#${person?.person_id ?? '01998000-0000-7000-8000-000000000002'}`);
    const signer = { ...owner, roles: ['agency-admin'] as const };
    const [steward, admin] = [personOf('steward doae'), personOf('agency-admin doae')];
    return house.db.tx(async (tx) => {
      const { number } = await createSharingAgreement(tx, steward, { systemPath: consumerPath, service: 'levels', terms: { ...askedTerms, ...openTerms, validFrom, validTo } as typeof askedTerms }, past);
      await requestAgreement(tx, steward, number, { seen: 1 }, past);
      await decideAgreement(tx, personOf('steward rid'), number, { seen: 2, as: 'owner', verdict: 'approved', message: null }, past);
      const { rows: [{ sha256 }] } = await tx.query('select t.sha256 from sharing.terms t join sharing.agreement a on a.id = t.agreement_id where a.number = $1', [number]);
      await signAgreement(tx, signer, number, { seen: 3, sha256 }, past);
      await signAgreement(tx, admin, number, { seen: 4, sha256 }, past);
      return number;
    });
  }

  it('is expired after its last day and not yet before its first, and was active as of a day between', async () => {
    const number = await madeInPast('2025-03-10', '2025-06-30');
    expect((await gateway(number)).state).toBe('expired');
    const stateOn = async (asOf: string) => (await house.db.read((tx) => listSharingAgreements(tx, personOf('auditor'), { asOf }, new Date()))).items.find((item) => item.number === number)?.state;
    expect([await stateOn('2025-03-02'), await stateOn('2025-03-05'), await stateOn('2025-03-10'), await stateOn('2025-06-30'), await stateOn('2025-07-01')]).toEqual([undefined, 'not-yet', 'active', 'active', 'expired']);
    expect((await house.as('steward doae')('GET', `/exchange/agreements/${number}?asOf=2568-03-05`)).body.code).toBe('privacy.day-refused');
  });

  const keysLike = async (like: string, more = '') => (await house.query(`select key from notices.notice where key like $1 ${more} order by key`, [like])).map(({ key }) => key.split(':').slice(2).join(':'));

  it('reminds both sides 60, 30 and 7 days before the end, gives the consumer working days to renew, and tells both when it is over', async () => {
    const today = todayInBangkok(new Date());
    const number = await house.draft('levels', { ...openTerms, validTo: addDays(today, 50) });
    await house.query(`insert into sharing.event (agreement_id, number, version, what, state, actor, facts, recorded_at) select a.id, 2, 1, 'activated', 'active', 'test', '{}', now() from sharing.agreement a where a.number = $1`, [number]);
    const told = () => keysLike(`agreement:${number}:e%`);
    const over = await house.draft('levels', openTerms);
    await house.query(`insert into sharing.event (agreement_id, number, version, what, state, actor, message, facts, recorded_at) select a.id, e.number, 1, e.what, e.state, 'test', 'x', '{}', now() from sharing.agreement a, (values (2, 'activated', 'active'), (3, 'noted', null)) e (number, what, state) where a.number = $1`, [over]);
    await house.query(`insert into sharing.terms (agreement_id, number, version, terms, text, sha256) select t.agreement_id, 3, 1, jsonb_set(t.terms, '{validTo}', to_jsonb($2::text)), t.text, t.sha256 from sharing.terms t join sharing.agreement a on a.id = t.agreement_id where a.number = $1`, [over, addDays(today, -1)]);
    const remind = (days: number) => house.db.tx((tx) => remindOfEnds(tx, new Date(Date.now() + days * 86_400_000)));
    await remind(0);
    await remind(0);
    expect(await told()).toEqual(['ends-60:v1:doae', 'ends-60:v1:rid']);
    expect(await keysLike(`agreement:${over}:e%`)).toEqual(['expired:v1:doae', 'expired:v1:rid']);
    await remind(25);
    await remind(45);
    expect(await told()).toEqual(['ends-30', 'ends-60', 'ends-7'].flatMap((each) => [`${each}:v1:doae`, `${each}:v1:rid`]));
    const { waiting } = await page(number);
    expect([waiting.step, waiting.agencies.map(({ id }: any) => id), waiting.dueOn, waiting.dueOn > today && waiting.dueOn < addDays(today, 50)]).toEqual(['renewal', ['doae'], expect.any(String), true]);
    expect((await house.query(`select due_on::text, count, unit from calendar.deadline_v1 where reference like 'renewal:%' and ended_at is null`))).toEqual([{ due_on: waiting.dueOn, count: expect.any(Number), unit: 'working' }]);
    const { event } = await page(number);
    expect((await house.as('steward doae')('POST', `/exchange/agreements/${number}/versions`, { seen: event, reason: 'ใช้ต่อ', terms: { ...askedTerms, ...openTerms } })).body.waiting).toMatchObject({ step: 'renewal' });
    expect((await house.act('steward doae', number, 'request')).body.waiting).toMatchObject({ step: 'owner', agencies: [{ id: 'rid' }], waited: 0, late: 0 });
  });

  it('reminds whose turn it is before a step is due and when it is late, tells the secretariat at last, and says on the desk who is late', async () => {
    const number = await house.draft('levels', openTerms);
    await house.act('steward doae', number, 'request');
    const { waiting: { dueOn } } = await page(number);
    const off = await house.db.read((tx) => daysOffAround(tx, dueOn));
    const remind = (after: number, hour = 3) => house.db.tx((tx) => remindOfSteps(tx, new Date(`${addWorkingDays(dueOn, after, off)}T0${hour}:00:00Z`)));
    const open = () => keysLike(`agreement:${number}:%:owner:%`, `and kind = 'reminder' and settled_at is null`);
    await remind(-4);
    expect(await open()).toEqual([]);
    await remind(-3, 0);
    expect(await open()).toEqual([]);
    await remind(-3);
    await remind(-2);
    expect(await open()).toEqual(['2:owner:before:rid:0', '2:owner:before:rid:1']);
    await remind(1);
    expect(await open()).toEqual(['2:owner:late-1:rid:0', '2:owner:late-1:rid:1']);
    await remind(12);
    expect(await open()).toEqual(['2:owner:late-10:ministry:0', '2:owner:late-10:rid:0', '2:owner:late-10:rid:1']);
    const later = new Date(`${addWorkingDays(dueOn, 12, off)}T03:00:00Z`);
    const desk = await house.db.read((tx) => listSharingAgreements(tx, personOf('secretariat'), { side: 'late' }, later));
    expect(desk.items.find((each) => each.number === number)?.waiting).toMatchObject({ step: 'owner', agencies: [{ id: 'rid' }], late: 12, waited: 27 });
    expect(desk.late).toBe(desk.total);
    expect((await house.as('steward doae')('GET', '/exchange/agreements?side=late')).body.items).toEqual([]);
    await house.act('steward rid', number, 'decisions', approve('owner'));
    expect(await open()).toEqual([]);
  });
});

describe('a service that goes', () => {
  const say = (state: string, sunsetOn: string | null, daysAgo = 0) => house.query(`insert into registry.data_service_terms (service_id, revision, title_th, title_en, about_th, about_en, is_personal, classification, min_assurance, evidence, state, timeout_ms, limit_bytes, subject_selectors, sunset_on, replaced_by, strict, reason, actor, recorded_at)
    select t.service_id, max(t.revision) over () + 1, t.title_th, t.title_en, '', '', t.is_personal, t.classification, t.min_assurance, t.evidence, $1, t.timeout_ms, t.limit_bytes, t.subject_selectors, $2, (select id from registry.data_service where slug = 'levels'), t.strict, 'x', 'test', now() - $3::int * interval '1 day'
    from registry.data_service_terms t join registry.data_service d on d.id = t.service_id where d.slug = 'farmers' order by t.revision desc limit 1 returning service_id`, [state, sunsetOn, daysAgo]);
  const hear = async (payload: object) => { const [{ id }] = await house.query(`select id from registry.data_service where slug = 'farmers'`); await house.db.tx((tx) => followServices.hear(tx, { topic: 'registry.data-service-moved', payload: { serviceId: id, ...payload }, at: '' })); };

  it('is told to its consumers when announced, 30 and 7 days before; its agreements end with it, for the reason', async () => {
    const [inForce, asked, idle] = [await house.draft('farmers'), await house.draft('farmers'), await house.draft('levels', openTerms)];
    await house.query(`insert into sharing.event (agreement_id, number, version, what, state, actor, facts, recorded_at) select a.id, 2, 1, 'activated', 'active', 'test', '{}', now() from sharing.agreement a where a.number = $1`, [inForce]);
    await house.act('steward doae', asked, 'request');
    const sunsetOn = addDays(todayInBangkok(new Date()), 40);
    const told = async () => (await house.query(`select key from notices.notice where key like 'service:farmers:%' and settled_at is null order by key`)).map(({ key }) => key.split(':').slice(3).join(' '));
    await say('deprecated', sunsetOn);
    await hear({ from: 'live', to: 'deprecated', sunsetOn });
    await hear({ from: 'live', to: 'deprecated', sunsetOn });
    expect(await told()).toEqual([`${sunsetOn} announced doae`]);
    for (const days of [1, 11, 34]) await house.db.tx((tx) => remindOfEnds(tx, new Date(Date.now() + days * 86_400_000)));
    expect(await told()).toEqual(['30', '7', 'announced'].map((stage) => `${sunsetOn} ${stage} doae`));
    await say('retired', sunsetOn);
    await hear({ from: 'deprecated', to: 'retired', sunsetOn });
    expect(await told()).toEqual([]);
    const ended = await page(inForce);
    expect([ended.state, ended.events.at(-1)]).toMatchObject(['ended', { what: 'ended', side: 'provider', by: 'saphan', message: expect.stringMatching(/farmers.*levels/) }]);
    expect([(await page(asked)).state, (await page(idle)).state, (await gateway(inForce)).state]).toEqual(['withdrawn', 'draft', 'ended']);
    await say('live', null);
    await house.query(`insert into sharing.event (agreement_id, number, version, what, state, actor, facts, recorded_at) select a.id, 2, 1, 'activated', 'active', 'test', '{}', now() from sharing.agreement a where a.number = $1`, [idle]);
    await house.db.tx(async (tx) => followServices.hear(tx, { topic: 'registry.data-service-became-personal', payload: { serviceId: (await tx.query("select id from registry.data_service where slug = 'levels'")).rows[0].id }, at: '' }));
    expect((await house.query(`select key from notices.notice where key like $1 order by key`, [`%${idle}:became-personal%`])).map(({ key }) => key)).toEqual(['doae', 'rid'].map((agency) => `agreement:${idle}:became-personal:${agency}`));
  });
});

describe('a standing offer', () => {
  const offer = { service: 'levels', purposes: [{ code: 'water-watch', th: 'เฝ้าระวังน้ำ', en: 'Watching water' }], mostPerDay: 2000, mostPerSecond: 10, mostDays: 400, minAssurance: 1, validTo: addDays(todayInBangkok(new Date()), 300) };
  const owner = async () => {
    const [row] = await house.query(`select m.person_id from organisations.mandate_v1 m join organisations.post_v1 p on p.id = m.post_id and p.responsible where m.agency_id = 'rid'`);
    return row ? `reader rid#${row.person_id}` : 'agency-admin rid';
  };

  it('is for open data only, and signed by whoever is responsible', async () => {
    const made = (who: string, more = {}) => house.as(who)('POST', '/exchange/offers', { ...offer, ...more });
    expect((await made(await owner(), { service: 'farmers', minAssurance: 3 })).body.code).toBe('sharing.offer-refused');
    expect((await made('steward rid')).body.code).toBe('sharing.not-signer');
    expect((await made('agency-admin doae')).body.code).toBe('sharing.not-own-agency');
  });

  it('brings a request within it into force at once with both signatures, and leaves others to the owner', async () => {
    expect((await house.as(await owner())('POST', '/exchange/offers', offer)).status).toBe(201);
    const within = await house.draft('levels', openTerms);
    const { body } = await house.act('steward doae', within, 'request');
    expect(body.state).toBe('active');
    expect(body.versions[0].signatures.map(({ side, byOffer }: any) => [side, byOffer])).toEqual([['provider', true], ['consumer', true]]);
    const beyond = await house.draft('levels', { ...openTerms, quotaPerDay: 2001 });
    expect((await house.act('steward doae', beyond, 'request')).body.state).toBe('requested');
    const { items } = (await house.as(await owner())('GET', '/exchange/offers?service=levels')).body;
    expect((await house.as(await owner())('POST', `/exchange/offers/${items[0].id}/end`, { reason: 'เลิก' })).status).toBe(204);
    const after = await house.draft('levels', openTerms);
    expect((await house.act('steward doae', after, 'request')).body.state).toBe('requested');
    expect((await gateway(within)).state).toBe('active');
  });

  it('does not act as the offering officer of the house', async () => {
    await expect(house.db.tx((tx) => createOffer(tx, personOf('operator'), offer, new Date()))).rejects.toThrow(/not-own-agency/);
  });
});

describe('the desk', () => {
  it('shows each what waits for them, and counts what they see', async () => {
    const number = await house.draft('farmers');
    const drafts = (await house.as('steward doae')('GET', '/exchange/agreements?side=consumer&state=draft')).body;
    expect(drafts.items.map((item: any) => item.number)).toContain(number);
    expect((await house.as('steward rid')('GET', '/exchange/agreements?state=draft')).body.items.map((item: any) => item.number)).not.toContain(number);
    await house.act('steward doae', number, 'request');
    const waiting = (await house.as('steward rid')('GET', '/exchange/agreements?side=waiting')).body;
    expect(waiting.items.map((item: any) => item.number)).toContain(number);
    expect(waiting.waiting).toBe(waiting.total);
    expect((await house.as('steward dld')('GET', '/exchange/agreements')).body.total).toBe(0);
    expect((await house.as('steward doae')('GET', '/exchange/agreements/words?service=farmers')).body).toMatchObject({ systems: [{ path: consumerPath }], service: { personal: true, operations: [{ id: 'findFarmer' }] }, mayOffer: false });
  });
});

describe('where agreements stand', () => {
  it('is told as before it was read from the newest events alone, over histories of every kind, and one agreement reads one', async () => {
    const migration = (name: string) => readFileSync(new URL(`./migrations/${name}.sql`, import.meta.url), 'utf8');
    await house.query(migration('202611241502_sharing__steps').replaceAll('agreements_at', 'agreements_at_before'));
    await house.query((/create view sharing\.agreement_v1 as[^;]+;/.exec(migration('202611241501_sharing__create'))?.[0] ?? '').replace('agreement_v1', 'agreement_before'));
    const moments = await fillRandomHistories(house, { seed: 7, agreements: 250 });
    await house.query('analyze sharing.event, sharing.agreement, sharing.terms');
    for (const at of [...moments, new Date().toISOString()]) {
      const [{ different, rows }] = await house.query(`select (select count(*) from sharing.agreements_at($1))::int as rows, (select count(*) from (
        (select * from sharing.agreements_at($1) except all select * from sharing.agreements_at_before($1)) union all (select * from sharing.agreements_at_before($1) except all select * from sharing.agreements_at($1))) x)::int as different`, [at]);
      expect([different, rows > 0], at).toEqual([0, true]);
    }
    const plan = JSON.stringify(await house.query(`explain (format json) select * from sharing.agreements_at(now()) where number = 'SA-2568-5100'`));
    expect(plan).toContain('event_states');
    expect(plan).not.toMatch(/"Seq Scan"[^}]*"Relation Name":"(event|terms|agreement)"/);
    expect(await house.query(`select count(*)::int as different from sharing.agreement_v1 v full join sharing.agreement_before b on b.id = v.id where to_jsonb(v) - 'personal' is distinct from to_jsonb(b)`)).toEqual([{ different: 0 }]);
  });
});
