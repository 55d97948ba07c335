import type { CatalogueDefinition } from '@saphan/contracts/catalogue/definition';
import { useState, type FormEvent } from 'react';
import { addComment, settleComment, type RecordWork } from '../../api/catalogue-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LongField } from '../../ui/field.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { ComboBox } from '../../ui/select.tsx';

interface ViewProps { work: RecordWork; definition: CatalogueDefinition }

/** What those who check and those who own wrote to each other; about the whole or about a field. */
export function CommentsView({ work, definition }: ViewProps) {
  const words = useMessages().catalogue.comments;
  const mayWrite = useMay()('catalog.comment-record');
  return (
    <Section id="comments" title={words.title}>
      {work.comments.length === 0 ? <Empty icon="inbox" title={words.none}>{words.noneWhy}</Empty> : <ol className="record-history">{work.comments.map((comment) => <Comment key={comment.id} comment={comment} work={work} definition={definition} />)}</ol>}
      {mayWrite && <NewComment work={work} definition={definition} />}
    </Section>
  );
}

function Comment({ comment, work, definition }: ViewProps & { comment: RecordWork['comments'][number] }) {
  const words = useMessages().catalogue.comments;
  const lang = useLang();
  const mayWrite = useMay()('catalog.comment-record');
  const acting = useAct(() => settleComment(work.record.slug, comment.id), words.settled);
  const field = definition.fields.find(({ key }) => key === comment.field);
  return (
    <li className="panel">
      <div className="body stack-2">
        <p className="row"><b>{comment.author}</b><span className="muted t14">{words.ofVersion({ version: comment.version })} · <ThaiDate iso={comment.at} style="withTime" /></span>{field && <Badge>{field[lang]}</Badge>}</p>
        <p className="measure">{comment.body}</p>
        {comment.settledAt ? <p><Badge glyph="ok">{words.settledBy({ name: comment.settledBy ?? '' })}</Badge></p> : mayWrite && <p><Button look="small" onPress={() => acting.mutate()} isPending={acting.isPending}>{words.settle}</Button></p>}
        {acting.isError && <ProblemView error={acting.error} />}
      </div>
    </li>
  );
}

function NewComment({ work, definition }: ViewProps) {
  const words = useMessages().catalogue;
  const lang = useLang();
  const [body, setBody] = useState('');
  const [field, setField] = useState('');
  const [tried, setTried] = useState(false);
  const acting = useAct(() => addComment(work.record.slug, body, field || null), words.comments.sent, () => { setBody(''); setField(''); setTried(false); });
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (body.trim() && !acting.isPending) acting.mutate(); };
  return (
    <form className="stack form-width" onSubmit={send} noValidate>
      <LongField label={words.comments.add} value={body} onChange={setBody} rows={3} maxLength={4000} error={tried && !body.trim() ? words.comments.needed : null} />
      <ComboBox label={words.comments.about} value={field} onChange={setField} hint={field ? undefined : words.comments.aboutAll} options={definition.fields.map((each) => ({ value: each.key, label: each[lang] }))} openLabel={words.open} />
      {acting.isError && <ProblemView error={acting.error} />}
      <p><Button type="submit" isPending={acting.isPending}>{words.comments.send}</Button></p>
    </form>
  );
}
