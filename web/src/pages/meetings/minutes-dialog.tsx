import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Meeting, SaidMinutes } from '../../api/meeting-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';

type Item = SaidMinutes['items'][number];
type Kind = NonNullable<Item['resolution']>['kind'];
const NONE = 'none';
const MOST = 200;

/** Writes the minutes: begun from the agenda, an item each with its resolution. */
export function MinutesDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const [draft, setDraft] = useState(() => draftOf(meeting, words));
  const checker = draft.checker.trim() || null;
  const acting = useAct(() => told(api.PUT('/api/v1/meetings/{id}/minutes', { params: { path: { id: meeting.id } }, body: { version: meeting.minutesText?.version ?? 0, ...draft, checker } })), words.minutesSaid, onClose);
  const filled = (text: string) => text.trim() !== '';
  const set = (at: number, changes: Partial<Item>) => setDraft({ ...draft, items: draft.items.map((each, index) => (index === at ? { ...each, ...changes } : each)) });
  return (
    <FormDialog title={words.editMinutes} verb={words.editMinutes} acting={acting} ready={filled(draft.writer) && draft.items.length > 0 && draft.items.every(({ title }) => filled(title))} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <div className="meeting-pair">
            <Field label={words.openedAt} hint={words.timeHint} value={draft.openedAt} onChange={(openedAt) => setDraft({ ...draft, openedAt })} maxLength={5} autoComplete="off" />
            <Field label={words.closedAt} value={draft.closedAt} onChange={(closedAt) => setDraft({ ...draft, closedAt })} maxLength={5} autoComplete="off" />
            <Field label={words.writer} value={draft.writer} onChange={(writer) => setDraft({ ...draft, writer })} maxLength={300} autoComplete="off" error={tried && !filled(draft.writer) ? words.needed : null} />
            <Field label={words.checker} value={draft.checker} onChange={(next) => setDraft({ ...draft, checker: next })} maxLength={300} autoComplete="off" />
          </div>
          <fieldset className="meeting-rows">
            <legend className="sr">{words.minutes}</legend>
            {draft.items.map((item, at) => <ItemFields key={at} item={item} number={at + 1} tried={tried} onChange={(changes) => set(at, changes)} onRemove={() => setDraft({ ...draft, items: draft.items.filter((_, index) => index !== at) })} />)}
            {draft.items.length < MOST && <p><Button look="small" onPress={() => setDraft({ ...draft, items: [...draft.items, { section: 5, title: '', text: '', resolution: null }] })}><Icon name="plus" />{words.addItem}</Button></p>}
          </fieldset>
        </>
      )}
    </FormDialog>
  );
}

function ItemFields({ item, number, tried, onChange, onRemove }: { item: Item; number: number; tried: boolean; onChange: (changes: Partial<Item>) => void; onRemove: () => void }) {
  const { meetings: words } = useMessages();
  const sections = words.sections.map((title, i) => ({ value: String(i + 1), label: words.sectionTitle({ number: i + 1, title }) }));
  const kinds = [{ value: NONE, label: words.noResolution }, ...Object.entries(words.resolutions).map(([value, label]) => ({ value, label }))];
  return (
    <div>
      <Select label={words.section} value={String(item.section)} options={sections} onChange={(section) => onChange({ section: Number(section) })} />
      <Field label={words.item} value={item.title} onChange={(title) => onChange({ title })} maxLength={1000} autoComplete="off" error={tried && item.title.trim() === '' ? words.needed : null} />
      <LongField label={words.text} value={item.text} onChange={(text) => onChange({ text })} rows={3} maxLength={10_000} />
      <Select label={words.resolution} value={item.resolution?.kind ?? NONE} options={kinds} onChange={(kind) => onChange({ resolution: kind === NONE ? null : { kind: kind as Kind, text: item.resolution?.text ?? '' } })} />
      {item.resolution && <LongField label={words.resolutionText} value={item.resolution.text} onChange={(text) => onChange({ resolution: item.resolution && { ...item.resolution, text } })} rows={2} maxLength={10_000} />}
      <div><Button look={['quiet', 'small']} onPress={onRemove}>{words.removeItem({ number })}</Button></div>
    </div>
  );
}

function draftOf(meeting: Meeting, words: { toAdopt: (v: { number: number; year: number }) => string; progress: string }): Omit<SaidMinutes, 'version' | 'reason' | 'checker'> & { checker: string } {
  const said = meeting.minutesText?.content;
  if (said) return { openedAt: said.openedAt, closedAt: said.closedAt, writer: said.writer, checker: said.checker ?? '', items: said.items };
  const own = (meeting.agenda?.content.items ?? []).map(({ section, title, text }): Item => ({ section, title, text, resolution: null }));
  const derived: Item[] = [
    ...meeting.toAdopt.map((each): Item => ({ section: 2, title: words.toAdopt(each), text: '', resolution: { kind: 'approved', text: '' } })), ...meeting.matters.map((task): Item => ({ section: 3, title: task.title, text: task.lastReport ?? '', resolution: { kind: 'acknowledged', text: '' } })),
    { section: 4, title: words.progress, text: '', resolution: { kind: 'acknowledged', text: '' } },
  ];
  return { openedAt: meeting.beginsAt, closedAt: '12:00', writer: meeting.committee.members.find(({ duty }) => duty === 'secretary')?.name ?? '', checker: '', items: [...own, ...derived].toSorted((a, b) => a.section - b.section) };
}
