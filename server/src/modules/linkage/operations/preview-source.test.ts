import { afterAll, beforeAll, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { openTableHouse, tableColumn, type TableHouse } from '../testing/table-house.ts';
import { previewSource } from './preview-source.ts';

let house: TableHouse;
beforeAll(async () => { house = await openTableHouse([tableColumn(1, 'id', 'integer', { primaryKey: 1, required: true }), tableColumn(2, 'nickname', 'text', { personalData: 'direct' }), tableColumn(3, 'crop', 'text')]); });
afterAll(() => house.close());

it('shows the first rows of a source as they are read, personal columns masked', async () => {
  house.table.rows = Array.from({ length: 50 }, (_, i) => ({ id: String(i + 1), nickname: 'สมชาย', crop: 'ข้าวหอมมะลิ' }));
  const preview = await previewSource(house.ports, theHouse, { dataset: { id: house.datasetId, slug: 'plots' }, sourceId: house.sourceId });
  expect(preview.columns.map(({ name, masked }) => [name, masked])).toEqual([['id', false], ['nickname', true], ['crop', false]]);
  expect([preview.rows.length, preview.rows[0], preview.format, preview.encoding]).toEqual([20, ['1', '••••', 'ข้าวหอมมะลิ'], 'csv', 'utf-8']);
});
