import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import type { Source, SourceTest } from '../../api/types.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Select } from '../../ui/select.tsx';
import { Field } from '../../ui/field.tsx';
import { emptySource, faultsOf, sourceBody, type SourceDraft } from './source-draft.ts';
import { announce } from '../../ui/toast.tsx';

/** Sets up an address or a database and tries it at once; what was entered stays when it is refused. */
export function SourceForm({ slug }: { slug: string }) {
  const words = useMessages().link.source;
  const [draft, setDraft] = useState<SourceDraft>(emptySource);
  const [tried, setTried] = useState(false);
  const client = useQueryClient();
  const faults = faultsOf(draft, words);
  const saving = useMutation({
    mutationFn: async () => {
      const source = await ask<Source>('POST', `/datasets/${slug}/sources`, { body: sourceBody(draft) });
      return ask<SourceTest>('POST', `/datasets/${slug}/sources/${source.id}/test`);
    },
    onSuccess: (test) => { announce(test.ok ? words.passed : words.failed); },
    onSettled: () => client.invalidateQueries({ queryKey: ['dataset', slug, 'linkage'] }),
  });
  const save = () => { setTried(true); if (Object.keys(faults).length === 0) saving.mutate(); };
  const field = (name: keyof SourceDraft, label: string, more: { hint?: string; type?: 'password'; mono?: boolean } = {}) => (
    <Field label={label} value={draft[name]} onChange={(value) => setDraft({ ...draft, [name]: value })} error={tried ? faults[name] ?? null : null} autoComplete="off" {...more} />
  );
  return (
    <section className="panel" aria-labelledby="source-new">
      <header><h3 id="source-new">{words.add}</h3></header>
      <div className="body stack">
        <Select label={words.kind} value={draft.kind} options={(['http', 'postgres'] as const).map((value) => ({ value, label: words.kinds[value] ?? value }))} onChange={(kind) => setDraft({ ...draft, kind: kind as SourceDraft['kind'] })} />
        {draft.kind === 'http' ? (
          <>{field('url', words.url, { hint: words.urlHint, mono: true })}{field('authorization', words.authorization, { hint: words.authorizationHint, type: 'password' })}</>
        ) : (
          <>
            <div className="field-grid">{field('host', words.host, { mono: true })}{field('port', words.port, { mono: true })}{field('database', words.database, { mono: true })}{field('user', words.user, { mono: true })}</div>
            {field('password', words.password, { hint: words.passwordHint, type: 'password' })}
            <div className="field-grid">{field('schema', words.schema, { mono: true })}{field('table', words.table, { mono: true })}</div>
            <Select label={words.tls} value={draft.tls} options={(['verify', 'require', 'off'] as const).map((value) => ({ value, label: words.tlsModes[value] ?? value }))} onChange={(tls) => setDraft({ ...draft, tls: tls as SourceDraft['tls'] })} />
          </>
        )}
        {saving.isError && <ProblemView error={saving.error} />}
        <div><Button look="primary" isPending={saving.isPending} onPress={save}>{saving.isPending ? words.testing : words.save}</Button></div>
      </div>
    </section>
  );
}
