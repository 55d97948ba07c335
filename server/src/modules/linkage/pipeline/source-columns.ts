import { isReadByNames, type Contract } from '@saphan/contracts/contract';
import type { ResolvedHeader } from '../sieve/index.ts';

/** Where a contract's column stood in the bytes of a run: what it was called there, and its place from 1 where the format has places. */
export interface SourceColumn { name: string | null; place: number | null }

/** Column of the contract → where it really stood in the file, kept with the release. */
export function sourceColumnsOf(contract: Contract, header: ResolvedHeader): Record<string, SourceColumn> {
  const named = isReadByNames(contract.source.format);
  return Object.fromEntries(contract.columns.map((column, i) => {
    const place = header.places[i] ?? -1;
    const name = header.names[place] ?? (named ? column.source : null);
    return [column.name, { name, place: column.place?.start ?? (named || place < 0 ? null : place + 1) }];
  }));
}
