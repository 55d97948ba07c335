import type { Contract } from '@saphan/contracts/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import type { ContractCheck } from '../../api/link-types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { LongField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';

/** The contract as its document. The table changes it; edits here come back through the server's reader. */
export function YamlEditor({ yaml, onChange }: { yaml: string; onChange: (contract: Contract) => void }) {
  const words = useMessages().link.contract.advanced;
  const [edited, setEdited] = useState<string | null>(null);
  const reading = useMutation({
    mutationFn: (text: string) => ask<ContractCheck>('POST', '/contracts/check', { body: { yaml: text } }),
    onSuccess: ({ contract }) => { if (contract) { onChange(contract); setEdited(null); } },
  });
  const shown = edited ?? yaml;
  return (
    <details className="panel fold">
      <summary><Icon name="right" /><span className="w5">{words.title}</span></summary>
      <div className="body stack">
        <p className="t14 muted">{words.note}</p>
        <LongField label={words.label} mono rows={18} value={shown} onChange={(text) => setEdited(text === yaml ? null : text)} hint={edited === null ? words.applied : words.edited} />
        {edited !== null && <p className="row"><Button isPending={reading.isPending} onPress={() => reading.mutate(edited)}>{words.apply}</Button><Button look="quiet" onPress={() => { setEdited(null); reading.reset(); }}>{words.undo}</Button></p>}
        {edited !== null && reading.data && !reading.data.ok && <Places problems={reading.data.problems} />}
        {reading.isError && <ProblemView error={reading.error} />}
      </div>
    </details>
  );
}

function Places({ problems }: { problems: ContractCheck['problems'] }) {
  const words = useMessages().link.contract;
  const tell = useTell();
  return (
    <Callout tone="bad" title={words.problems({ count: problems.length })} alert>
      <ul className="plain-list t14">{problems.map((problem, at) => <li key={at}>{problem.line !== undefined && <b className="num">{words.advanced.line({ line: problem.line })} </b>}<code>{problem.pointer}</code> {tell(problem)}</li>)}</ul>
    </Callout>
  );
}
