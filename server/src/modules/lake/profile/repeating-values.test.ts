import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parquetSource } from '../engine/engine.ts';
import { releaseFiles } from '../read/release-files.ts';
import { farmersColumns, stageFarmers } from '../testing/farmers.ts';
import { lakeBench, type LakeBench } from '../testing/lake-bench.ts';
import { profileRows } from './profile-rows.ts';
import { groupRepeatingValues } from './repeating-values.ts';

const rows = 120_000;
let lake: LakeBench;
beforeAll(async () => {
  lake = await lakeBench();
  await stageFarmers(lake.engine, rows, 'hash(i)');
  await lake.engine.run(`update stage set name_th = null where id % 7 = 0`);
});
afterAll(() => lake.close());

describe('columns that repeat themselves', () => {
  it('are found, and profiled as the rows would be', async () => {
    const values = await groupRepeatingValues(lake.engine, 'stage', farmersColumns, rows, 20_000);
    expect(values.size).toBeGreaterThan(2);
    expect(values.has('id')).toBe(false);
    const fromGroups = await profileRows(lake.engine, 'stage', farmersColumns, values);
    const fromRows = await profileRows(lake.engine, 'stage', farmersColumns);
    for (const [i, profile] of fromGroups.entries()) {
      const { distinct, mean, ...rest } = profile;
      const { distinct: estimated, mean: average, ...plain } = fromRows[i] as typeof profile;
      expect(rest).toEqual(plain);
      if (mean === null) expect(average).toBeNull();
      else expect(mean).toBeCloseTo(average as number, 6);
      expect(Math.abs(distinct - estimated)).toBeLessThanOrEqual(Math.max(1, distinct * 0.1));
    }
  });

  it('of more values than asked are left out', async () => {
    expect((await groupRepeatingValues(lake.engine, 'stage', farmersColumns, rows, 1)).size).toBeLessThan(2);
  });

  it('are written as the text they are', async () => {
    const release = await lake.release(1);
    await releaseFiles(lake.objects, release, async (paths) => {
      const names = farmersColumns.map((column) => `"${column.name}"`).join(', ');
      const [odd] = await lake.engine.rows(`(select ${names} from stage except all select ${names} from ${parquetSource(paths)}) union all (select ${names} from ${parquetSource(paths)} except all select ${names} from stage) limit 1`);
      expect(odd).toBeUndefined();
      const types = await lake.engine.rows<{ column_name: string; column_type: string }>(`describe select ${names} from ${parquetSource(paths)}`);
      expect(Object.fromEntries(types.map((type) => [type.column_name, type.column_type]))).toEqual(Object.fromEntries(farmersColumns.map((column) => [column.name, column.stored])));
    });
  });
});
