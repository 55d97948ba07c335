import { useState } from 'react';
import { isSheetFormat, type SourceShape } from '@saphan/contracts/contract';
import type { DraftOverrides, ProposedDraft } from '../../api/link-types.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Select, type Choice } from '../../ui/select.tsx';
import { useDesk } from './desk.ts';

const mostHeaderRow = 30;
const mostHeaderRows = 5;
const mostRecordPaths = 12;

/** Format, encoding, delimiter, sheet and header as found; a change reads the file again. */
export function ReadingForm({ draft }: { draft: ProposedDraft | null }) {
  const words = useMessages().link.profile;
  const { work, change } = useDesk();
  const { overrides } = work;
  const evidence = draft?.evidence;
  const set = (changes: DraftOverrides) => change({ overrides: { ...overrides, ...changes } });
  const hint = (name: keyof DraftOverrides) => (overrides[name] === undefined ? undefined : words.changed);
  const isText = !evidence || evidence.format === 'csv';
  const isFixed = evidence?.format === 'fixed';
  const hasHeader = isText || isFixed || isSheetFormat(evidence.format);
  const hasEncoding = isText || isFixed || evidence.format === 'dbf';
  const headerRow = overrides.headerRow ?? evidence?.headerRow ?? 1;
  const headerRows = overrides.headerRows ?? evidence?.headerRows ?? 1;
  return (
    <div className="stack">
      <div className="field-grid">
        {evidence && (isText || isFixed
          ? <Select label={words.format} value={evidence.format} hint={hint('format')} options={(['csv', 'fixed'] as const).map((format) => ({ value: format, label: words.formats[format] ?? format }))} onChange={(format) => set({ format, borders: undefined } as DraftOverrides)} />
          : <div className="field"><span className="label">{words.format}</span><span className="fact">{words.formats[evidence.format] ?? evidence.format}</span></div>)}
        {hasEncoding && <Select label={words.encoding} value={overrides.encoding ?? evidence?.encoding ?? ''} hint={hint('encoding')} options={choices(words.encodings)} onChange={(encoding) => set({ encoding: encoding as SourceShape['encoding'] })} />}
        {isText && <Select label={words.delimiter} value={overrides.delimiter ?? evidence?.delimiter ?? ''} hint={hint('delimiter')} options={choices(words.delimiters)} onChange={(delimiter) => set({ delimiter: delimiter as SourceShape['delimiter'] })} />}
        {isText && <Select label={words.quote} value={overrides.quote ?? evidence?.quote ?? ''} hint={hint('quote')} options={choices(words.quotes)} onChange={(quote) => set({ quote: quote as SourceShape['quote'] })} />}
        {evidence && evidence.sheets.length > 0 && <Select label={words.sheet} value={overrides.sheet ?? evidence.sheet ?? ''} hint={hint('sheet')} options={evidence.sheets.map((sheet) => ({ value: sheet.name, label: sheet.name, ...(sheet.hidden && { hint: words.hidden }) }))} onChange={(sheet) => set({ sheet, headerRow: undefined, headerRows: undefined } as DraftOverrides)} />}
        {evidence && evidence.recordPaths.length > 0 && <RecordPathSelect evidence={evidence} hint={hint('recordPath')} onChange={(recordPath) => set({ recordPath } as DraftOverrides)} />}
        {isFixed && evidence && <BordersField key={evidence.borders.join()} borders={evidence.borders} onChange={(borders) => set({ format: 'fixed', borders })} />}
        {hasHeader && <Select label={words.headerRow} value={String(headerRow)} hint={hint('headerRow')} options={numbers(1, Math.max(mostHeaderRow, headerRow))} onChange={(row) => set({ headerRow: Number(row) })} />}
        {hasHeader && <Select label={words.headerRows} value={String(headerRows)} hint={hint('headerRows')} options={numbers(0, Math.max(mostHeaderRows, headerRows)).map(({ value }) => ({ value, label: value === '0' ? words.headerNone : words.headerCount({ rows: Number(value) }) }))} onChange={(rows) => set({ headerRows: Number(rows) })} />}
      </div>
      {Object.keys(overrides).length > 0 && <p className="row t14 muted"><span>{words.keepsEdits}</span><Button look="small" onPress={() => change({ overrides: {} })}><Icon name="undo" />{words.reset}</Button></p>}
    </div>
  );
}

/** The first place of each column but the first, as numbers; a change is read when the field is left. */
function BordersField({ borders, onChange }: { borders: number[]; onChange: (borders: number[]) => void }) {
  const words = useMessages().link.profile;
  const [text, setText] = useState(borders.join(', '));
  const read = text.split(/[\s,]+/).filter((part) => part !== '').map(Number);
  const isWrong = read.some((place) => !Number.isInteger(place) || place < 2 || place > 10_000);
  const finish = () => { if (!isWrong && read.join() !== borders.join()) onChange(read); };
  return <Field mono label={words.borders} hint={words.bordersHint} value={text} onChange={setText} onBlur={finish} error={isWrong ? words.bordersWrong : null} autoComplete="off" />;
}

/** The element of XML, or the list within objects of JSON, whose elements are the rows; JSON may keep one row an object. */
function RecordPathSelect({ evidence, hint, onChange }: { evidence: ProposedDraft['evidence']; hint: string | undefined; onChange: (path: string | undefined) => void }) {
  const words = useMessages().link.profile;
  const whole = evidence.format === 'xml' ? [] : [{ value: '', label: words.recordWhole }];
  const options = [...whole, ...evidence.recordPaths.slice(0, mostRecordPaths).map(({ path, count }) => ({ value: path, label: path, hint: words.recordCount({ count }) }))];
  return <Select label={evidence.format === 'xml' ? words.recordPath : words.recordList} value={evidence.recordPath ?? ''} hint={hint} options={options} onChange={(path) => onChange(path === '' ? undefined : path)} />;
}

const choices = (labels: Record<string, string>): Choice[] => Object.entries(labels).map(([value, label]) => ({ value, label }));
const numbers = (from: number, to: number): Choice[] => Array.from({ length: to - from + 1 }, (_, at) => ({ value: String(from + at), label: String(from + at) }));
