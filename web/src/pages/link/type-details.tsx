import type { Calendar, Column } from '@saphan/contracts/contract';
import type { DraftColumn } from '../../api/link-types.ts';
import { useMessages } from '../../app/lang.ts';
import { CellCheck, CellInput, CellSelect } from '../../ui/cell-fields.tsx';

/** What a type needs besides its name: digits of a decimal, calendar of a date, level of an area code, values of a list. */
export function TypeDetails({ column, draft, onChange }: { column: Column; draft: DraftColumn | null; onChange: (changes: Partial<Column>) => void }) {
  const words = useMessages().link.contract.columns;
  const label = (field: string) => words.of({ column: column.source, field });
  if (column.type === 'decimal') {
    return (
      <span className="row-tight details-row">
        <CellInput label={label(words.precision)} title={words.precision} value={String(column.precision)} numeric onChange={(text) => onChange({ precision: Number(text) || 0 })} />
        <span aria-hidden="true">,</span>
        <CellInput label={label(words.scale)} title={words.scale} value={String(column.scale)} numeric onChange={(text) => onChange({ scale: Number(text) || 0 })} />
      </span>
    );
  }
  if (column.type === 'date' || column.type === 'timestamp') {
    return <CellSelect label={label(words.calendar)} value={column.calendar ?? 'inherit'} options={words.calendars} onChange={(calendar) => onChange({ calendar: calendar === 'inherit' ? null : calendar as Calendar })} />;
  }
  if (column.type === 'geocode') {
    return <CellSelect label={label(words.digits)} value={String(column.geocodeDigits ?? 6)} options={words.digitsOf as unknown as Record<string, string>} onChange={(digits) => onChange({ geocodeDigits: Number(digits) as 2 | 4 | 6 })} />;
  }
  const candidates = draft?.codeList ?? (column.codeList && 'values' in column.codeList ? column.codeList.values : null);
  if (column.type !== 'text' || !candidates) return null;
  return <CellCheck label={words.useList({ count: candidates.length })} shown title={candidates.join(' · ')} checked={column.codeList !== null} onChange={(on) => onChange({ codeList: on ? { values: candidates } : null })} />;
}
