/** What became of a sharing agreement of the sample. */
export type SampleAgreementEnd = 'draft' | 'requested' | 'owner-review' | 'dpo-review' | 'signing' | 'active' | 'new-version' | 'not-yet' | 'suspended' | 'expired' | 'ended' | 'refused' | 'withdrawn' | 'by-offer';

/** A system of the sample that asks for data, and what for. */
export interface SampleConsumer { agencyId: string; code: string; nameTh: string; nameEn: string; purpose: { code: string; th: string; en: string } }
export interface SampleAgreement { consumer: SampleConsumer; service: string; end: SampleAgreementEnd; daysAgo: number; days: number; quotaPerDay: number; fields?: readonly string[]; say?: string }

const aid: SampleConsumer = { agencyId: 'rid', code: 'flood-aid', nameTh: 'ระบบช่วยเหลือเกษตรกรในพื้นที่น้ำท่วม', nameEn: 'Flood aid for farmers', purpose: { code: 'flood-aid', th: 'ตรวจสิทธิรับเงินช่วยเหลือเกษตรกรในพื้นที่น้ำท่วม', en: 'Checking who may have flood aid' } };
const vaccine: SampleConsumer = { agencyId: 'dld', code: 'vaccine', nameTh: 'ระบบวัคซีนสัตว์', nameEn: 'Animal vaccines', purpose: { code: 'vaccine-plan', th: 'วางแผนฉีดวัคซีนปศุสัตว์รายพื้นที่', en: 'Planning vaccines by area' } };
const soil: SampleConsumer = { agencyId: 'ldd', code: 'soil-advice', nameTh: 'ระบบแนะนำการใช้ดิน', nameEn: 'Soil advice', purpose: { code: 'soil-advice', th: 'แนะนำการปรับปรุงดินรายแปลง', en: 'Advising on soil by plot' } };
const coop: SampleConsumer = { agencyId: 'cpd', code: 'member-check', nameTh: 'ระบบตรวจสมาชิกสหกรณ์', nameEn: 'Cooperative members', purpose: { code: 'member-check', th: 'ตรวจคุณสมบัติสมาชิกสหกรณ์การเกษตร', en: 'Checking members of cooperatives' } };

/** Purposes that the owner of open data agrees to beforehand. */
export const sampleOffer = { service: 'pest-centres', purposes: [soil.purpose, vaccine.purpose], mostPerDay: 5000, mostPerSecond: 20, mostDays: 400, minAssurance: 1 };

/** Every state that an agreement can reach, over the sample's services. */
export const sampleAgreements: readonly SampleAgreement[] = [
  { consumer: aid, service: 'farmer-status', end: 'active', daysAgo: 90, days: 365, quotaPerDay: 20_000 },
  { consumer: aid, service: 'farmer-record', end: 'new-version', daysAgo: 200, days: 365, quotaPerDay: 2_000, fields: ['registration_no', 'first_name', 'last_name', 'province_code'] },
  { consumer: coop, service: 'farmer-status', end: 'signing', daysAgo: 20, days: 365, quotaPerDay: 5_000 },
  { consumer: vaccine, service: 'farmer-status', end: 'dpo-review', daysAgo: 12, days: 365, quotaPerDay: 3_000 },
  { consumer: soil, service: 'farmer-record', end: 'owner-review', daysAgo: 26, days: 180, quotaPerDay: 500, fields: ['registration_no', 'province_code', 'amount'] },
  { consumer: vaccine, service: 'pest-centre-figures', end: 'requested', daysAgo: 2, days: 365, quotaPerDay: 200 },
  { consumer: coop, service: 'farmer-record', end: 'refused', daysAgo: 60, days: 365, quotaPerDay: 50_000, fields: ['first_name', 'last_name'], say: 'ใช้บริการตรวจสถานะ (ใช่หรือไม่ใช่) ก็เพียงพอต่อวัตถุประสงค์' },
  { consumer: soil, service: 'pest-centre-figures', end: 'suspended', daysAgo: 120, days: 365, quotaPerDay: 1_000, say: 'พบการเรียกซ้ำผิดปกติ รอผู้ขอใช้ชี้แจง' },
  { consumer: aid, service: 'pest-centres', end: 'expired', daysAgo: 400, days: 365, quotaPerDay: 1_000 },
  { consumer: coop, service: 'pest-centres', end: 'ended', daysAgo: 150, days: 365, quotaPerDay: 100, say: 'เลิกใช้ระบบเดิมแล้ว' },
  { consumer: vaccine, service: 'farmer-record', end: 'withdrawn', daysAgo: 40, days: 365, quotaPerDay: 100, fields: ['registration_no'], say: 'เปลี่ยนไปใช้บริการตรวจสถานะ' },
  { consumer: coop, service: 'pest-centre-figures', end: 'not-yet', daysAgo: 5, days: 365, quotaPerDay: 100 },
  { consumer: soil, service: 'pest-centres', end: 'by-offer', daysAgo: 0, days: 365, quotaPerDay: 1_000 },
  { consumer: aid, service: 'pest-centre-figures', end: 'draft', daysAgo: 0, days: 365, quotaPerDay: 300 },
  { consumer: aid, service: 'soil-moisture', end: 'active', daysAgo: 30, days: 365, quotaPerDay: 1_000 },
];
