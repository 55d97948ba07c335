import { formatNearDate } from '@saphan/contracts/dates';
import { useState } from 'react';
import type { Meeting } from '../../api/meeting-queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { MinutesDialog } from './minutes-dialog.tsx';
import { AssignDialog } from './task-dialogs.tsx';

type Item = NonNullable<Meeting['minutesText']>['content']['items'][number];

/** The minutes as last written, and what each resolution assigns. */
export function MinutesSection({ meeting, keeps }: { meeting: Meeting; keeps: boolean }) {
  const { meetings: words } = useMessages();
  const lang = useLang();
  const assigns = useMay()('meetings.keep-tasks');
  const [open, setOpen] = useState<'write' | { place: string; title: string } | null>(null);
  const said = meeting.minutesText;
  const reason = !keeps ? words.onlySecretariat : meeting.minutes === 'adopted' ? words.adopted : meeting.state === 'cancelled' ? words.over : null;
  return (
    <Section title={words.minutes} note={said && words.versionBy({ version: said.version, by: said.by, at: formatNearDate(said.at, new Date(), lang) })} aside={<Button look="small" unavailable={reason} onPress={() => setOpen('write')}>{words.editMinutes}</Button>}>
      {said === null ? <p className="muted">{words.noMinutes}</p> : (
        <>
          <p className="t14 muted">{words.fromTo({ from: said.content.openedAt, to: said.content.closedAt })} · {words.writer} {said.content.writer}</p>
          <ol className="agenda">
            {numbered(said.content.items).map((item) => (
              <li key={item.place}>
                <h3 className="t16">{item.place} {item.title}</h3>
                {item.text && <p className="soft">{item.text}</p>}
                {item.resolution && (
                  <p><b>{words.resolution}: {words.resolutions[item.resolution.kind]}</b> {item.resolution.text}{' '}
                    {item.resolution.kind === 'assigned' && <Button look="small" unavailable={assigns ? null : words.onlySecretariat} onPress={() => setOpen({ place: item.place, title: item.resolution?.text || item.title })}>{words.assign}<span className="sr"> {item.place}</span></Button>}
                  </p>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      {open === 'write' && <MinutesDialog meeting={meeting} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'write' && <AssignDialog meeting={meeting} item={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

/** Items with their places within their sections: 5.1, 5.2. */
function numbered(items: readonly Item[]): (Item & { place: string })[] {
  const counted = new Map<number, number>();
  return items.map((item) => {
    const number = (counted.get(item.section) ?? 0) + 1;
    counted.set(item.section, number);
    return { ...item, place: `${item.section}.${number}` };
  });
}
