import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withinPartition } from './bounds.ts';

const client = new Client({ connectionString: process.env['SAPHAN_TEST_DATABASE_URL'] as string });
const reading = `select * from (values (1, date '2025-01-31', '2025-01-31', 'เลย'), (2, date '2025-02-01', '2025-02-01', 'ตาก'), (3, null, null, 'เลย')) as t (id, sold_on, sold_text, province)`;
const month = { by: 'month', id: '2025-01', span: { from: '2025-01-01', before: '2025-02-01' } } as const;
const idsOf = async (asked: Parameters<typeof withinPartition>[2]) => (await client.query<{ id: number }>((await withinPartition(client, reading, asked)).rows)).rows.map(({ id }) => id);

beforeAll(async () => { await client.connect(); });
afterAll(() => client.end());

it('reads one partition by its days or its value', async () => {
  expect(await idsOf({ ...month, column: 'sold_on' })).toEqual([1]);
  expect(await idsOf({ by: 'value', column: 'province', id: 'เลย', span: null })).toEqual([1, 3]);
  expect(await idsOf({ by: 'value', column: 'province', id: "x' or '1'='1", span: null })).toEqual([]);
});

it('refuses a date that is kept as text, and a value that is none', async () => {
  for (const asked of [{ ...month, column: 'sold_text' }, { by: 'value', column: 'id', id: 'x', span: null } as const]) await expect(idsOf(asked)).rejects.toMatchObject({ code: 'connectors.partition-refused' });
});
