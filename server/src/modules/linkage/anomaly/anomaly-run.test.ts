import { expect, it } from 'vitest';
import { openTableHouse, tableColumn, type TableHouse } from '../testing/table-house.ts';

const rowsOf = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `A${i}`, crop: 'ข้าว' }));
const columns = [tableColumn(1, 'id', 'text', { primaryKey: 1, required: true }), tableColumn(2, 'crop', 'text')];
/** Eleven days of the same size, as publishing leaves them. */
const addHistory = (house: TableHouse) => house.ports.db.tx((tx) => tx.query(`insert into lake.release (dataset_id, number, run_id, contract_version, row_count, bytes, content_hash, manifest, columns, profile, diff, lineage, keep_releases, published_by, published_at)
  select r.dataset_id, r.number + n, -n, 1, r.row_count, 1, 'x', '{}', '[]', r.profile, r.diff, '{}', 24, 'test', r.published_at + n * interval '1 minute' from lake.release r, generate_series(1, 11) n`));

it('a run unlike the releases before it is held where the contract says so, and told with the figures', async () => {
  const house = await openTableHouse(columns, {
    anomaly: { volume: 'hold', nulls: 'warn', freshness: 'off' },
    gates: { maxRejectRatio: null, maxRowChangeRatio: null, maxDeleteRatio: null, maxKeyChurnRatio: null, maxNullDrift: null, maxCalendarDrift: null, maxNewCodeShare: null, maxUnitChange: null, maxDistributionShift: null, maxMisreadShare: null },
  });
  try {
    house.table.rows = rowsOf(400);
    expect((await house.run()).state).toBe('published');
    await addHistory(house);
    house.table.rows = rowsOf(401).map((row) => ({ ...row, crop: null as unknown as string }));
    const emptied = await house.run();
    expect([emptied.state, emptied.gates.find(({ name }) => name === 'anomaly-nulls')]).toMatchObject(['published', { ok: true, warned: true, th: expect.stringContaining('ช่องว่างในคอลัมน์ crop') }]);
    house.table.rows = rowsOf(90);
    const halved = await house.run();
    expect([halved.state, halved.gates.find(({ ok }) => !ok)]).toMatchObject(['held', { name: 'anomaly-volume', th: expect.stringMatching(/จำนวนแถว 90 ผิดจากปกติ เทียบ 1\d รุ่นก่อน: 400 ถึง 401/) }]);
  } finally {
    await house.close();
  }
});
