import { addDays } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Database, Tx } from '#kernel/db.ts';
import { theHouse, type Principal } from '#kernel/policy.ts';
import { createProcessingRecord, findRecordedPurposes } from '#modules/privacy/index.ts';
import { createSystem, listSystems } from '#modules/registry/index.ts';
import { createOffer, createSharingAgreement, decideAgreement, endSharingAgreement, findSigningPerson, getAgreement, getAgreementWords, listSharingAgreements, proposeVersion, requestAgreement, signAgreement, suspendSharingAgreement, takeUpAgreement, withdrawAgreement, type AgreementPage, type AskedTerms } from '#modules/sharing/index.ts';
import type { SampleAgreement, SampleConsumer, sampleOffer } from '../../../sample/agreements.ts';

/** Days after asking on which each step was taken. */
const AFTER = { taken: 1, owner: 3, officer: 4, signed: 5, end: 30 };
const OFFER_DAYS = 300;

const personOf = (agencyId: string, roles: Principal['roles'], name: string): Principal => ({ ...theHouse, kind: 'person', name, role: roles[0] ?? 'steward', roles, agencies: [agencyId], aal: 2, ial: 23, personaTh: 'ผู้ดูแลข้อมูล', personaEn: 'Data steward' });
const stewardOf = (agencyId: string): Principal => personOf(agencyId, ['steward'], `${agencyId}-steward`);
const officerOf = (agencyId: string): Principal => personOf(agencyId, ['agency-admin'], `${agencyId}-dpo`);

async function signerOf(tx: Tx, agencyId: string): Promise<Principal> {
  const found = await findSigningPerson(tx, agencyId);
  const signer = { ...personOf(agencyId, ['agency-admin'], found?.name ?? `${agencyId}-head`), personaTh: 'ผู้อำนวยการ', personaEn: 'Director', phishingResistant: true };
  return found ? { ...signer, personId: found.personId } : signer;
}

/** Brings the sample's agreements to their states on the days on which it would have been, one transaction each; does nothing when there are some. */
export async function fillAgreements(db: Database, sample: readonly SampleAgreement[], offer: typeof sampleOffer, today: string): Promise<void> {
  const { total } = await db.read((tx) => listSharingAgreements(tx, theHouse, {}, systemClock.now()));
  if (total > 0) return;
  await db.tx((tx) => makeOffer(tx, offer, today));
  for (const each of sample) await db.tx((tx) => play(tx, each, today)); // numbered in this order
}

async function makeOffer(tx: Tx, offer: typeof sampleOffer, today: string): Promise<void> {
  const { service } = await getAgreementWords(tx, theHouse, offer.service);
  await createOffer(tx, await signerOf(tx, service.provider.id), { ...offer, purposes: [...offer.purposes], validTo: addDays(today, OFFER_DAYS) }, systemClock.now());
}

async function play(tx: Tx, sample: SampleAgreement, today: string): Promise<void> {
  const at = (after: number): Date => (sample.daysAgo - after <= 0 ? systemClock.now() : new Date(`${addDays(today, after - sample.daysAgo)}T03:00:00.000Z`));
  const { consumer, end } = sample;
  const steward = stewardOf(consumer.agencyId);
  const words = await getAgreementWords(tx, theHouse, sample.service);
  if (words.service.personal) await keepRecord(tx, consumer);
  const terms = termsOf(sample, words, today);
  const { number } = await createSharingAgreement(tx, steward, { systemPath: await systemOf(tx, consumer), service: sample.service, terms }, at(0));
  const page = (): Promise<AgreementPage> => getAgreement(tx, theHouse, number, null, systemClock.now());
  const seen = async () => ({ seen: (await page()).event });
  if (end === 'draft') return;
  await requestAgreement(tx, steward, number, await seen(), at(0));
  if (end === 'requested' || end === 'by-offer') return;
  const why = sample.say ?? 'ตามที่ตกลงกัน';
  if (end === 'withdrawn') return withdrawAgreement(tx, steward, number, { ...await seen(), reason: why }, at(AFTER.taken));
  const owner = stewardOf(words.service.provider.id);
  await takeUpAgreement(tx, owner, number, (await seen()).seen, at(AFTER.taken));
  if (end === 'owner-review') return;
  await decideAgreement(tx, owner, number, { ...await seen(), as: 'owner', verdict: end === 'refused' ? 'refused' : 'approved', message: end === 'refused' ? why : null }, at(AFTER.owner));
  if (end === 'refused') return;
  const parties = [words.service.provider.id, consumer.agencyId];
  for (const agencyId of words.service.personal ? parties.slice(0, end === 'dpo-review' ? 1 : 2) : []) await decideAgreement(tx, officerOf(agencyId), number, { ...await seen(), as: 'officer', verdict: 'approved', message: null }, at(AFTER.officer));
  if (end === 'dpo-review') return;
  for (const agencyId of end === 'signing' ? parties.slice(0, 1) : parties) await signAgreement(tx, await signerOf(tx, agencyId), number, { ...await seen(), sha256: (await page()).versions[0]?.sha256 as string }, at(AFTER.signed));
  if (end === 'suspended') await suspendSharingAgreement(tx, owner, number, { ...await seen(), reason: why }, at(AFTER.end));
  if (end === 'ended') await endSharingAgreement(tx, steward, number, { ...await seen(), reason: why }, at(AFTER.end));
  if (end === 'new-version') {
    await proposeVersion(tx, steward, number, { ...await seen(), reason: 'ผู้ประสบภัยเพิ่มขึ้น ต้องตรวจมากขึ้นต่อวัน', terms: { ...terms, quotaPerDay: sample.quotaPerDay * 2 } }, systemClock.now());
    await requestAgreement(tx, steward, number, await seen(), systemClock.now());
  }
}

type Words = Awaited<ReturnType<typeof getAgreementWords>>;

function termsOf({ consumer, end, daysAgo, days, quotaPerDay, fields }: SampleAgreement, { service }: Words, today: string): AskedTerms {
  const from = end === 'not-yet' ? addDays(today, OFFER_DAYS / 10) : addDays(today, -daysAgo);
  return {
    purposes: [consumer.purpose], legalBasis: service.personal ? 'pdpa-24-4' : 'dga-13', law: null, operations: service.operations.map(({ id }) => id),
    fields: fields ? fields.filter((name) => service.columns.some((column) => column.name === name)).map((name) => ({ name, reason: 'ต้องใช้ยืนยันว่าเป็นเกษตรกรรายเดียวกัน' })) : null,
    rowFilter: null, quotaPerDay, ratePerSecond: 10, needsCase: service.personal, minAssurance: Math.max(service.minAssurance, 1), validFrom: from, validTo: addDays(from, days),
    conditions: { retentionDays: service.personal ? 90 : null, onwardSharing: 'no', deletionProof: service.personal, breachHours: 24, words: null },
    disclosure: { kind: 'now', days: null, reason: null },
  };
}

async function systemOf(tx: Tx, { agencyId, code, nameTh, nameEn }: SampleConsumer): Promise<string> {
  const steward = stewardOf(agencyId);
  const { items } = await listSystems(tx, steward, { agency: agencyId }, systemClock.now());
  return items.find((each) => each.code === code)?.path ?? (await createSystem(tx, steward, { agencyId, code, nameTh, nameEn, kind: 'consumer', minAssurance: 1 }, systemClock.now())).path;
}

/** The consumer's record of processing, once a purpose. */
async function keepRecord(tx: Tx, { agencyId, nameTh, nameEn, purpose }: SampleConsumer): Promise<void> {
  if ((await findRecordedPurposes(tx, agencyId, [purpose.code])).size > 0) return;
  await createProcessingRecord(tx, stewardOf(agencyId), {
    agencyId, titleTh: nameTh, titleEn: nameEn, datasets: [],
    content: {
      data: [{ name: 'เลขทะเบียนเกษตรกร ชื่อ และพื้นที่ปลูก', subjects: 'เกษตรกรที่ขึ้นทะเบียน', sensitive: false }], purposes: [{ ...purpose, basis: 'pdpa-24-4', law: null }],
      controller: { name: 'หน่วยงานเจ้าของระบบ', contact: 'เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลของหน่วยงาน' }, retention: { months: 3, words: 'ลบภายใน 90 วันหลังตรวจ พร้อมบันทึกการทำลาย' },
      rights: 'ยื่นคำขอที่หน่วยงานหรือทางเว็บไซต์ ตอบภายใน 30 วัน', disclosures: '', refusals: '', security: 'ลงนามทุกคำขอ เข้ารหัสระหว่างทาง จำกัดผู้เข้าถึงตามหน้าที่',
    },
  }, systemClock.now());
}
