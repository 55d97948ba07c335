import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { DictionaryWord } from '../../api/desk-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

const isWord = (text: string) => text.trim().length >= 2;

/** Adds a word, or changes one that people added. */
export function WordDialog({ word, onClose }: { word: DictionaryWord | null; onClose: () => void }) {
  const { desk, admin } = useMessages();
  const words = desk.words;
  const [term, setTerm] = useState(word?.term ?? '');
  const [sameAs, setSameAs] = useState(word?.sameAs ?? '');
  const body = { term: term.trim(), ...(isWord(sameAs) && { sameAs: sameAs.trim() }) };
  const acting = useAct(() => told(word ? api.PUT('/api/v1/catalogue/dictionary/{id}', { params: { path: { id: word.id ?? 0 } }, body }) : api.POST('/api/v1/catalogue/dictionary', { body })), word ? words.changed : words.added, onClose);
  return (
    <FormDialog title={word ? `${words.change} ${word.term}` : words.add} verb={word ? admin.save : words.add} acting={acting} ready={isWord(term)} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={words.term} value={term} onChange={setTerm} maxLength={100} autoFocus autoComplete="off" error={tried && !isWord(term) ? words.termFault : null} />
          <Field label={words.sameAs} hint={words.sameAsHint} value={sameAs} onChange={setSameAs} maxLength={100} autoComplete="off" />
        </>
      )}
    </FormDialog>
  );
}
