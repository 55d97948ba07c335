import type { RequestEvent } from '../../api/request-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { ThaiDate } from '../../ui/figures.tsx';
import { Section } from '../../ui/section.tsx';

/** Everything done and said, newest first; what people wrote stays plain text. */
export function Story({ events }: { events: readonly RequestEvent[] }) {
  const { requests: words } = useMessages();
  const say = useSay();
  return (
    <Section title={words.story}>
      <ul className="story">
        {events.toReversed().map((event) => (
          <li key={event.number} data-talk={event.message !== null || undefined}>
            <p className="t14"><b>{words.events[event.what]}</b> · {event.agency ? say(event.agency, 'name') : words.secretariat} · <span className="muted">{event.by} · <ThaiDate iso={event.at} style="withTime" /></span></p>
            {event.message && <p className="said">{event.message}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
