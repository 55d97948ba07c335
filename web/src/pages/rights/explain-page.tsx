import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, told } from '../../api/client.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { rightsQuery, type Question, type Right } from '../../api/rights-queries.ts';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { AccountField, DatasetField } from './found-fields.tsx';
import { RightsFrame } from './rights-frame.tsx';
import './rights.css';

type Kind = Question['resource']['kind'];

/** A question about a right, and the answer with its reasons and facts. */
export function ExplainPage() {
  const words = useMessages().rights.explain;
  const rights = useQuery(rightsQuery());
  return (
    <RightsFrame title={words.title} lead={words.lead}>
      <Loaded query={rights} label={words.title}>{({ items }) => <Asking actions={items.filter(({ decidedBy }) => decidedBy !== null)} />}</Loaded>
    </RightsFrame>
  );
}

function Asking({ actions }: { actions: Right[] }) {
  const { rights: { explain: words }, admin } = useMessages();
  const tell = useTell();
  const may = useMay();
  const [draft, setDraft] = useState({ accountId: '', action: actions[0]?.policy ?? '', id: '', purpose: '' });
  const [tried, setTried] = useState(false);
  const chosen = actions.find(({ policy }) => policy === draft.action);
  const kind = (chosen?.decidedBy ?? 'dataset') as Kind;
  const asking = useMutation({ mutationFn: () => told(api.POST('/api/v1/decisions/explain', { body: { action: draft.action, resource: { kind, id: draft.id }, ...(draft.accountId && { accountId: draft.accountId }), ...(draft.purpose.trim() && { purpose: draft.purpose.trim() }) } })) });
  const set = (part: Partial<typeof draft>) => { setDraft({ ...draft, ...part }); asking.reset(); };
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (draft.id !== '' && !asking.isPending) asking.mutate(); };
  return (
    <>
      <form className="question" onSubmit={send} aria-label={words.form} noValidate>
        {may('identity.list-accounts') && <AccountField label={words.who} value={draft.accountId} onChange={(accountId) => set({ accountId })} />}
        <Select label={words.action} value={draft.action} options={actions.map(({ policy }) => ({ value: policy, label: policy }))} onChange={(action) => set({ action, id: '' })} hint={chosen && tell(chosen)} />
        <Thing key={kind} kind={kind} value={draft.id} onChange={(id) => set({ id })} error={tried && draft.id === '' ? admin.needed : null} />
        {kind === 'dataset' && <Field label={words.purpose} hint={words.purposeHint} value={draft.purpose} onChange={(purpose) => set({ purpose })} maxLength={100} autoComplete="off" />}
        <div><Button look="primary" type="submit" isPending={asking.isPending}>{words.ask}</Button></div>
      </form>
      {asking.isError && <ProblemView error={asking.error} />}
      {asking.data && <AnswerPanel answer={asking.data} />}
    </>
  );
}

function Thing({ kind, ...field }: { kind: Kind; value: string; onChange: (id: string) => void; error: string | null }) {
  const { rights: { explain: words }, shell } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const label = words.id[kind] ?? words.what;
  if (kind === 'dataset') return <DatasetField label={label} {...field} />;
  if (kind === 'account') return <AccountField label={label} {...field} />;
  if (kind === 'client') return <Field label={label} {...field} mono autoComplete="off" maxLength={64} />;
  return <ComboBox key={agencies?.items.length ?? 0} label={label} {...field} options={(agencies?.items ?? []).map((each) => ({ value: each.id, label: say(each, 'name') }))} openLabel={shell.openList} />;
}
