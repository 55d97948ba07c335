import { type Client, escapeIdentifier as q } from 'pg';
import type { BodyLimits } from '#kernel/net/limited-body.ts';
import type { FetchContext, KeyBuckets, Reach, StoredRaw } from '#modules/linkage/index.ts';
import { storeRows } from '../database/counted-rows.ts';
import { refuseKey, tellPresent } from '../database/tell-present.ts';
import { askText } from './bounds.ts';
import { copyOut } from './copy-out.ts';
import { postgresProblem } from './postgres-problems.ts';

/** Types whose text is the release's, by what the contract says a key column is. */
const allowed = { integer: [20, 21, 23, 1700], text: [20, 21, 23, 25, 1042, 1043], date: [1082] };

/** Which keys of a reading are there, where they differ from those people see. @throws `connectors.buckets-refused`. */
export async function tellKeys(client: Client, reading: string, ctx: FetchContext & { buckets: KeyBuckets }, part: StoredRaw, limits: BodyLimits): Promise<Pick<Reach, 'present' | 'notes'>> {
  const { columns, count } = ctx.buckets;
  const list = columns.map(({ name }) => q(name)).join(', ');
  const { fields } = await ask(client, `select ${list} from (\n${reading}\n) as saphan_source limit 0`);
  for (const [place, { name, type }] of columns.entries()) if (!allowed[type].includes(fields[place]?.dataTypeID ?? 0)) refuseKey(name);
  const from = `from (\n${reading}\n) as saphan_source where ${columns.map(({ name }) => `${q(name)} is not null`).join(' and ')}`;
  const digest = `md5(convert_to(concat_ws(chr(31), ${columns.map(({ name }) => `${q(name)}::text`).join(', ')}), 'UTF8'))`;
  const bucket = `(('x' || substr(${digest}, 16, 8))::bit(32)::bigint & ${count - 1})`;
  return tellPresent(ctx.buckets, part, {
    sums: async () => (await ask<[string, string, string]>(client, `select b::text, count(*)::text, sum(h)::text from (select ${bucket} as b, ('x' || substr(${digest}, 1, 15))::bit(60)::bigint as h ${from}) k group by b`)).rows
      .map(([b, keys, sum]) => ({ bucket: Number(b), keys: Number(keys), sum })),
    rows: async () => Number(await askText(client, `select count(*)::text ${from}`)),
    keys: async (buckets) => {
      const { rows, count: told } = copyOut(client, `select ${list} ${from} and ${bucket} = any('{${buckets.join(',')}}'::bigint[])`, limits, ctx.signal);
      const { stored } = await storeRows(rows, ctx);
      return { stored, rows: told() };
    },
  });
}

async function ask<Row extends unknown[]>(client: Client, text: string) {
  return client.query<Row>({ text, rowMode: 'array' }).catch((error: unknown) => { throw postgresProblem(error, true); });
}
