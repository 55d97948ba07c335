import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { ruleTrialQuery, type DeskTopic } from '../../api/desk-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { topicPaths } from '../../ui/topic-paths.ts';
import { TopicPicture } from '../../ui/topic-picture.tsx';
import { bodyOf, draftOf, faultsOf, ruleOf, type TopicDraft } from './topic-draft.ts';

/** Adds a topic or changes it; while a rule is typed, what it would bring is told. */
export function TopicDialog({ topic, onClose }: { topic: DeskTopic | null; onClose: () => void }) {
  const { desk, admin } = useMessages();
  const words = desk.topics;
  const [draft, setDraft] = useState<TopicDraft>(draftOf(topic));
  const faults = faultsOf(draft);
  const acting = useAct(() => told(api.PUT('/api/v1/portal/topics/{id}', { params: { path: { id: draft.id } }, body: bodyOf(draft, topic, topic?.retiredAt != null) })), words.added, onClose);
  const field = (key: keyof TopicDraft) => ({ value: draft[key], onChange: (value: string) => setDraft((before) => ({ ...before, [key]: value })) });
  const fault = (tried: boolean, key: keyof TopicDraft, text: string) => (tried && faults.includes(key) ? text : null);
  return (
    <FormDialog title={topic ? words.changeTitle : words.add} verb={admin.save} acting={acting} ready={faults.length === 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={desk.titleTh} {...field('titleTh')} maxLength={200} autoFocus error={fault(tried, 'titleTh', admin.needed)} />
          <Field label={desk.titleEn} {...field('titleEn')} maxLength={200} error={fault(tried, 'titleEn', admin.needed)} />
          {!topic && <Field label={words.id} hint={words.idHint} {...field('id')} maxLength={100} mono error={fault(tried, 'id', words.idFault)} />}
          <LongField label={words.descriptionTh} {...field('descriptionTh')} rows={2} maxLength={1000} />
          <LongField label={words.descriptionEn} {...field('descriptionEn')} rows={2} maxLength={1000} />
          <div className="topic-line"><TopicPicture picture={draft.picture} pictureUrl={null} /><Select label={words.picture} value={draft.picture} options={Object.keys(topicPaths).map((value) => ({ value, label: words.pictures[value] ?? value }))} onChange={(picture) => setDraft((before) => ({ ...before, picture }))} /></div>
          <fieldset className="stack"><legend className="label">{words.ruleTitle}</legend>
            <p className="hint">{words.ruleHint}</p>
            <Field label={words.ruleAgencies} {...field('agencies')} mono maxLength={500} />
            <Field label={words.ruleTags} {...field('tags')} maxLength={1000} />
            <Field label={words.ruleWords} {...field('words')} maxLength={1000} />
            <RuleTrial draft={draft} />
          </fieldset>
        </>
      )}
    </FormDialog>
  );
}

function RuleTrial({ draft }: { draft: TopicDraft }) {
  const words = useMessages().desk.topics;
  const say = useSay();
  const rule = ruleOf(draft);
  const isEmpty = rule.agencies.length + rule.tags.length + rule.words.length === 0;
  const { data } = useQuery(ruleTrialQuery(rule));
  if (isEmpty || !data) return null;
  return <div role="status" className="t14"><p>{words.tried({ count: formatNumber(data.total) })}</p><ul>{data.items.slice(0, 5).map((each) => <li key={each.slug}>{say(each, 'title')}</li>)}</ul></div>;
}
