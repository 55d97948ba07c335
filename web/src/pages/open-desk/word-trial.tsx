import { useMutation } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';

/** What people find now, and would find if a word were in the dictionary; nothing is changed by it. */
export function WordTrial() {
  const words = useMessages().desk.words;
  const say = useSay();
  const [given, setGiven] = useState({ q: '', term: '', sameAs: '' });
  const field = (key: keyof typeof given) => ({ value: given[key], onChange: (value: string) => setGiven((before) => ({ ...before, [key]: value })), maxLength: 100, autoComplete: 'off' });
  const { q, term, sameAs } = given;
  const trying = useMutation({ mutationFn: () => told(api.POST('/api/v1/catalogue/dictionary/trials', { body: { q, term, ...(sameAs.trim().length >= 2 && { sameAs }) } })) });
  const isReady = q.trim() !== '' && term.trim().length >= 2;
  const found = trying.data;
  return (
    <Section title={words.tryTitle} note={words.tryNote}>
      <form className="row-fields" aria-label={words.tryTitle} onSubmit={(event) => { event.preventDefault(); if (isReady) trying.mutate(); }}>
        <Field label={words.query} {...field('q')} /><Field label={words.term} {...field('term')} /><Field label={words.sameAs} {...field('sameAs')} />
        <Button type="submit" isPending={trying.isPending}>{words.try}</Button>
      </form>
      {trying.isError && <ProblemView error={trying.error} />}
      <div role="status">
        {found && (
          <dl className="facts">
            <dt>{words.before}</dt><dd>{words.finds({ count: formatNumber(found.totalBefore) })} · {words.reads} {found.wordsBefore.join(' + ') || '–'}</dd>
            <dt>{words.after}</dt><dd>{words.finds({ count: formatNumber(found.totalAfter) })} · {words.reads} {found.wordsAfter.join(' + ') || '–'}</dd>
            <dt>{words.comesIn}</dt><dd>{!found.touches ? words.untouched : found.added.length === 0 ? words.nothingNew : <ul>{found.added.map((each) => <li key={each.slug}><PageLink to={`/datasets/${each.slug}`}>{say(each, 'title')}</PageLink></li>)}</ul>}</dd>
          </dl>
        )}
      </div>
    </Section>
  );
}
