import { formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { surveyFormQuery, workbookUrl, type FormPlace, type SurveyForm, type SurveyRow } from '../../api/readiness-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { AsOf, useAsOf } from '../action-plans/as-of.tsx';
import { AddOwnDialog, SubmitDialog } from './form-dialogs.tsx';
import { JudgeButtons } from './judge-dialogs.tsx';
import { Needs } from './needs.tsx';
import './readiness.css';
import { RowCard } from './row-card.tsx';
import { FormState } from './states.tsx';
import { UploadDialog } from './upload-dialog.tsx';

type Open = 'upload' | 'add' | 'submit';

/** The form of one agency: what the list asks, what is known, additions, needs, and what became of it. */
export function FormPage() {
  const { id, agency } = useParams({ strict: false }) as { id: string; agency: string };
  const words = useMessages();
  const say = useSay();
  const asOf = useAsOf();
  const place = { id: Number(id), agency };
  const query = useQuery(surveyFormQuery(place, asOf));
  const title = words.readiness.form({ agency: query.data ? say(query.data.agency, 'name') : agency });
  const campaign = query.data ? say(query.data.campaign, 'title') : id;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.plan, <PageLink key="all" to="/readiness" search={{ asOf }}>{words.readiness.title}</PageLink>, <PageLink key="one" to={`/readiness/${id}`} search={{ asOf }}>{campaign}</PageLink>, title]}>
      {query.data === undefined && <h1 className="sr">{title}</h1>}
      <Loaded query={query} label={words.readiness.loading} lines={8}>{(form) => <Body form={form} place={place} />}</Loaded>
    </Page>
  );
}

function Body({ form, place }: { form: SurveyForm; place: FormPlace }) {
  const { readiness: words } = useMessages();
  const [open, setOpen] = useState<Open | null>(null);
  const [search, change] = usePageSearch();
  const show = oneOf(search['show'], ['all', 'missing']);
  const listed = form.items.filter(({ own }) => !own);
  const own = form.items.filter((row) => row.own);
  const opened = textOf(search['row']);
  const shown = listed.filter((row) => show === 'all' || row.missing.length > 0 || String(row.id) === opened);
  const cards = (rows: SurveyRow[]) => <ul className="survey-rows">{rows.map((row) => <RowCard key={row.id} form={form} place={place} row={row} isOpen={String(row.id) === opened} onToggle={() => change({ row: String(row.id) === opened ? undefined : String(row.id) })} />)}</ul>;
  const why = form.may.answer ? null : form.may;
  return (
    <>
      <Head form={form} place={place} onOpen={setOpen} />
      <Section title={words.listed} note={words.listedNote} aside={listed.length > 0 && <Segmented label={words.show} value={show} options={[{ value: 'all', label: words.showAll }, { value: 'missing', label: words.showMissing }]} onChange={(next) => change({ show: next === 'all' ? undefined : next })} />}>
        {listed.length === 0 ? <Empty icon="database" title={words.nothingListed}>{words.nothingListedWhy}</Empty> : shown.length === 0 ? <Empty icon="check" title={words.nothingMissing}>{words.nothingMissingWhy}</Empty> : cards(shown)}
      </Section>
      <Section title={words.own} note={words.ownNote} aside={<Reasoned why={why}><Button look="small" isDisabled={!form.may.answer} onPress={() => setOpen('add')}><Icon name="plus" />{words.addOwn}</Button></Reasoned>}>
        {own.length === 0 ? <Empty icon="database" title={words.noOwn}>{words.noOwnWhy}</Empty> : cards(own)}
      </Section>
      <Needs form={form} place={place} />
      <Story form={form} />
      {open === 'upload' && <UploadDialog place={place} onClose={() => setOpen(null)} />}
      {open === 'add' && <AddOwnDialog place={place} onClose={() => setOpen(null)} onAdded={(id) => change({ row: String(id) })} />}
      {open === 'submit' && <SubmitDialog place={place} onClose={() => setOpen(null)} />}
    </>
  );
}

/** A button that cannot be used says why beside it. */
function Reasoned({ why, children }: { why: SurveyForm['may'] | null; children: ReactNode }) {
  const say = useSay();
  return <span className="row-tight">{children}{why && <span className="t13 muted">{say(why, 'whyNot')}</span>}</span>;
}

function Head({ form, place, onOpen }: { form: SurveyForm; place: FormPlace; onOpen: (open: Open) => void }) {
  const { readiness: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  const { may } = form;
  return (
    <PageHead kicker={<FormState {...form} />} title={words.form({ agency: say(form.agency, 'name') })} lead={<Rich text={words.formLead({ answered: form.answered, required: form.required, due: formatThaiDate(form.dueOn, { lang }) })} />}
      actions={(
        <>
          <a className="btn" href={workbookUrl(place, lang)} download><Icon name="download" />{words.download}</a>
          <Button isDisabled={!may.answer} onPress={() => onOpen('upload')}><Icon name="upload" />{words.upload}</Button>
          {may.judge ? <JudgeButtons form={form} place={place} /> : <Button look="primary" isDisabled={!may.submit} onPress={() => onOpen('submit')}>{words.submit}</Button>}
        </>
      )}>
      {!may.submit && !may.judge && (may.whyNotTh ?? may.whyNotEn) && <p className="t14 muted">{say(may, 'whyNot')}</p>}
      {form.campaign.note && <p className="t14 measure">{form.campaign.note}</p>}
      <AsOf data={form} />
    </PageHead>
  );
}

function Story({ form }: { form: SurveyForm }) {
  const { readiness: words } = useMessages();
  const lang = useLang();
  return (
    <Section title={words.story}>
      {form.events.length === 0 ? <p className="muted">{words.noStory}</p> : (
        <ol className="survey-story">{form.events.map((event) => <li key={event.at}><b>{words.storyOf[event.what] ?? event.what}</b> · {event.by} · <ThaiDate iso={event.at} style="withTime" />{event.dueOn && <> · {words.until({ date: formatThaiDate(event.dueOn, { lang }) })}</>}{event.reason && <p className="measure">{event.reason}</p>}</li>)}</ol>
      )}
    </Section>
  );
}
