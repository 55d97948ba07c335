import { useQuery } from '@tanstack/react-query';
import { boardPartitionsQuery, type BoardPartitions } from '../../api/partition-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { partitionLooks } from '../../ui/state-mark.ts';

type Row = BoardPartitions['items'][number];
type Period = Row['items'][number];

/** The last promised periods of each dataset that promises them, who needs help first; nothing where none is promised. */
export function PeriodStrips({ asOf }: { asOf: string | undefined }) {
  const words = useMessages().board.periods;
  const query = useQuery(boardPartitionsQuery(asOf));
  if (query.isPending || query.data?.items.length === 0) return null;
  return (
    <Section title={words.title({ count: query.data?.datasets ?? 0 })} note={words.note} className="keep">
      <Loaded query={query} label={words.loading} lines={3}>
        {({ items, datasets }) => (
          <>
            <ul className="period-rows">{items.map((row) => <StripRow key={row.slug} row={row} />)}</ul>
            {datasets > items.length && <p className="t14 muted">{words.more({ count: datasets - items.length })}</p>}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function StripRow({ row }: { row: Row }) {
  const lang = useLang();
  const say = useSay();
  const words = useMessages();
  const title = say(row, 'title');
  const [first, last] = [row.items[0], row.items.at(-1)];
  return (
    <li>
      <div><PageLink className="plain" to={`/datasets/${row.slug}`} hash="partitions">{title}</PageLink><span className="sub">{say(row.agency, 'name')}</span></div>
      <div>
        <ol className="period-marks" aria-label={words.board.periods.of({ title })}>{row.items.map((period) => <PeriodMark key={period.id} slug={row.slug} period={period} />)}</ol>
        <p className="row-between t13 muted" aria-hidden="true"><span>{first?.[lang]}</span><span>{row.items.length > 1 && last?.[lang]}</span></p>
      </div>
      <p className="t14">{words.partitions.stripSaid(row.counts)}</p>
    </li>
  );
}

/** No stop for the tab key: the dataset's name leads to the same place. */
function PeriodMark({ slug, period }: { slug: string; period: Period }) {
  const lang = useLang();
  const words = useMessages().partitions;
  const said = `${period[lang]}: ${period.onTime === false ? words.cameLate : words.states[period.state]}`;
  return <li><PageLink to={`/datasets/${slug}`} hash="partitions" tabIndex={-1} title={said}><i aria-hidden="true" data-s={partitionLooks[period.state]} /><span className="sr">{said}</span></PageLink></li>;
}
