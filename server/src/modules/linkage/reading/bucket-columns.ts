import { isPseudonymised, keyColumns, type Contract } from '@saphan/contracts/contract';
import type { KeyBuckets } from '../ports.ts';

const types: Readonly<Record<string, 'integer' | 'text' | 'date'>> = { integer: 'integer', text: 'text', geocode: 'text', date: 'date' };

/** Key columns as the source and the engine write them alike, by the source's names; or the first one whose text is not the same everywhere. */
export function bucketColumns(contract: Contract): { columns: KeyBuckets['columns']; refused: string | null } {
  const key = keyColumns(contract);
  const bad = key.find((column) => types[column.type] === undefined || isPseudonymised(contract, column));
  return { columns: key.map((column) => ({ name: column.source, type: types[column.type] ?? 'text' })), refused: bad?.name ?? null };
}

/** Buckets as one bit each, in base 64. */
export function packBuckets({ buckets, count }: { readonly buckets: readonly number[]; readonly count: number }): string {
  const bits = Buffer.alloc(Math.ceil(count / 8));
  for (const bucket of buckets) bits[bucket >> 3] = (bits[bucket >> 3] ?? 0) | (1 << (bucket & 7));
  return bits.toString('base64');
}

export function unpackBuckets(packed: string): number[] {
  const buckets: number[] = [];
  for (const [place, bits] of Buffer.from(packed, 'base64').entries()) for (let bit = 0; bit < 8; bit += 1) if (bits & (1 << bit)) buckets.push(place * 8 + bit);
  return buckets;
}
