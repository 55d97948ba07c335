import { expect, it } from 'vitest';
import type { Board } from '../schemas.ts';
import { writeBoard } from './board-json.ts';

const agency = { id: 'rid', kind: 'department' as const, abbrTh: 'ชป.', abbrEn: 'RID', nameTh: 'กรมชลประทาน', nameEn: 'Royal Irrigation Department', domain: null };
const counts = { fresh: 1, stale: 0, failing: 0, held: 0, overdue: 0, planned: 1 };
const cell = (slug: string, titleTh: string) => ({ slug, titleTh, titleEn: `${slug} "quoted" \u2028`, state: 'fresh' as const, dueOn: slug === 'a' ? null : '2026-01-31' });
const board = (title: string): Board => ({
  asOf: '2026-11-21', recordedAt: '2026-11-21T05:00:00.000Z', totals: { datasets: 2, linked: 1, plannedByNow: 1, ...counts },
  agencies: [
    { agency, cells: [cell('a', title), cell('b', 'น้ำ\n"ท่า" \\ ,[]')], counts, linked: 1, total: 2, nextDueOn: null },
    { agency: { ...agency, id: 'rd' }, cells: [], counts, linked: 0, total: 0, nextDueOn: '2027-01-01' },
  ],
  burnup: [{ on: '2026-11-21', planned: 1, linked: 1, fresh: 1, stale: 0, failing: 0, held: 0 }], overdue: [], forecast: null,
});

it('writes what JSON.stringify writes, also after a title has changed', () => {
  for (const title of ['อ่างเก็บน้ำ', 'อ่างเก็บน้ำขนาดใหญ่', 'อ่างเก็บน้ำ']) expect(JSON.parse(writeBoard(board(title)).toString('utf8'))).toEqual(board(title));
});
