import { formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { deadlineQuery } from '../../api/agency-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Fact } from '../../ui/fact.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Section } from '../../ui/section.tsx';

/** Why a deadline stands where it does: its first day, and each day off that moved it. Nothing for those whose deadline it is not. */
export function DeadlineStory({ room, reference }: { room: string; reference: string }) {
  const { story: words } = useMessages().calendarMoves;
  const lang = useLang();
  const say = useSay();
  const may = useMay();
  const query = useQuery({ ...deadlineQuery(room, reference), enabled: may('calendar.read-moves') });
  const deadline = query.data;
  if (!deadline) return null;
  return (
    <Section title={words.title}>
      <dl className="facts">
        <Fact name={words.due}><b><ThaiDate iso={deadline.dueOn} style="long" /></b></Fact>
        {deadline.firstDueOn !== deadline.dueOn && <Fact name={words.first}><ThaiDate iso={deadline.firstDueOn} style="long" /></Fact>}
        <Fact name={words.because}>{deadline.because[lang]}</Fact>
        {deadline.moves.length > 0 && (
          <Fact name={words.moves}>
            <ol className="plain-list">
              {deadline.moves.map(({ wasOn, movedTo, change }, at) => <li key={at}><ThaiDate iso={wasOn} /> → <ThaiDate iso={movedTo} /> {change === null ? words.given : (change.closes ? words.closes : words.opens)({ name: say(change, 'name'), day: formatThaiDate(change.day, { lang }) })}</li>)}
            </ol>
          </Fact>
        )}
      </dl>
    </Section>
  );
}
