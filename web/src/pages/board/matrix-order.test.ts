import { describe, expect, it } from 'vitest';
import type { BoardAgency, DatasetState, StateCounts } from '../../api/types.ts';
import { matrixRows } from './matrix-order.ts';

function row(nameTh: string, ...states: DatasetState[]): BoardAgency {
  const counts = { fresh: 0, stale: 0, failing: 0, held: 0, overdue: 0, planned: 0 } satisfies StateCounts;
  for (const state of states) counts[state] += 1;
  return {
    agency: { id: nameTh, abbrTh: nameTh, abbrEn: nameTh, nameTh, nameEn: nameTh, kind: 'department', domain: null }, counts,
    cells: states.map((state, at) => ({ slug: `${nameTh}-${at}`, titleTh: '', titleEn: '', state, dueOn: null })), linked: 0, total: states.length, nextDueOn: null,
  };
}

const names = (rows: BoardAgency[]) => rows.map((each) => each.agency.nameTh);

describe('order of the matrix', () => {
  const rows = [row('เกษตร', 'fresh'), row('กรมชล', 'stale', 'fresh'), row('ประมง', 'overdue'), row('ข้าว', 'failing', 'failing', 'fresh'), row('ว่าง')];

  it('puts who needs help first: overdue, failing, held, stale', () => {
    expect(names(matrixRows(rows, 'urgent', null))).toEqual(['ประมง', 'ข้าว', 'กรมชล', 'เกษตร']);
  });

  it('sorts names as Thai dictionaries do: by consonant, not by the vowel written before it', () => {
    expect(names(matrixRows(rows, 'name', null))).toEqual(['กรมชล', 'เกษตร', 'ข้าว', 'ประมง']);
  });

  it('sorts by number of datasets', () => {
    expect(names(matrixRows(rows, 'count', null))[0]).toBe('ข้าว');
  });

  it('keeps only the datasets of a state and the agencies that have any', () => {
    const found = matrixRows(rows, 'urgent', 'failing');
    expect(names(found)).toEqual(['ข้าว']);
    expect(found[0]?.cells).toHaveLength(2);
  });
});
