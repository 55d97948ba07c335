import { describe, expect, it } from 'vitest';
import { chartOf } from './chart-of.ts';
import { classesOf, stepOf } from './classes.ts';
import { districtsOf } from './districts.ts';
import { mapOf, placeOf, type AreaMap } from './map-of.ts';

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
      expect(mapOf([column('province', 'text')], values.map((province) => ({ province })))).toMatchObject({ areas: [{ code: '50', outline: 'cmi', count: 2 }, { code: '90', outline: 'ska', count: 1 }] });
    }
    expect(mapOf([column('province', 'text')], [{ province: 'x' }, { province: '99' }])).toBeNull();
  });

  it('places points on the drawing and leaves out what is not in Thailand', () => {
    expect(mapOf([column('lat', 'decimal'), column('lon', 'decimal')], [{ lat: '13.75', lon: '100.5' }, { lat: 0, lon: 0 }, { lat: null, lon: 100 }])).toMatchObject({ kind: 'points', points: [{}] });
    const bangkok = placeOf(13.75, 100.5);
    expect([Math.round(bangkok.x), Math.round(bangkok.y)]).toEqual([213, 471]);
  });
});

describe('the map of some rows by district', () => {
  it('finds districts by code, longer code, or a name beside its province', () => {
    for (const rows of [[{ tambon_code: '500101' }, { tambon_code: '500102' }, { tambon_code: '900201' }], [['เชียงใหม่', 'เมือง'], ['เชียงใหม่', 'อ.เมืองเชียงใหม่'], ['สงขลา', 'สทิงพระ']].map(([province, amphoe]) => ({ province, amphoe }))]) {
      const map = mapOf(Object.keys(rows[0] ?? {}).map((name) => column(name, 'text')), rows);
      expect(map).toMatchObject({ kind: 'areas', areas: [{ code: '50', count: 2 }, { code: '90', count: 1 }] });
      expect(districtsOf(map as AreaMap)).toMatchObject([{ code: '5001', nameTh: 'เมืองเชียงใหม่', count: 2, place: {} }, { code: '9002', nameEn: 'Sathing Phra', count: 1 }]);
    }
    expect(districtsOf(mapOf([column('province', 'text')], [{ province: '50' }, { province: '90' }]) as AreaMap)).toEqual([]);
  });

  it('is drawn of one province where its rows are in several districts', () => {
    const rows = ['5001', '5002', '5003'].map((district) => ({ district }));
    expect(mapOf([column('district', 'text')], rows)).toMatchObject({ kind: 'areas', areas: [{ code: '50', count: 3 }] });
    expect(mapOf([column('province', 'text')], rows.map(() => ({ province: '50' })))).toBeNull();
  });

  it('tells the mean of every amount, never of masked columns', () => {
    const rows = [['50', 1], ['50', '4'], ['90', null]].map(([province, area]) => ({ province, area, year: 2568 }));
    expect(mapOf([column('province', 'text'), column('area', 'decimal'), column('year', 'integer')], rows)).toMatchObject({ amounts: [{ name: 'area' }], areas: [{ means: { area: 2.5 } }, { means: {} }] });
    expect(mapOf([column('province', 'text'), column('area', 'decimal')], rows, ['area'])).toMatchObject({ amounts: [] });
  });
});

describe('the classes of a map', () => {
  it('are five of about as many members, and equal values stay together', () => {
    const classes = classesOf([1, 1, 1, 1, 2, 3, 4, 5, 6, 100]);
    expect(classes.map(({ low, high, members }) => [low, high, members])).toEqual([[1, 1, 4], [2, 3, 2], [4, 5, 2], [6, 100, 2]]);
    expect([1, 3, 100, 7].map((value) => stepOf(classes, value))).toEqual([1, 2, 5, 5]);
  });

  it('are no more than there are values', () => {
    expect(classesOf([7, 7])).toEqual([{ step: 4, low: 7, high: 7, members: 2 }]);
    expect(classesOf([])).toEqual([]);
  });
});
