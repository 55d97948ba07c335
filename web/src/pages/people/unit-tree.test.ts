import { describe, expect, it } from 'vitest';
import type { Unit } from '../../api/people-queries.ts';
import { idsBelow, placeUnits } from './unit-tree.ts';

const unit = (id: number, parentId: number | null): Unit => ({ id, parentId, agencyId: 'rid', code: `U${id}`, nameTh: `หน่วย ${id}`, nameEn: `Unit ${id}`, since: '2024-10-01', until: null });

describe('the units of an agency', () => {
  it('stand below the unit they belong to, with the way to it', () => {
    const placed = placeUnits([unit(1, null), unit(2, 3), unit(3, 1), unit(4, null)]);
    expect(placed.map(({ unit: { id }, above }) => [id, above.map((each) => each.id)])).toEqual([[1, []], [3, [1]], [2, [1, 3]], [4, []]]);
  });

  it('stand at the top when the unit above is not in sight', () => {
    expect(placeUnits([unit(5, 99)]).map(({ unit: { id } }) => id)).toEqual([5]);
  });

  it('cannot be moved below themselves', () => {
    expect([...idsBelow([unit(1, null), unit(3, 1), unit(2, 3), unit(4, null)], 1)]).toEqual([1, 3, 2]);
  });
});
