import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import { runQuery } from '../../api/queries.ts';
import type { Run } from '../../api/types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { LongField } from '../../ui/field.tsx';
import { Mark } from '../../ui/mark.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../../ui/toast.tsx';

/** A held run: which limits it is above, what each choice does, and the named decision with its reason. */
export function DecidePanel({ run }: { run: Run }) {
  const words = useMessages().run.decide;
  const tell = useTell();
  const [choice, setChoice] = useState<'approve' | 'reject' | ''>('');
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const deciding = useMutation({
    mutationFn: () => ask<Run>('POST', `/runs/${run.id}/decision`, { body: { approve: choice === 'approve', reason: reason.trim() } }),
    onSuccess: (decided) => { client.setQueryData(runQuery(run.id).queryKey, decided); announce(words.done); void client.invalidateQueries({ queryKey: ['dataset', run.dataset.slug] }); },
  });
  const missing = choice === '' ? words.choose : reason.trim() === '' ? words.reasonNeeded : null;
  return (
    <section className="panel decide" aria-labelledby="decide-title">
      <header><div className="row"><Mark glyph="held" /><h2 id="decide-title" className="t16">{words.title}</h2></div></header>
      <div className="body stack">
        <p>{words.why}</p>
        <ul className="gates">{run.gates.filter((gate) => !gate.ok).map((gate) => <li key={gate.name}><Mark glyph="warn" /><b className="num-text">{tell(gate)}</b></li>)}</ul>
        <OptionCards label={words.choice} value={choice} onChange={(value) => setChoice(value as 'approve' | 'reject')} options={[
          { value: 'approve', label: words.approve, hint: words.approveWhat }, { value: 'reject', label: words.reject, hint: words.rejectWhat },
        ]} />
        <LongField label={words.reason} hint={words.reasonHint} value={reason} onChange={setReason} rows={2} maxLength={2000} />
        {deciding.isError && <ProblemView error={deciding.error} />}
        <div><Button look="primary" unavailable={missing} isPending={deciding.isPending} onPress={() => deciding.mutate()}>{choice === '' ? words.send : words[choice]}</Button></div>
      </div>
    </section>
  );
}
