import { describe, expect, it } from 'vitest';
import { chartOf } from './chart-of.ts';
import { mapOf, placeOf } from './map-of.ts';

const column = (name: string, type: string) => ({ name, titleTh: name, titleEn: name, type });

describe('the chart of some rows', () => {
  it('is a line of means by date where there is a date and an amount', () => {
    const rows = ['2025-01-03', '2025-01-01', '2025-01-02', '2025-01-04', '2025-01-04'].map((day, at) => ({ day, rid_id: at, volume: String(at * 10) }));
    expect(chartOf([column('rid_id', 'integer'), column('day', 'date'), column('volume', 'decimal')], rows)).toMatchObject({ kind: 'line', y: { name: 'volume' }, points: [{ at: '2025-01-01', value: 10 }, {}, {}, { at: '2025-01-04', value: 35 }] });
  });

  it('is bars of means by the category of fewest values, largest first', () => {
    const rows = [['a', 'x', 1], ['b', 'x', 5], ['c', 'y', 9], ['d', 'y', 11]].map(([name, kind, area]) => ({ name, kind, area }));
    expect(chartOf([column('name', 'text'), column('kind', 'text'), column('area', 'integer')], rows)).toMatchObject({ kind: 'bar', x: { name: 'kind' }, bars: [{ name: 'y', value: 10 }, { name: 'x', value: 3 }] });
  });

  it('is none where nothing can be drawn, and never of masked columns', () => {
    expect(chartOf([column('name', 'text')], [{ name: 'a' }])).toBeNull();
    expect(chartOf([column('kind', 'text'), column('area', 'integer')], [1, 2, 3, 4].map((area) => ({ kind: String(area % 2), area })), ['area'])).toBeNull();
  });
});

describe('the map of some rows', () => {
  it('counts provinces by code, longer code or name', () => {
    for (const values of [['50', '50', '90'], ['500101', '501002', '9001'], ['เชียงใหม่', 'จังหวัดเชียงใหม่', 'Songkhla']]) {
      expect(mapOf([column('province', 'text')], values.map((province) => ({ province })))).toMatchObject({ counts: [{ code: '50', outline: 'cmi', count: 2 }, { code: '90', outline: 'ska', count: 1 }] });
    }
    expect(mapOf([column('province', 'text')], [{ province: 'x' }, { province: '99' }])).toBeNull();
  });

  it('places points on the drawing and leaves out what is not in Thailand', () => {
    expect(mapOf([column('lat', 'decimal'), column('lon', 'decimal')], [{ lat: '13.75', lon: '100.5' }, { lat: 0, lon: 0 }, { lat: null, lon: 100 }])).toMatchObject({ kind: 'points', points: [{}] });
    const bangkok = placeOf(13.75, 100.5);
    expect([Math.round(bangkok.x), Math.round(bangkok.y)]).toEqual([213, 471]);
  });
});
