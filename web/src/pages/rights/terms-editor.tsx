import { useQuery } from '@tanstack/react-query';
import { contractQuery, contractsQuery } from '../../api/queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Callout } from '../../ui/callout.tsx';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { LongField } from '../../ui/field.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { linesOf } from '../services/service-draft.ts';
import { ConditionList } from './condition-list.tsx';
import './rights.css';
import { columnsSentence, isSound, rowsSentence, termsOf, type TermsColumn, type TermsDraft } from './terms-draft.ts';

/** Columns that the newest contract of a dataset names; none while it has no contract or it may not be read. */
export function useTermsColumns(dataset: string): TermsColumn[] {
  const { data: versions } = useQuery({ ...contractsQuery(dataset), enabled: dataset !== '' });
  const newest = Math.max(0, ...(versions?.items ?? []).map(({ version }) => version));
  const { data } = useQuery({ ...contractQuery(dataset, newest), enabled: dataset !== '' && newest > 0 });
  return data?.contract.columns ?? [];
}

/** Which columns and rows an agreement gives, and the sentence that says so before it is made. */
export function TermsEditor({ columns, draft, tried, set }: { columns: TermsColumn[]; draft: TermsDraft; tried: boolean; set: (draft: TermsDraft) => void }) {
  const words = useMessages().rights.terms;
  const lang = useLang();
  const saying = { lang, words, columns };
  return (
    <>
      <ColumnChoice columns={columns} draft={draft} tried={tried} set={set} />
      <ConditionList columns={columns} conditions={draft.conditions} tried={tried} onChange={(conditions) => set({ ...draft, conditions })} />
      {isSound(draft, columns) && <Callout tone="idle" level={3} title={words.preview}><p>{rowsSentence(termsOf(draft).rowFilter ?? [], saying)}</p><p>{columnsSentence(draft.columns, saying)}</p></Callout>}
    </>
  );
}

function ColumnChoice({ columns, draft, tried, set }: { columns: TermsColumn[]; draft: TermsDraft; tried: boolean; set: (draft: TermsDraft) => void }) {
  const words = useMessages().rights.terms;
  const chosen = draft.columns;
  return (
    <>
      <OptionCards label={words.columns} value={chosen === null ? 'all' : 'some'} onChange={(how) => set({ ...draft, columns: how === 'all' ? null : [] })} inline
        options={[{ value: 'all', label: words.all, hint: words.allHint }, { value: 'some', label: words.some, hint: words.someHint }]} />
      {chosen !== null && (columns.length === 0
        ? <LongField label={words.some} hint={words.typedHint} value={chosen.join('\n')} onChange={(text) => set({ ...draft, columns: linesOf(text) })} rows={3} mono error={tried && chosen.length === 0 ? words.noColumns : null} />
        : <Checks columns={columns} chosen={chosen} fault={tried && chosen.length === 0} onChange={(names) => set({ ...draft, columns: names })} />)}
    </>
  );
}

function Checks({ columns, chosen, fault, onChange }: { columns: TermsColumn[]; chosen: string[]; fault: boolean; onChange: (names: string[]) => void }) {
  const words = useMessages().rights.terms;
  const say = useSay();
  const flip = (name: string, isOn: boolean) => onChange(columns.map((each) => each.name).filter((each) => (each === name ? isOn : chosen.includes(each))));
  return (
    <fieldset className="stack">
      <legend className="label">{words.chosen({ count: chosen.length, of: columns.length })}</legend>
      <div className="column-checks">
        {columns.map((each) => <CellCheck key={each.name} label={`${say(each, 'title')}${each.personalData ? ` (${words.personal})` : ''}`} title={each.name} checked={chosen.includes(each.name)} onChange={(isOn) => flip(each.name, isOn)} shown />)}
      </div>
      {fault && <p className="bad t14" role="alert">{words.noColumns}</p>}
    </fieldset>
  );
}
