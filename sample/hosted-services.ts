/** A hosted service of the sample: of which dataset, what callers get, and what the owner said besides. */
export interface SampleHostedService {
  slug: string; dataset: string; agencyId: string; kind: 'rows' | 'lookup' | 'predicate' | 'aggregate' | 'bulk'; titleTh: string; titleEn: string;
  key?: string[]; columns?: string[]; conditions?: { name: string; titleTh: string; titleEn: string; all: { column: string; op: 'eq' | 'gte'; values: (string | { param: string })[] }[] }[]; groupColumns?: string[]; suppressBelow?: number;
}

const registry = { dataset: 'doae-farmer-registry', agencyId: 'doae', key: ['citizen_id'] };

/** Open data as rows, records, figures and files; the farmer registry by citizen id, as yes or no and with the fields that an agreement names. */
export const sampleHostedServices: readonly SampleHostedService[] = [
  { slug: 'postal-codes', dataset: 'ops-postal-subdistricts', agencyId: 'ops', kind: 'rows', titleTh: 'รหัสไปรษณีย์รายตำบล', titleEn: 'Postal codes by subdistrict' },
  { slug: 'postal-codes-files', dataset: 'ops-postal-subdistricts', agencyId: 'ops', kind: 'bulk', titleTh: 'รหัสไปรษณีย์รายตำบล ทั้งรุ่น', titleEn: 'Postal codes by subdistrict, whole files' },
  { slug: 'pest-centres', dataset: 'doae-pest-centres', agencyId: 'doae', kind: 'lookup', titleTh: 'ค้นศูนย์จัดการศัตรูพืชชุมชน', titleEn: 'Community pest centres by code' },
  { slug: 'pest-centre-figures', dataset: 'doae-pest-centres', agencyId: 'doae', kind: 'aggregate', titleTh: 'จำนวนศูนย์จัดการศัตรูพืชชุมชน', titleEn: 'Figures of community pest centres', groupColumns: ['province_code', 'item'], suppressBelow: 5 },
  {
    ...registry, slug: 'farmer-status', kind: 'predicate', titleTh: 'ตรวจสถานะเกษตรกร', titleEn: 'Farmer status',
    conditions: [
      { name: 'registered', titleTh: 'ขึ้นทะเบียนเกษตรกรแล้ว', titleEn: 'is a registered farmer', all: [] },
      { name: 'registered-in', titleTh: 'ขึ้นทะเบียนเกษตรกรในจังหวัด', titleEn: 'is a registered farmer in a province', all: [{ column: 'province_code', op: 'eq', values: [{ param: 'province_code' }] }] },
      { name: 'large-holder', titleTh: 'มีพื้นที่ตั้งแต่ 20 ไร่', titleEn: 'holds 20 rai or more', all: [{ column: 'amount', op: 'gte', values: ['20'] }] },
    ],
  },
  { ...registry, slug: 'farmer-record', kind: 'lookup', titleTh: 'ทะเบียนเกษตรกรรายคน', titleEn: 'Record of a farmer', columns: ['registration_no', 'first_name', 'last_name', 'province_code', 'item', 'amount', 'updated_on'] },
];
