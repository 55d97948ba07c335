import type { Column, Contract } from '@saphan/contracts/contract';

export interface ContractBody { version: number; contract: Contract }

/** How a column was called in versions that followed one another. */
export interface ColumnEra { fromVersion: number; toVersion: number; name: string; source: string; type: string }

/** Columns of a contract by their field ids. */
export const byFieldId = (contract: Contract): ReadonlyMap<number, Column> => new Map(contract.columns.map((column) => [column.fieldId, column]));

/** Asks for the same column through all versions of the contract, by its field id: it is the same whatever it was called. */
export function historyOf(versions: readonly ContractBody[]): (fieldId: number) => ColumnEra[] {
  const known = versions.map(({ version, contract }) => ({ version, columns: byFieldId(contract) }));
  return (fieldId) => {
    const eras: ColumnEra[] = [];
    for (const { version, columns } of known) {
      const column = columns.get(fieldId);
      if (!column) continue;
      const now = { name: column.name, source: column.source, type: column.type };
      const last = eras.at(-1);
      if (last && last.toVersion === version - 1 && last.name === now.name && last.source === now.source && last.type === now.type) last.toVersion = version;
      else eras.push({ fromVersion: version, toVersion: version, ...now });
    }
    return eras;
  };
}

/** Field id of the column that is called so, or once was; the newest bearer of a name counts. */
export function fieldIdNamed(versions: readonly ContractBody[], name: string): number | null {
  return versions.toReversed().flatMap(({ contract }) => contract.columns.filter((column) => column.name === name))[0]?.fieldId ?? null;
}
