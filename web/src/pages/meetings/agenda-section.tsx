import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Meeting, SaidAgenda } from '../../api/meeting-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';

type Item = SaidAgenda['items'][number];
const MOST = 100;

/** The agenda in its six sections: what was written, and what comes by itself. */
export function AgendaSection({ meeting, keeps }: { meeting: Meeting; keeps: boolean }) {
  const { meetings: words } = useMessages();
  const [open, setOpen] = useState(false);
  const reason = !keeps ? words.onlySecretariat : meeting.state !== 'coming' ? words.over : null;
  return (
    <Section title={words.agenda} aside={<Button look="small" unavailable={reason} onPress={() => setOpen(true)}>{words.editAgenda}</Button>}>
      <ol className="agenda">{words.sections.map((title, i) => <SectionLines key={title} meeting={meeting} number={i + 1} title={title} />)}</ol>
      {open && <AgendaDialog meeting={meeting} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function SectionLines({ meeting, number, title }: { meeting: Meeting; number: number; title: string }) {
  const { meetings: words } = useMessages();
  const own = (meeting.agenda?.content.items ?? []).filter(({ section }) => section === number);
  const empty = own.length === 0 && !comesByItself(meeting, number);
  return (
    <li>
      <h3 className="t16">{words.sectionTitle({ number, title })}</h3>
      {empty && <p className="muted">{words.nothing}</p>}
      {!empty && (
        <ol>
          {own.map((item, at) => (
            <li key={at}>{item.title}{item.presenter && <span className="muted"> · {item.presenter}</span>}{item.text && <p className="t14 soft">{item.text}</p>}{item.papers.map((paper) => <p key={paper} className="t13 muted">{paper}</p>)}</li>
          ))}
          <Derived meeting={meeting} number={number} />
        </ol>
      )}
    </li>
  );
}

const comesByItself = ({ toAdopt, matters, decisions }: Meeting, number: number): boolean => (number === 2 && toAdopt.length > 0) || (number === 3 && matters.length > 0) || number === 4 || (number === 5 && decisions.length > 0);

function Derived({ meeting, number }: { meeting: Meeting; number: number }) {
  const { meetings: words } = useMessages();
  const say = useSay();
  const mark = <> <Badge>{words.byItself}</Badge></>;
  const { toAdopt, matters, decisions, asOf, committeeId } = meeting;
  if (number === 2) return toAdopt.map((each) => <li key={each.id}><PageLink to={`/meetings/${each.id}`}>{words.toAdopt(each)}</PageLink>{mark}</li>);
  if (number === 3 && matters.length > 0) {
    return <li><PageLink to="/tasks" search={{ asOf, committee: String(committeeId) }}>{words.matters({ count: matters.length })}</PageLink>{mark}{matters.slice(0, 5).map((task) => <p key={task.id} className="t14 soft">{task.title} · {say(task.agency, 'name')}{task.daysLate > 0 && <span className="bad"> · {words.daysLate({ days: task.daysLate })}</span>}</p>)}</li>;
  }
  if (number === 4) return <li><PageLink to="/board" search={{ asOf }}>{words.progress}</PageLink>{mark}</li>;
  if (number === 5 && decisions.length > 0) {
    return (
      <li>{words.decisions({ count: decisions.length })}{mark}
        <details><summary>{words.show}</summary>{decisions.map((each) => <p key={each.kind + each.link} className="t14"><PageLink to={each.link.split('?')[0] as string}>{say(each, 'subject')}</PageLink> · {words.decisionKinds[each.kind]}{each.days !== null && ` · ${words.daysOf({ days: each.days })}`}</p>)}</details>
      </li>
    );
  }
  return null;
}

function AgendaDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const [items, setItems] = useState<Item[]>(meeting.agenda?.content.items ?? []);
  const acting = useAct(() => told(api.PUT('/api/v1/meetings/{id}/agenda', { params: { path: { id: meeting.id } }, body: { version: meeting.agenda?.version ?? 0, items: items.map((item) => ({ ...item, papers: item.papers.filter((line) => line.trim() !== '') })) } })), words.agendaSaid, onClose);
  const set = (at: number, changes: Partial<Item>) => setItems(items.map((each, index) => (index === at ? { ...each, ...changes } : each)));
  const sections = words.sections.map((title, i) => ({ value: String(i + 1), label: words.sectionTitle({ number: i + 1, title }) }));
  return (
    <FormDialog title={words.editAgenda} verb={words.editAgenda} acting={acting} ready={items.every(({ title }) => title.trim() !== '')} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <fieldset className="meeting-rows">
          <legend className="sr">{words.agenda}</legend>
          {items.map((item, at) => (
            <div key={at}>
              <Select label={words.section} value={String(item.section)} options={sections} onChange={(section) => set(at, { section: Number(section) })} />
              <Field label={words.item} value={item.title} onChange={(title) => set(at, { title })} maxLength={1000} autoComplete="off" error={tried && item.title.trim() === '' ? words.needed : null} />
              <LongField label={words.text} value={item.text} onChange={(text) => set(at, { text })} rows={2} maxLength={10_000} />
              <Field label={words.presenter} value={item.presenter} onChange={(presenter) => set(at, { presenter })} maxLength={300} autoComplete="off" />
              <LongField label={words.papers} value={item.papers.join('\n')} onChange={(text) => set(at, { papers: text.split('\n').filter((line, i, all) => line.trim() !== '' || i === all.length - 1).slice(0, 20) })} rows={2} />
              <div><Button look={['quiet', 'small']} onPress={() => setItems(items.filter((_, index) => index !== at))}>{words.removeItem({ number: at + 1 })}</Button></div>
            </div>
          ))}
          {items.length < MOST && <p><Button look="small" onPress={() => setItems([...items, { section: 5, title: '', text: '', presenter: '', papers: [] }])}><Icon name="plus" />{words.addItem}</Button></p>}
        </fieldset>
      )}
    </FormDialog>
  );
}
