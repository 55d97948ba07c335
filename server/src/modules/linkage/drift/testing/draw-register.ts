import type { Engine } from '#modules/lake/index.ts';
import { columnOf, contractOf } from '../../sieve/testing/run-sieve.ts';

/** A contract over the rows of {@link drawRegister}. */
export const contract = contractOf([columnOf('id', 'integer', { primaryKey: 1 }), columnOf('crop', 'text'), columnOf('area', 'decimal'), columnOf('trees', 'integer'), columnOf('note', 'text')]);

/** A register whose areas are skewed as true ones are; `seed` draws another sample of the same population. */
export async function drawRegister(engine: Engine, rows: number, seed: number, change = ''): Promise<void> {
  await engine.run(`create or replace table stage as select i as id,
      ['ข้าว', 'อ้อย', 'ยาง', 'ทุเรียน', 'ลำไย', 'มัน'][1 + floor(6 * u1 ** 2)::int] as crop, round(exp(2 + 0.9 * sqrt(-2 * ln(u2)) * cos(6.283185 * u3)), 2)::decimal(12,2) as area,
      floor(200 * u4)::bigint as trees, 'แปลงที่ ' || i || ' เธอเน้นน้ำ' as note
    from (select i, (hash(i, ${seed}, 1) % 1000003 + 1) / 1000004.0 as u1, (hash(i, ${seed}, 2) % 1000003 + 1) / 1000004.0 as u2,
      (hash(i, ${seed}, 3) % 1000003 + 1) / 1000004.0 as u3, (hash(i, ${seed}, 4) % 1000003 + 1) / 1000004.0 as u4 from range(${rows}) r(i))`);
  if (change) await engine.run(change);
}
