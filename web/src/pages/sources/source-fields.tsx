import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import type { Faults, SourceDraft, TextName } from './source-draft.ts';
import './sources.css';

interface FieldsProps { draft: SourceDraft; faults: Faults; onChange: (draft: SourceDraft) => void }
const kinds = ['http', 'postgres', 'folder'] as const;

/** Name, kind and settings of a source; the kind of one that is there stays. */
export function SourceFields({ draft, faults, onChange, isNew }: FieldsProps & { isNew: boolean }) {
  const { form: words, kinds: kindWords } = useMessages().sources;
  const OfKind = fieldsOfKind[draft.kind];
  return (
    <>
      {isNew && <Select label={words.kind} value={draft.kind} options={kinds.map((value) => ({ value, label: kindWords[value] ?? value }))} onChange={(kind) => onChange({ ...draft, kind: kind as SourceDraft['kind'] })} />}
      <OfKind draft={draft} faults={faults} onChange={onChange} />
      <Field label={words.name} hint={words.nameHint} value={draft.name} maxLength={200} onChange={(name) => onChange({ ...draft, name })} autoComplete="off" />
    </>
  );
}

function TextSetting({ draft, faults, onChange, name, hint }: FieldsProps & { name: Exclude<TextName, 'name' | 'tls'>; hint?: string }) {
  const words = useMessages().sources.form;
  return <Field label={words[name]} value={draft[name]} onChange={(value) => onChange({ ...draft, [name]: value })} error={faults[name] ?? null} autoComplete="off" mono {...(hint && { hint })} />;
}

/** A secret is never shown: empty keeps what is kept, and an optional one can be removed. */
function Secret({ draft, onChange, name, hint, optional = false }: FieldsProps & { name: 'authorization' | 'password'; hint: string; optional?: boolean }) {
  const words = useMessages().sources.form;
  const isKept = draft.kept.includes(name);
  const isDropped = draft.dropped.includes(name);
  return (
    <>
      <Field label={words[name]} type="password" autoComplete="new-password" value={draft[name]} hint={isDropped ? words.dropped : isKept ? words.kept : hint} onChange={(value) => onChange({ ...draft, [name]: value, dropped: draft.dropped.filter((each) => each !== name) })} />
      {isKept && optional && <p><Button look="small" onPress={() => onChange({ ...draft, [name]: '', dropped: isDropped ? [] : [name] })}>{isDropped ? words.undrop : words.drop}</Button></p>}
    </>
  );
}

function HttpFields(props: FieldsProps) {
  const words = useMessages().sources.form;
  return <><TextSetting {...props} name="url" hint={words.urlHint} /><Secret {...props} name="authorization" hint={words.authorizationHint} optional /></>;
}

function FolderFields(props: FieldsProps) {
  const words = useMessages().sources.form;
  return <><TextSetting {...props} name="path" hint={words.pathHint} /><TextSetting {...props} name="pattern" hint={words.patternHint} /></>;
}

function PostgresFields(props: FieldsProps) {
  const words = useMessages().sources.form;
  const { draft, faults, onChange } = props;
  return (
    <>
      <div className="source-grid">{(['host', 'port', 'database', 'user'] as const).map((name) => <TextSetting key={name} {...props} name={name} />)}</div>
      <Secret {...props} name="password" hint={words.passwordHint} />
      <Select label={words.reads} value={draft.reads} options={choices(words.readsKinds)} onChange={(reads) => onChange({ ...draft, reads: reads as SourceDraft['reads'] })} />
      {draft.reads === 'table'
        ? <div className="source-grid">{(['schema', 'table'] as const).map((name) => <TextSetting key={name} {...props} name={name} />)}</div>
        : <LongField label={words.query} hint={words.queryHint} rows={4} mono value={draft.query} error={faults.query ?? null} onChange={(query) => onChange({ ...draft, query })} />}
      <Select label={words.tls} value={draft.tls} options={choices(words.tlsModes)} onChange={(tls) => onChange({ ...draft, tls })} />
    </>
  );
}

const fieldsOfKind = { http: HttpFields, folder: FolderFields, postgres: PostgresFields };
const choices = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));
