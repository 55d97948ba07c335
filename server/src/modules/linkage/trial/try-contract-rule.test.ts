import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RuleUse } from '@saphan/contracts/contract';
import { openTableHouse, tableColumn, type TableHouse } from '../testing/table-house.ts';
import { selectTrialFacts, tryContractRule } from './try-contract-rule.ts';
import { describeUsual } from './usual-figures.ts';

let house: TableHouse;
beforeAll(async () => {
  house = await openTableHouse([tableColumn(1, 'id', 'integer', { primaryKey: 1, required: true }), tableColumn(2, 'nickname', 'text', { personalData: 'direct' }), tableColumn(3, 'area_rai', 'decimal'), tableColumn(4, 'crop', 'text')]);
  house.table.rows = Array.from({ length: 40 }, (_, i) => ({ id: String(i + 1), nickname: i % 2 ? `สมชาย${i}` : null, area_rai: String(i), crop: i < 8 ? null : 'ข้าว' }));
  await house.run();
});
afterAll(() => house.close());

const trial = async (implementation: RuleUse | string) => tryContractRule(house.ports, await house.ports.db.read((tx) => selectTrialFacts(tx, house.datasetId)), { implementation });

it('counts the rows that break a rule and shows the first with their key', async () => {
  expect(await trial({ rule: 'between', column: 'area_rai', max: 35 })).toMatchObject({ release: 1, rows: 40, level: 'row', good: false, failing: 4, columns: [{ name: 'id' }, { name: 'area_rai' }], examples: [{ id: '37', area_rai: '36.00' }, { id: '38' }, { id: '39' }, { id: '40' }] });
});

it('shows nothing of a personal column but that there is something', async () => {
  const found = await trial({ rule: 'matches', column: 'nickname', pattern: '[a-z]+' });
  expect(found).toMatchObject({ failing: 20, columns: [{ name: 'id', masked: false }, { name: 'nickname', masked: true }] });
  expect(JSON.stringify(found)).not.toContain('สมชาย');
});

it('says of a rule over all rows what it found', async () => {
  expect(await trial({ rule: 'null-share', column: 'crop', share: 0.1 })).toMatchObject({ level: 'table', good: false, failing: null, figure: { kind: 'share', value: 0.2 } });
  expect(await trial({ rule: 'unique', columns: ['crop'] })).toMatchObject({ good: false, figure: { value: 31 } });
  expect(await trial({ rule: 'row-count-change', share: 0.1 })).toMatchObject({ good: null, figure: null });
});

it('tries a free condition, and refuses one that is more than that', async () => {
  expect(await trial('area_rai < 10')).toMatchObject({ failing: 30, columns: [{ name: 'id' }, { name: 'area_rai' }] });
  await expect(trial("crop in (select '1')")).rejects.toMatchObject({ code: 'linkage.trial-refused' });
  await expect(trial('getenv(crop) is null')).rejects.toMatchObject({ code: 'linkage.trial-refused' });
  await expect(trial('nothing > 1')).rejects.toMatchObject({ code: 'linkage.rule-refused' });
});

it('names what is missing', async () => {
  await expect(trial({ rule: 'null-share', column: 'crop' })).rejects.toMatchObject({ code: 'linkage.trial-refused', fields: { errors: [{ pointer: '/implementation/share' }] } });
});

it('tells what is usual by the same figures a run is held against', async () => {
  const history = Array.from({ length: 30 }, (_, i) => ({ publishedAt: new Date(Date.UTC(2026, 9, i + 1)).toISOString(), rows: 9_900 + (i % 5) * 50, nulls: { crop: 0.01 * (i % 3) }, dataAsOf: new Date(Date.UTC(2026, 9, i)).toISOString().slice(0, 10) }));
  const { contract } = await house.ports.db.read((tx) => selectTrialFacts(tx, house.datasetId));
  expect(describeUsual(contract, history, new Date('2026-11-01T00:00:00Z'))).toMatchObject({ releases: 30, volume: { low: 9_900, high: 10_100, usual: 10_000, count: 30 }, nulls: [{ column: 'crop', low: 0, high: 0.02 }] });
  expect(describeUsual(contract, history.slice(0, 3))).toMatchObject({ releases: 3, least: 8, volume: null, nulls: [] });
});
