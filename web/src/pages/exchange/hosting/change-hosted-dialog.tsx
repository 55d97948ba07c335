import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { ChangedHostedService, HostedColumn, HostedCondition, HostedService } from '../../../api/hosting-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Field, LongField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { ConditionFields } from './condition-fields.tsx';

interface Draft { columns: readonly string[]; groups: readonly string[]; suppress: string; conditions: readonly HostedCondition[]; reason: string; acceptBreaking: boolean }
const isCount = (text: string) => /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 1000;

/** Says anew what a hosted service gives, with the reason; the key stays. */
export function ChangeHostedDialog({ service, onClose }: { service: HostedService; onClose: () => void }) {
  const { hosting: words } = useMessages();
  const [draft, setDraft] = useState<Draft>(() => ({
    columns: service.columns.map(({ name }) => name), groups: service.groupColumns, suppress: String(service.suppressBelow), conditions: service.conditions, reason: '', acceptBreaking: false,
  }));
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const acting = useAct(() => told(api.PUT('/api/v1/exchange/hosted-services/{slug}', { params: { path: { slug: service.slug } }, body: bodyOf(service, draft) })), words.saved, onClose);
  const { kind } = service;
  const ready = draft.reason.trim() !== '' && (kind === 'predicate' ? draft.conditions.length > 0 : draft.columns.length > 0) && isCount(draft.suppress);
  return (
    <FormDialog title={words.changeTitle} verb={words.save} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          {kind !== 'predicate' && <Choices label={words.columns} columns={service.available} chosen={draft.columns} fixed={service.key} error={tried && draft.columns.length === 0 ? words.noColumns : null} onChange={(columns) => set({ columns })} />}
          {kind === 'aggregate' && <Choices label={words.groups} columns={service.available.filter(({ personal }) => personal === null)} chosen={draft.groups} fixed={[]} error={null} onChange={(groups) => set({ groups })} />}
          {kind === 'aggregate' && <Field label={words.suppress} hint={words.suppressHint} value={draft.suppress} onChange={(suppress) => set({ suppress })} inputMode="numeric" maxLength={4} error={tried && !isCount(draft.suppress) ? words.notANumber : null} />}
          {kind === 'predicate' && <ConditionFields conditions={draft.conditions} columns={service.available} onChange={(conditions) => set({ conditions })} />}
          <label className="check"><input type="checkbox" checked={draft.acceptBreaking} onChange={(event) => set({ acceptBreaking: event.target.checked })} /><span>{words.acceptBreaking}</span></label>
          <LongField label={words.reason} value={draft.reason} onChange={(reason) => set({ reason })} rows={2} maxLength={500} error={tried && draft.reason.trim() === '' ? words.needed : null} />
        </>
      )}
    </FormDialog>
  );
}

function bodyOf({ version, kind }: HostedService, draft: Draft): ChangedHostedService {
  return {
    version, reason: draft.reason.trim(), ...(draft.acceptBreaking && { acceptBreaking: true }), ...(kind !== 'predicate' && { columns: [...draft.columns] }), ...(kind === 'predicate' && { conditions: [...draft.conditions] }),
    ...(kind === 'aggregate' && { groupColumns: [...draft.groups], suppressBelow: Number(draft.suppress) }),
  };
}

/** Columns to tick; those of the key are there always. */
function Choices({ label, columns, chosen, fixed, error, onChange }: { label: string; columns: readonly HostedColumn[]; chosen: readonly string[]; fixed: readonly string[]; error: string | null; onChange: (chosen: string[]) => void }) {
  const { hosting: words } = useMessages();
  const say = useSay();
  const toggle = (name: string) => onChange(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
  return (
    <fieldset className="field">
      <legend className="label">{label}</legend>
      <div className="choices">
        {columns.map((column) => (
          <label className="check" key={column.name}>
            <input type="checkbox" checked={chosen.includes(column.name) || fixed.includes(column.name)} disabled={fixed.includes(column.name)} onChange={() => toggle(column.name)} />
            <span>{say(column, 'title') || column.name}{column.personal !== null && <span className="sub t13">{words.personalKinds[column.personal] ?? column.personal}{column.pseudonymised && ` · ${words.pseudonymised}`}</span>}{fixed.includes(column.name) && <span className="sub t13 muted">{words.isKey}</span>}</span>
          </label>
        ))}
      </div>
      {error && <p className="err">{error}</p>}
    </fieldset>
  );
}
