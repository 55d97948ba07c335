import { pointerOf } from './contract-problem.ts';
import type { ColumnDocument, ContractDocument } from './document-schema.ts';
import type { ColumnExtension, ContractExtension } from './extension-schema.ts';

interface CustomProperty { property: string; value: unknown }

function placeOf(entries: CustomProperty[] | undefined): number {
  return entries?.findIndex((entry) => entry.property === 'saphan') ?? -1;
}

/** Our block of the document and its pointer; null when it is absent. */
export function contractBlock(document: ContractDocument): { block: ContractExtension; pointer: string } | null {
  const place = placeOf(document.customProperties);
  if (place < 0) return null;
  return { block: document.customProperties[place]?.value as ContractExtension, pointer: pointerOf('customProperties', place, 'value') };
}

/** Our block of a column; an absent block reads as empty. `tail` is its pointer within the column. */
export function columnBlock(column: ColumnDocument): { block: ColumnExtension; tail: (string | number)[] } {
  const place = placeOf(column.customProperties);
  const block = place < 0 ? {} : (column.customProperties?.[place]?.value as ColumnExtension);
  return { block, tail: place < 0 ? [] : ['customProperties', place, 'value'] };
}
