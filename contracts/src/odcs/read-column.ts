import type { CodeList, Column, ColumnType } from '../contract.ts';
import type { ColumnDocument } from './document-schema.ts';
import { columnBlock } from './extension-place.ts';
import type { ColumnExtension } from './extension-schema.ts';

const typesOfStandard: Record<ColumnDocument['logicalType'], ColumnType> = {
  string: 'text', integer: 'integer', number: 'decimal', boolean: 'boolean', date: 'date', timestamp: 'timestamp',
};

/**
 * A column as the pipeline reads it. `fieldId` is 0 where the document names none.
 *
 * @param boundText the bounds as typed in the text, so that 0.10 and 12345678901234567890 stay what was written.
 */
export function readColumn(document: ColumnDocument, onlyKey: boolean, boundText: (key: 'minimum' | 'maximum') => string | null): Column {
  const { block } = columnBlock(document);
  const type = block.type ?? typesOfStandard[document.logicalType];
  const source = document.physicalName ?? document.name;
  const options = document.logicalTypeOptions ?? {};
  return {
    name: document.name, source,
    titleTh: document.businessName ?? source, titleEn: block.titleEn ?? document.name,
    type, required: document.required ?? false, unique: document.unique ?? false,
    primaryKey: keyPlace(document, onlyKey),
    precision: type === 'decimal' ? block.precision ?? 38 : 0, scale: type === 'decimal' ? block.scale ?? 0 : 0,
    pattern: options.pattern ?? null,
    min: bound(options.minimum, boundText('minimum')), max: bound(options.maximum, boundText('maximum')),
    maxLength: options.maxLength ?? null,
    codeList: readCodeList(block), calendar: block.calendar ?? null,
    ...(block.start !== undefined && block.length !== undefined && { place: { start: block.start, length: block.length } }),
    geocodeDigits: type === 'geocode' ? block.geocodeDigits ?? null : null,
    classification: document.classification ?? 'internal',
    personalData: block.personalData ?? (type === 'citizen-id' ? 'direct' : null),
    fieldId: block.fieldId ?? 0,
  };
}

function keyPlace(document: ColumnDocument, onlyKey: boolean): number | null {
  if (document.primaryKey !== true) return null;
  const place = document.primaryKeyPosition ?? -1;
  return place > 0 ? place : onlyKey ? 1 : 0;
}

function bound(value: number | string | undefined, typed: string | null): string | null {
  if (value === undefined) return null;
  return plainNumber(typeof value === 'number' ? typed ?? String(value) : value);
}

/** One spelling of a number (`007.50` is `7.5`); any other text stays. */
function plainNumber(text: string): string {
  const match = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text);
  if (!match) return text;
  const written = (match[2] as string) + (match[3] ? `.${match[3]}` : '');
  return (match[1] && /[1-9]/.test(written) ? '-' : '') + written;
}

function readCodeList({ codeList }: ColumnExtension): CodeList | null {
  if (codeList?.values) return { values: codeList.values };
  return codeList?.dataset && codeList.column ? { dataset: codeList.dataset, column: codeList.column } : null;
}
