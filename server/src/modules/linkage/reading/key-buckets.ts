import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openEngine, parquetSource, quoteIdentifier as q, quoteLiteral, releaseFiles, type Engine } from '#modules/lake/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { Work } from '../pipeline/work.ts';
import type { BucketSum, KeyBuckets } from '../ports.ts';
import { bucketColumns } from './bucket-columns.ts';
import { bucketOf, contractKeyText, hashOf } from './bucket-sql.ts';

const KEYS_PER_BUCKET = 64;
const MOST_BUCKETS = 2 ** 17;

/** Buckets for so many rows: a power of two, about 64 keys each. */
export const bucketCount = (rows: number): number => Math.min(MOST_BUCKETS, 2 ** Math.ceil(Math.log2(Math.max(1, rows / KEYS_PER_BUCKET))));

/** The keys people see, to be compared with those of the source. One level of buckets: a second one would make the source go through its keys twice. */
export function keyBuckets(ports: LinkagePorts, { contract, previous }: Pick<Work, 'contract' | 'previous'>): KeyBuckets {
  const { columns } = bucketColumns(contract);
  const count = bucketCount(previous?.rowCount ?? 0);
  return {
    columns, count,
    differing: (sums, part) => inEngine(ports, (engine) => releaseFiles(ports.objects, previous, (paths) => ports.objects.withLocal(part.rawKey, async (path) => {
      await sumKnown(engine, { released: paths.length === 0 ? null : `select ${contractKeyText(contract)} as t from ${parquetSource(paths)}`, part: path, columns, count });
      return unlike(await engine.rows<{ bucket: number; keys: number; sum: string }>('select b::double as bucket, n::double as keys, s::varchar as sum from known'), sums);
    }))),
  };
}

/** Keys of the release and those that the part brings beside them, summed by bucket. */
async function sumKnown(engine: Engine, { released, part, columns, count }: { released: string | null; part: string; columns: KeyBuckets['columns']; count: number }): Promise<void> {
  // A line that this reader does not understand makes its bucket differ, and its keys are read: nothing is taken away by it.
  const csv = `read_csv(${quoteLiteral(part)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', max_line_size = 1048576, ignore_errors = true, strict_mode = false, parallel = false)`;
  await engine.run(`create temp table part as select distinct concat_ws(chr(31), ${columns.map(givenText).join(', ')}) as t from ${csv} where ${columns.map(({ name }) => `${q(name)} is not null`).join(' and ')}`);
  const old = released ?? 'select null::varchar as t where false';
  await engine.run(`create temp table old as select r.t from (${old}) r semi join part p on r.t = p.t`);
  await engine.run(`create temp table known as select ${bucketOf('t', count)} as b, count(*) as n, sum(${hashOf('t')}) as s from (${old} union all select p.t from part p anti join old o on p.t = o.t) group by 1`);
}

/** A whole number may come with zeros before it. */
const givenText = ({ name, type }: KeyBuckets['columns'][number]): string => (type === 'integer' ? `coalesce(try_cast(${q(name)} as hugeint)::varchar, ${q(name)})` : q(name));

function unlike(known: readonly BucketSum[], given: readonly BucketSum[]): number[] {
  const rest = new Map(known.map((each) => [each.bucket, each]));
  const differ = given.filter(({ bucket, keys, sum }) => {
    const ours = rest.get(bucket);
    rest.delete(bucket);
    return ours?.keys !== keys || ours.sum !== sum;
  });
  return [...differ.map(({ bucket }) => bucket), ...rest.keys()].sort((a, b) => a - b);
}

async function inEngine<T>(ports: LinkagePorts, work: (engine: Engine) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(ports.spillDir, 'buckets-'));
  const engine = await openEngine({ databasePath: ':memory:', ...ports.engine, spillDir: folder, keepOrder: false });
  try {
    return await work(engine);
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}
