import { todayInBangkok } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agenciesQuery, datasetsQuery } from '../../api/queries.ts';
import type { RequestableDataset, RequestWords } from '../../api/request-queries.ts';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FoundField } from '../../ui/found-field.tsx';
import { Section } from '../../ui/section.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { toggled, type RequestDraft } from './request-draft.ts';

export interface FieldsProps {
  draft: RequestDraft;
  set: (changes: Partial<RequestDraft>) => void;
  /** What is wrong in a field, by its name, as the server said. */
  faults: ReadonlyMap<string, string>;
}

/** Which data of whom: of the catalogue, or in words. */
export function DataFields({ draft, set, faults, chosen, words }: FieldsProps & { chosen: RequestableDataset | undefined; words: RequestWords }) {
  const { requests: say } = useMessages();
  const name = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const options = (list: readonly { id: string; nameTh: string; nameEn: string }[]) => list.map((each) => ({ value: each.id, label: name(each, 'name') }));
  return (
    <Section title={say.sections.data}>
      <div className="stack">
        {words.mayAskFor.length > 1 && <ComboBox label={say.askFor} value={draft.requesterId} options={options(words.mayAskFor)} onChange={(requesterId) => set({ requesterId })} openLabel={say.openAgencies} />}
        {draft.dataset && chosen ? (
          <div className="panel stack-1">
            <p className="w6">{name(chosen, 'title')}</p>
            <p className="t14 muted">{say.ofAgency({ name: name(chosen.agency, 'name') })} · {chosen.linked ? say.linkedAlready : say.notLinked}</p>
            <p><Button look={['quiet', 'small']} onPress={() => set({ dataset: '', columns: [] })}>{say.clearDataset}</Button></p>
            {faults.get('dataset') && <p className="t14 bad">{faults.get('dataset')}</p>}
          </div>
        ) : (
          <>
            <FindDataset requesterId={draft.requesterId} onChange={(dataset) => set({ dataset, columns: [], datasetWords: '' })} error={faults.get('dataset') ?? null} />
            <p className="label">{say.isWords}</p>
            <LongField label={say.datasetWords} value={draft.datasetWords} onChange={(datasetWords) => set({ datasetWords })} rows={2} maxLength={500} />
            {agencies && <ComboBox label={say.provider} value={draft.providerId} options={options(agencies.items.filter(({ id }) => id !== draft.requesterId))} onChange={(providerId) => set({ providerId })} openLabel={say.openAgencies} error={faults.get('providerId') ?? null} />}
          </>
        )}
      </div>
    </Section>
  );
}

/** Any dataset of the register that whoever asks sees, but those of the own agency. */
function FindDataset({ requesterId, onChange, error }: { requesterId: string; onChange: (slug: string) => void; error: string | null }) {
  const { requests: words } = useMessages();
  const say = useSay();
  const [typed, setTyped] = useState('');
  const { data } = useQuery(datasetsQuery({ q: typed, limit: 20 }));
  const choices = (data?.items ?? []).filter(({ agency }) => agency.id !== requesterId).map((each) => ({ value: each.slug, label: say(each, 'title'), hint: say(each.agency, 'name') }));
  return <FoundField label={words.dataset} hint={words.datasetHint} value="" typed={typed} choices={choices} none={words.noDataset} onType={setTyped} onChange={(slug) => { if (slug) onChange(slug); }} error={error} />;
}

/** For what, and on which law. */
export function WhyFields({ draft, set, faults, chosen, words }: FieldsProps & { chosen: RequestableDataset | undefined; words: RequestWords }) {
  const { requests: say } = useMessages();
  const tell = useTell();
  const picked = (chosen?.columns ?? []).filter(({ name }) => draft.columns.includes(name));
  const bases = words.legalBases.filter(({ code }) => draft.legalBases.includes(code));
  const lacksPersonal = picked.some(({ personal }) => personal !== null) && !bases.some(({ personal }) => personal);
  const lacksSensitive = picked.some(({ personal }) => personal === 'sensitive') && !bases.some(({ sensitive }) => sensitive);
  return (
    <Section title={say.sections.why}>
      <div className="stack">
        <LongField label={say.purpose} value={draft.purpose} onChange={(purpose) => set({ purpose })} rows={4} maxLength={4000} hint={say.purposeHint({ count: [...draft.purpose.trim()].length, least: words.leastPurpose })} error={faults.get('purpose') ?? null} />
        <fieldset>
          <legend className="label">{say.legalBases}</legend>
          {words.legalBases.map((basis) => (
            <label className="check" key={basis.code}>
              <input type="checkbox" checked={draft.legalBases.includes(basis.code)} onChange={() => set({ legalBases: toggled(draft.legalBases, basis.code) })} />
              <span>{tell(basis)}{basis.personal && <span className="sub t13 muted"> {basis.sensitive ? say.allowsSensitive : say.allowsPersonal}</span>}</span>
            </label>
          ))}
        </fieldset>
        {faults.get('legalBases') && <p className="t14 bad">{faults.get('legalBases')}</p>}
        {(lacksPersonal || lacksSensitive) && <Callout tone="warn" level={3} title={lacksPersonal ? say.needsPersonal : say.needsSensitive} />}
        {bases.some(({ needsSection }) => needsSection) && <Field label={say.ownLaw} value={draft.ownLaw} onChange={(ownLaw) => set({ ownLaw })} maxLength={500} autoComplete="off" error={faults.get('ownLaw') ?? null} />}
      </div>
    </Section>
  );
}

/** Which columns, personal ones marked. */
export function FieldsFields({ draft, set, faults, chosen }: FieldsProps & { chosen: RequestableDataset | undefined }) {
  const { requests: words } = useMessages();
  const say = useSay();
  return (
    <Section title={words.sections.fields}>
      <div className="stack">
        {chosen && chosen.columns.length === 0 && <p className="t14 muted">{words.noColumns}</p>}
        {chosen && chosen.columns.length > 0 && (
          <fieldset>
            <legend className="label">{words.columns}</legend>
            <div className="request-columns" tabIndex={0} role="group" aria-label={words.columns}>
              {chosen.columns.map((column) => (
                <label className="check" key={column.name}>
                  <input type="checkbox" checked={draft.columns.includes(column.name)} onChange={() => set({ columns: toggled(draft.columns, column.name) })} />
                  <span>{say(column, 'title')}{column.personal && <> <Badge tone="warn">{words.personalKinds[column.personal]}</Badge></>}</span>
                </label>
              ))}
            </div>
            <p className="t14 muted" role="status">{words.chosenColumns({ count: draft.columns.length })}</p>
          </fieldset>
        )}
        {faults.get('columns') && <p className="t14 bad">{faults.get('columns')}</p>}
        <LongField label={words.fieldWords} value={draft.fieldWords} onChange={(fieldWords) => set({ fieldWords })} rows={2} maxLength={2000} />
      </div>
    </Section>
  );
}

/** How often, by when, kept how long, and whom to call. */
export function WhenFields({ draft, set, faults, words }: FieldsProps & { words: RequestWords }) {
  const { requests: say } = useMessages();
  const tell = useTell();
  return (
    <Section title={say.sections.when}>
      <div className="stack">
        <div className="form-pair">
          <Select label={say.frequency} value={draft.frequency} options={[{ value: '', label: say.chooseOne }, ...words.frequencies.map((each) => ({ value: each.code, label: tell(each) }))]} onChange={(frequency) => set({ frequency })} error={faults.get('frequency') ?? null} />
          <DatePicker label={say.wantedOn} value={draft.wantedOn} min={todayInBangkok(new Date())} onChange={(wantedOn) => set({ wantedOn })} error={faults.get('wantedOn') ?? null} />
        </div>
        <LongField label={say.retention} value={draft.retention} onChange={(retention) => set({ retention })} rows={2} maxLength={1000} error={faults.get('retention') ?? null} />
        <Field label={say.contact} hint={say.contactHint} value={draft.contact} onChange={(contact) => set({ contact })} maxLength={500} autoComplete="off" error={faults.get('contact') ?? null} />
      </div>
    </Section>
  );
}
