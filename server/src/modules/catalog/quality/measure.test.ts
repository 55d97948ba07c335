import type { CatalogueRecord, CatalogueResource } from '@saphan/contracts/catalogue/record';
import { describe, expect, it } from 'vitest';
import { filledItems } from '../metadata/rules/filled.ts';
import { completeDraft } from '../metadata/testing/complete-draft.ts';
import { gradeOf, partPoints } from './check.ts';
import type { Content } from './content.ts';
import { measure } from './measure.ts';
import type { LinkState, Subject } from './subject.ts';

const now = new Date('2026-11-21T05:00:00Z');
const resource = (over: Partial<CatalogueResource> = {}): CatalogueResource => ({
  id: 'a', kind: 'link', nameTh: 'ไฟล์', nameEn: 'File', description: null, format: 'CSV', mediaType: null, url: 'https://a.example/x.csv', bytes: null, sha256: null, position: 1, changedAt: '2026-11-01T00:00:00Z', metadata: {}, ...over,
});
const content: Content = { number: 3, gaps: [], filled: 1, keyed: true, untitled: [], columns: 4 };

function subject({ record = {}, metadata = {}, ...over }: { record?: Partial<CatalogueRecord>; metadata?: CatalogueRecord['metadata'] } & Partial<Omit<Subject, 'record'>> = {}): Subject {
  const draft = {
    titleTh: 'ปริมาณน้ำในอ่างเก็บน้ำ', titleEn: 'Water in reservoirs', descriptionTh: 'ปริมาตรน้ำรายวันของอ่างเก็บน้ำขนาดใหญ่ 35 แห่งทั่วประเทศ พร้อมความจุและน้ำไหลเข้าออก', tags: ['น้ำ', 'อ่างเก็บน้ำ', 'ชลประทาน'],
    metadata: { ...(completeDraft.metadata as CatalogueRecord['metadata']), data_category: '1', data_classification: '01', update_frequency_unit: 'M', update_frequency_interval: 1, last_updated_date: '2026-11-10', ...metadata }, audience: 'open' as const, personal: false,
  };
  const whole = { ...draft, resources: [resource()], columns: [], release: null, state: 'published', level: 0, ...record } as unknown as CatalogueRecord;
  return { content: null, links: new Map<string, LinkState>(), twins: 0, ...over, record: { ...whole, filled: filledItems(whole) } };
}

const release = { number: 3, publishedAt: '2026-11-20T00:00:00Z', rowCount: 10, bytes: 10, contentHash: 'x', temporal: { from: '2020-01-01', to: '2026-11-19' }, bbox: null, provinces: [] };
const sumOf = (some: readonly { points: number }[]) => some.reduce((sum, { points }) => sum + points, 0);

describe('the points of a dataset', () => {
  it('are all 100 for a complete record with checked data', () => {
    expect(measure(subject({ record: { release, resources: ['CSV', 'XLSX', 'NDJSON', 'Parquet'].map((format) => resource({ id: format, kind: 'release', format })) }, content, metadata: { data_format: ['2'] } }), now))
      .toEqual({ score: 100, grade: 'A', losses: [], parts: Object.fromEntries(Object.entries(partPoints).map(([part, of]) => [part, { points: of, of }])), dimensions: { completeness: 100, uniqueness: 100, validity: 100, consistency: 100, timeliness: 100, availability: 100, relevancy: 100 } });
  });

  it('say of each lost one why, and what to do, in both languages', () => {
    const poor = subject({
      record: { titleEn: '', descriptionTh: 'น้ำ', tags: ['น้ำ'], resources: [resource({ format: 'PDF' }), resource({ id: 'b' })] }, twins: 2, metadata: { update_frequency_unit: 'D', last_updated_date: '2025-01-01', data_source: '' },
      links: new Map([['b', { ok: false, problem: 'gone', status: 404, checkedAt: now.toISOString() }]]),
    });
    const { score, grade, losses } = measure(poor, now);
    expect(100 - sumOf(losses)).toBeCloseTo(score, 0);
    for (const { th, en, nextTh, nextEn } of losses) for (const text of [th, en, nextTh, nextEn]) expect(text.length).toBeGreaterThan(10);
    expect(losses.map(({ part, field, resource: of, points }) => [part, field ?? of, points])).toEqual(expect.arrayContaining([
      ['timeliness', null, 16], ['machine', 'a', 10], ['accessibility', 'b', 7.5], ['metadata', 'data_source', 1], ['metadata', 'notes', 2], ['validity', 'title', 2],
    ]));
    expect(grade).toBe('D');
  });

  it('count nothing against an address that was not asked yet', () => {
    expect(measure(subject(), now).parts.accessibility).toEqual({ points: 15, of: 15 });
  });

  it('are lost wholly where there is nothing to have', () => {
    const { parts, dimensions } = measure(subject({ record: { resources: [] } }), now);
    expect([parts.accessibility.points, parts.machine.points, parts.validity.points, dimensions.availability]).toEqual([0, 0, 8, 0]);
  });

  it('of validity are 70 % for data that nobody looked into, as the national scanner has it', () => {
    expect(measure(subject(), now).parts.validity.points).toBeCloseTo(8 + 17 * 0.7, 1);
  });

  it.each([['M', '2026-11-10', 20], ['M', '2026-10-01', 12], ['M', '2026-01-01', 4], ['O', '2001-01-01', 20], ['U', '2026-11-10', 8], ['D', '', 8]])('of timeliness for %s, updated %s, are %d', (unit, date, points) => {
    expect(measure(subject({ metadata: { update_frequency_unit: unit, last_updated_date: date } }), now).parts.timeliness.points).toBe(points);
  });

  it('are lost for what the rows say otherwise than the record', () => {
    const { losses } = measure(subject({
      record: { release }, metadata: { data_format: ['12'], first_year_of_data: '2565', last_year_of_data: '2566' },
      content: { ...content, keyed: false, filled: 0.8, gaps: [{ column: 'note', th: 'หมายเหตุ', en: 'Note', share: 0.8 }], untitled: ['x1'] },
    }), now);
    expect(losses.map(({ dimension, points }) => [dimension, points])).toEqual(expect.arrayContaining([['uniqueness', 3], ['consistency', 2], ['completeness', 1], ['completeness', 0.3]]));
    expect(losses.find(({ column }) => column === 'note')?.th).toBe('ช่องว่าง 20% ของทั้งหมด: หมายเหตุ ว่าง 80%');
  });

  it('make grades at 90, 75, 60 and 40', () => {
    expect([100, 90, 89.9, 75, 60, 40, 39.9, 0].map(gradeOf)).toEqual(['A', 'A', 'B', 'B', 'C', 'D', 'F', 'F']);
  });
});
