import { formatThaiDate } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { Statement } from '../../../api/statement-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useLang, useMessages } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { LongField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Select } from '../../../ui/select.tsx';

/** The text of a statement, and the answer of whoever may speak for a party. */
export function StatementDialog({ statement, onClose }: { statement: Statement; onClose: () => void }) {
  const { statements: words, shell } = useMessages();
  const lang = useLang();
  const title = words.of({ day: formatThaiDate(statement.day, { lang }) });
  if (statement.sides.length > 0) return <AnswerDialog title={title} statement={statement} onClose={onClose} />;
  return <Dialog title={title} isOpen onClose={onClose} actions={<Button onPress={onClose}>{shell.close}</Button>}><Text statement={statement} label={words.text} hash={words.hash} /></Dialog>;
}

function AnswerDialog({ title, statement, onClose }: { title: string; statement: Statement; onClose: () => void }) {
  const { statements: words } = useMessages();
  const [side, setSide] = useState(statement.sides[0] ?? 'consumer');
  const [answer, setAnswer] = useState('agrees');
  const [remark, setRemark] = useState('');
  const agrees = answer === 'agrees';
  const acting = useAct(() => told(api.POST('/api/v1/exchange/statements/{id}/answers', { params: { path: { id: statement.id } }, body: { side, agrees, ...(remark.trim() !== '' && { remark: remark.trim() }) } })), words.sent, onClose);
  return (
    <FormDialog title={title} verb={words.send} acting={acting} ready={agrees || remark.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Text statement={statement} label={words.text} hash={words.hash} />
          {statement.sides.length > 1 && <Select label={words.answerFor} value={side} options={statement.sides.map((each) => ({ value: each, label: words.side[each] ?? each }))} onChange={(value) => setSide(value as typeof side)} />}
          <Select label={words.answer} value={answer} options={[{ value: 'agrees', label: words.matches }, { value: 'differs', label: words.doesNot }]} onChange={setAnswer} />
          <LongField label={words.remark} hint={words.remarkHint} value={remark} onChange={setRemark} maxLength={2000} rows={2} error={tried && !agrees && remark.trim() === '' ? words.remarkHint : null} />
        </>
      )}
    </FormDialog>
  );
}

function Text({ statement, label, hash }: { statement: Statement; label: string; hash: string }) {
  return <><p className="label">{label}</p><pre className="code" tabIndex={0}>{statement.text}</pre><p className="t14">{hash} <code className="secret-text">{statement.sha256}</code></p></>;
}
