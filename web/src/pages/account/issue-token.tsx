import { useState, type FormEvent } from 'react';
import { ask } from '../../api/client.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Field } from '../../ui/field.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Select } from '../../ui/select.tsx';
import { emptyToken, lives, scopesOf, type Reach } from './token-draft.ts';
import { useChange } from './use-change.ts';

/** Issues a token and shows it this once. */
export function IssueToken({ may }: { may: string[] }) {
  const words = useMessages();
  const { tokens } = words.account;
  const [draft, setDraft] = useState(emptyToken);
  const [tried, setTried] = useState(false);
  const scopes = scopesOf(draft, may);
  const issuing = useChange(() => ask<{ id: string; token: string }>('POST', '/me/api-tokens', { body: { name: draft.name.trim(), scopes, days: draft.days } }), tokens.token, () => { setDraft(emptyToken); setTried(false); });
  const nameless = draft.name.trim() === '';
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (!nameless && scopes.length > 0 && !issuing.isPending) issuing.mutate(); };
  if (issuing.data) return <NewToken token={issuing.data.token} onClose={issuing.reset} />;
  return (
    <form className="panel" onSubmit={send} aria-label={tokens.issue}>
      <div className="body token-form">
        <Field label={tokens.name} hint={tokens.nameHint} value={draft.name} onChange={(name) => setDraft({ ...draft, name })} maxLength={80} autoComplete="off" error={tried && nameless ? words.signIn.needed : null} />
        <Select label={tokens.days} value={String(draft.days)} options={lives.map((days) => ({ value: String(days), label: tokens.day({ days }) }))} onChange={(days) => setDraft({ ...draft, days: Number(days) })} />
        <OptionCards label={tokens.scopes} value={draft.reach} onChange={(reach) => setDraft({ ...draft, reach: reach as Reach })}
          options={(['read', 'all', 'chosen'] as const).map((reach) => ({ value: reach, label: tokens.reach[reach] ?? reach, hint: tokens.reachHints[reach] }))} />
        {draft.reach === 'chosen' && <Rights may={may} chosen={draft.chosen} onChange={(chosen) => setDraft({ ...draft, chosen })} />}
        {tried && scopes.length === 0 && <p className="bad t14" role="alert">{tokens.chooseNeeded}</p>}
        {issuing.isError && <ProblemView error={issuing.error} />}
        <div><Button type="submit" isPending={issuing.isPending}>{tokens.issue}</Button></div>
      </div>
    </form>
  );
}

function Rights({ may, chosen, onChange }: { may: string[]; chosen: string[]; onChange: (chosen: string[]) => void }) {
  const words = useMessages().account.tokens;
  const turn = (name: string, on: boolean) => onChange(on ? [...chosen, name] : chosen.filter((each) => each !== name));
  return (
    <fieldset>
      <legend className="label">{words.choose}</legend>
      <div className="right-list">{[...may].sort().map((name) => <CellCheck key={name} label={name} checked={chosen.includes(name)} onChange={(on) => turn(name, on)} shown />)}</div>
    </fieldset>
  );
}

function NewToken({ token, onClose }: { token: string; onClose: () => void }) {
  const words = useMessages();
  const { tokens } = words.account;
  return (
    <Callout tone="ok" title={tokens.token} level={3} alert>
      <p className="t14">{tokens.once}</p>
      <p><code className="secret-text">{token}</code></p>
      <div className="row"><CopyButton text={token} label={words.shell.copy} done={words.shell.copied} /><Button look="small" onPress={onClose}>{tokens.close}</Button></div>
    </Callout>
  );
}
