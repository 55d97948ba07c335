import type { Connection } from 'mysql2';
import type { FetchContext, KeyBuckets, Reach, StoredRaw } from '#modules/linkage/index.ts';
import { storeRows } from '../database/counted-rows.ts';
import { refuseKey, tellPresent } from '../database/tell-present.ts';
import { quotedName as q, type ReadFrom } from './reading.ts';
import { readOut, type ReadOptions } from './read-out.ts';
import { askMysql } from './session.ts';

const BINARY = 63;
const whole = [1, 2, 3, 8, 9];
const texts = [15, 253, 254];

/** Which keys of a reading are there, where they differ from those people see. @throws `connectors.buckets-refused`. */
export async function tellKeys(connection: Connection, { list, from: table }: ReadFrom, ctx: FetchContext & { buckets: KeyBuckets }, part: StoredRaw, options: ReadOptions): Promise<Pick<Reach, 'present' | 'notes'>> {
  const { columns, count } = ctx.buckets;
  const source = `(select ${list} from ${table}) as saphan_keys`;
  const names = columns.map(({ name }) => q(name)).join(', ');
  const fields = (await askMysql(connection, `select ${names} from ${source} limit 0`)).columns;
  const cells = columns.map(({ name, type }, place) => {
    const { columnType = -1, characterSet = BINARY } = fields[place] ?? {};
    const is = whole.includes(columnType) ? 'integer' : texts.includes(columnType) && characterSet !== BINARY ? 'text' : columnType === 10 || columnType === 14 ? 'date' : null;
    if (is !== type && !(is === 'integer' && type === 'text')) refuseKey(name);
    // Adding nothing takes the zeros away that a column is shown with.
    return `convert(${is === 'integer' ? `${q(name)} + 0` : q(name)} using utf8mb4)`;
  });
  const from = `from ${source} where ${columns.map(({ name }) => `${q(name)} is not null`).join(' and ')}`;
  const digest = `md5(concat_ws(convert(char(31) using utf8mb4), ${cells.join(', ')}))`;
  const digits = (start: number, length: number) => `cast(conv(substr(${digest}, ${start}, ${length}), 16, 10) as unsigned)`;
  const bucket = `(${digits(16, 8)} & ${count - 1})`;
  return tellPresent(ctx.buckets, part, {
    sums: async () => (await askMysql(connection, `select b, count(*), sum(h) from (select ${bucket} as b, ${digits(1, 15)} as h ${from}) k group by b`)).rows
      .map(([b, keys, sum]) => ({ bucket: Number(b), keys: Number(keys), sum: String(sum) })),
    rows: async () => Number((await askMysql(connection, `select count(*) ${from}`)).rows[0]?.[0]),
    keys: async (buckets) => {
      const { rows, count: told } = readOut(connection, `select ${names} ${from} and ${bucket} in (${buckets.join(',')})`, options);
      const { stored } = await storeRows(rows, ctx);
      return { stored, rows: told() };
    },
  });
}
