import { keyColumns, type Contract } from '@saphan/contracts/contract';
import { quoteIdentifier as q } from '#modules/lake/index.ts';

/** Text of a release's keys as `KeyBuckets` says. */
export const contractKeyText = (contract: Contract): string => `concat_ws(chr(31), ${keyColumns(contract).map(({ name }) => `${q(name)}::varchar`).join(', ')})`;
export const hashOf = (text: string): string => `('0x' || substr(md5(${text}), 1, 15))::bigint`;
export const bucketOf = (text: string, count: number): string => `(('0x' || substr(md5(${text}), 16, 8))::bigint & ${count - 1})`;
