import { keyColumns, type Contract } from '@saphan/contracts/contract';
import type { SourceKind } from '../../api/link-types.ts';
import { useMessages } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { cursorColumns, type ReadingDraft, type ReadingFaults } from './reading-draft.ts';

interface FieldsProps { draft: ReadingDraft; faults: ReadingFaults; contract: Contract; reads: SourceKind['reads']; onChange: (draft: ReadingDraft) => void }

/** Mode of reading, and for a cursor its column, overlap and what becomes of deleted rows. */
export function ReadingFields(props: FieldsProps) {
  const words = useMessages().reading;
  const { draft, contract, reads, onChange } = props;
  const hasKey = keyColumns(contract).length > 0;
  const modes = hasKey ? ['snapshot', ...(reads.cursor ? ['cursor'] : []), ...(reads.changes ? ['changes'] : []), 'append'] : ['snapshot'];
  const hint = [words.modeWhy[draft.mode], hasKey ? (reads.cursor ? '' : words.noCursor) : words.noKey].filter(Boolean).join(' · ');
  return (
    <>
      <Select label={words.mode} hint={hint} value={draft.mode} options={modes.map((value) => ({ value, label: words.modes[value] as string }))} onChange={(mode) => onChange({ ...draft, mode: mode as ReadingDraft['mode'] })} />
      {draft.mode === 'cursor' && <CursorFields {...props} />}
    </>
  );
}

function CursorFields(props: FieldsProps) {
  const words = useMessages().reading;
  const { draft, faults, contract, reads, onChange } = props;
  const columns = cursorColumns(contract.columns);
  const isTime = ['date', 'timestamp'].includes(columns.find(({ name }) => name === draft.column)?.type ?? '');
  const fault = (name: keyof ReadingDraft) => (faults[name] ? words[faults[name]] : null);
  return (
    <>
      <Select label={words.column} hint={columns.length > 0 ? words.columnHint : words.noColumn} error={fault('column')} value={draft.column} options={columns.map(({ name, titleTh }) => ({ value: name, label: `${name} · ${titleTh}` }))} onChange={(column) => onChange({ ...draft, column })} />
      <Field label={words.overlap} hint={isTime ? words.overlapTime : words.overlapNumber} error={fault('overlap')} value={draft.overlap} maxLength={40} onChange={(overlap) => onChange({ ...draft, overlap })} autoComplete="off" mono />
      <Select label={words.deletes} hint={words.deletesWhy[draft.deletes]} value={draft.deletes} options={Object.entries(words.deletesKinds).filter(([value]) => value !== 'buckets' || reads.buckets).map(([value, label]) => ({ value, label }))} onChange={(deletes) => onChange({ ...draft, deletes: deletes as ReadingDraft['deletes'] })} />
      {draft.deletes === 'reconcile' && <div className="source-grid">{(['everyRuns', 'everyDays'] as const).map((name) => <Field key={name} label={words[name]} hint={words.everyHint} error={fault(name)} value={draft[name]} inputMode="numeric" onChange={(value) => onChange({ ...draft, [name]: value.trim() })} />)}</div>}
      {draft.deletes === 'buckets' && <Field label={words.bucketRuns} hint={words.bucketHint} error={fault('everyRuns')} value={draft.everyRuns} inputMode="numeric" onChange={(value) => onChange({ ...draft, everyRuns: value.trim() })} />}
      {draft.deletes === 'tombstone' && <div className="source-grid">
        <Select label={words.goneColumn} error={fault('goneColumn')} value={draft.goneColumn} options={contract.columns.filter(({ primaryKey, personalData }) => primaryKey === null && personalData === null).map(({ name, titleTh }) => ({ value: name, label: `${name} · ${titleTh}` }))} onChange={(goneColumn) => onChange({ ...draft, goneColumn })} />
        <Field label={words.goneValue} error={fault('goneValue')} value={draft.goneValue} maxLength={200} onChange={(goneValue) => onChange({ ...draft, goneValue })} autoComplete="off" mono />
      </div>}
    </>
  );
}
