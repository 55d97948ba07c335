import type { AgreementPage } from '../../../api/agreement-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { ThaiDate } from '../../../ui/figures.tsx';
import { Section } from '../../../ui/section.tsx';

/** Everything done and said, newest first; what people wrote stays plain text. */
export function Story({ page }: { page: AgreementPage }) {
  const { agreements: words } = useMessages();
  const say = useSay();
  return (
    <Section title={words.story}>
      <ul className="agreement-story">
        {page.events.toReversed().map((event) => (
          <li key={event.number} data-talk={event.message !== null || undefined}>
            <p className="t14"><b>{words.events[event.what]}</b> · {words.version({ version: event.version })} · {event.agency ? say(event.agency, 'name') : words.sides[event.side ?? ''] ?? words.house} · <span className="muted">{event.by} · <ThaiDate iso={event.at} style="withTime" /></span></p>
            {event.message && <p className="agreement-said">{event.message}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
